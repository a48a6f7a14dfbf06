"""Pictures that are painted anew again and again, without losing memory by it.

PySide 6.10.3 gives away five references to None for each QPixmap or QImage that is painted on for
the first time: one for each virtual method that it then looks for in Python. So we paint on devices
that are kept, one for each size, and copy what has been painted.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPixmap

MOST_KEPT = 32  # sizes; a window that is made larger and smaller needs ever new ones

_resting: dict[tuple[int, int], QPixmap] = {}  # devices that nobody paints on now


class PixmapCache:
    """One transparent picture in the making: paint with `painter`, then `take` it."""

    def __init__(self, size: QSize, ratio: float) -> None:
        """`size` is in device pixels, of which `ratio` make a logical one."""
        size = size.expandedTo(QSize(1, 1))
        key = size.width(), size.height()
        self._device = _resting.pop(key) if key in _resting else QPixmap(size)
        self._device.setDevicePixelRatio(ratio)
        self._device.fill(Qt.GlobalColor.transparent)
        self.painter = QPainter(self._device)
        self.painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def take(self) -> QPixmap:
        """The picture; nothing more is painted."""
        self.painter.end()
        if len(_resting) >= MOST_KEPT:
            _resting.clear()
        _resting[self._device.width(), self._device.height()] = self._device
        return self._device.copy()

"""Pictures of the window, for the price of a copy: what Qt has painted already is taken as it is.

Painting all widgets once more would cost 12 ms a frame; copying their backing store costs 0.2 ms.
Menus, tooltips and dialogs are windows of their own, and are laid over it where they are seen.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QCursor, QGuiApplication, QImage, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QApplication, QWidget

READABLE_PLATFORMS = frozenset({"xcb", "offscreen", "windows"})
"""Where a backing store can be read between two paintings; elsewhere widgets are painted anew."""
UNRECORDED = "unrecorded"  # a window with this property is not in the picture
_ARROW = ((0, 0), (0, 16), (3.7, 12.4), (6.1, 18), (8.6, 17), (6.2, 11.5), (11.4, 11.5))


class Grabber:
    """Takes pictures of one widget of a window, all of one size."""

    def __init__(
        self, window: QWidget, part: QWidget, *, has_pointer: bool, size: QSize | None = None
    ) -> None:
        """All pictures have `size`, or else the part's at this moment; even, as videos want it."""
        self._window, self._part, self._has_pointer = window, part, has_pointer
        size = size or part.size()
        self.size = QSize(max(2, size.width() & ~1), max(2, size.height() & ~1))
        self._image = QImage(self.size, QImage.Format.Format_RGB32)
        self._can_read = QGuiApplication.platformName() in READABLE_PLATFORMS

    def grab(self) -> bytes:
        """What is to be seen now: rows of 4-byte pixels, blue first.

        A part of another size is fitted into the picture, in its middle.
        """
        painter = QPainter(self._image)
        area = QRect(self._part.mapTo(self._window, QPoint()), self._part.size())
        if QSize(area.width() & ~1, area.height() & ~1) != self.size:
            painter.fillRect(self._image.rect(), self._window.palette().window())
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            scale = min(
                self.size.width() / max(1, area.width()), self.size.height() / max(1, area.height())
            )
            painter.translate(
                (self.size.width() - scale * area.width()) / 2,
                (self.size.height() - scale * area.height()) / 2,
            )
            painter.scale(scale, scale)
        painter.translate(-area.topLeft())
        painter.setClipRect(area)
        self._paint(painter, self._window, QPoint())
        for other in self._windows_above():
            self._paint(painter, other, other.mapToGlobal(QPoint()) - self._origin())
        if self._has_pointer:
            self._paint_pointer(painter)
        painter.end()
        return bytes(self._image.constBits())

    def _origin(self) -> QPoint:
        return self._window.mapToGlobal(QPoint())

    def _windows_above(self) -> list[QWidget]:
        return [
            widget
            for widget in QApplication.topLevelWidgets()
            if widget is not self._window
            and widget.isVisible()
            and not widget.property(UNRECORDED)
            and widget.windowType() != Qt.WindowType.Desktop
        ]

    def _paint(self, painter: QPainter, widget: QWidget, at: QPoint) -> None:
        store = widget.backingStore() if self._can_read else None
        painted = store.paintDevice() if store is not None else None
        if isinstance(painted, QImage) and not painted.isNull():
            ratio = widget.devicePixelRatioF()
            source = QRectF(0, 0, widget.width() * ratio, widget.height() * ratio)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)  # quickest
            painter.drawImage(QRectF(at, QSize(widget.size())), painted, source)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        else:
            widget.render(painter, at)

    def _paint_pointer(self, painter: QPainter) -> None:
        """An arrow: the system's own pointer is in no window's picture."""
        place = QCursor.pos() - self._origin()
        if not self._window.rect().contains(place):
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor("#FFFFFF"), 1.2))
        painter.setBrush(QColor("#16181C"))
        arrow = QPolygonF([QPointF(x, y) for x, y in _ARROW])
        painter.drawPolygon(arrow.translated(QPointF(place)))

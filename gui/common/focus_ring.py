"""A ring around what has the keyboard's focus, in every window, once a key brought it there.

Style sheets know no focus that came by a key alone, and pictures that we paint ourselves would each
need a ring of their own. So there is one: a child of the focused widget that lies over all of it.
"""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from gui.common.palette import LIGHT, Palette

WIDTH = 2.0  # logical pixels
RADIUS = 5.0


class RingOverlay(QWidget):
    """Drawn over one widget, for as long as that has the focus."""

    def __init__(self, widget: QWidget, colour: str) -> None:
        super().__init__(widget)
        self._colour = colour
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        widget.installEventFilter(self)
        self._fit()
        self.show()

    def _fit(self) -> None:
        widget = self.parentWidget()
        if widget is not None:
            self.setGeometry(widget.rect())
            self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stays as large as its widget."""
        if event.type() == QEvent.Type.Resize:
            self._fit()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """A rounded line just inside the widget's edge."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._colour), WIDTH))
        inside = WIDTH / 2
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(inside, inside, -inside, -inside), RADIUS, RADIUS
        )
        painter.end()


class FocusRing(QObject):
    """Follows the focus of an application."""

    def __init__(self, application: QApplication, parent: QObject) -> None:
        super().__init__(parent)
        self._ring: RingOverlay | None = None
        self._palette = LIGHT
        self._is_by_key = False  # what was used last: a key, or the mouse
        application.focusChanged.connect(self._on_focus)

    def set_palette(self, palette: Palette) -> None:
        """Draws it in another colour."""
        self._palette = palette
        if self._ring is not None and shiboken6.isValid(self._ring):
            widget = self._ring.parentWidget()
            self._remove()
            self._put_around(widget)

    def retranslate(self) -> None:
        """It has no texts."""

    def _on_focus(self, old: QWidget | None, now: QWidget | None) -> None:
        del old
        self._remove()
        if now is None:
            return
        self._watch(now.window())
        if self._is_by_key and not isinstance(now, QMenu):
            self._put_around(now)

    def _watch(self, window: QWidget) -> None:
        """Keys and clicks are seen as they come to a window: few events go there."""
        handle = window.windowHandle()
        if handle is not None:
            handle.removeEventFilter(self)
            handle.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notes what is used."""
        if event.type() == QEvent.Type.KeyPress:
            self._is_by_key = True
        elif event.type() == QEvent.Type.MouseButtonPress:
            self._is_by_key = False
        return super().eventFilter(watched, event)

    def _put_around(self, widget: QWidget | None) -> None:
        if widget is not None:
            self._ring = RingOverlay(widget, self._palette.accent)

    def _remove(self) -> None:
        if self._ring is not None and shiboken6.isValid(self._ring):
            self._ring.hide()
            self._ring.deleteLater()
        self._ring = None

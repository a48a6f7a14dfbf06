"""What lies over the window while it is presented: a ring, the keys pressed, a caption.

Each is a small widget of its own that lets the mouse through, so that nothing else is painted anew.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QCursor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLineEdit, QWidget

from gui.common.palette import LIGHT, Palette
from gui.common.plain import PlainLabel

RING_PX = 64
FOLLOW_MS = 16
CLICK_MS = 350
KEYS_MS = 1600
MARGIN = 28  # px, from the window's edge
GROUND, INK = "rgba(44, 48, 56, 235)", "#FFFFFF"  # the same on light and dark: it lies over both
CAPTION_PX, KEYS_PX, PAD_PX = 28, 20, 8
BAND_PX = 72  # at the window's bottom, kept free for captions of one line


class PointerRing(QWidget):
    """A ring around the pointer; filled while a button is down and for a moment after."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFixedSize(RING_PX, RING_PX)
        self._colour = QColor(LIGHT.warning)
        self._is_down = False
        self._follow, self._fade = QTimer(self), QTimer(self)
        self._follow.setInterval(FOLLOW_MS)
        self._follow.timeout.connect(self._on_tick)
        self._fade.setSingleShot(True)
        self._fade.timeout.connect(self.update)
        self.hide()

    @property
    def is_filled(self) -> bool:
        """Whether a click is shown."""
        return self._is_down or self._fade.isActive()

    def set_palette(self, palette: Palette) -> None:
        """Shows it in other colours."""
        self._colour = QColor(palette.put_wait)
        self.update()

    def follow(self, *, is_on: bool) -> None:
        """Begins or ends to follow the pointer."""
        self._follow.start() if is_on else self._follow.stop()
        self._is_down = False
        self.setVisible(is_on)
        self._on_tick()

    def press(self, *, is_down: bool) -> None:
        """A mouse button went down, or up."""
        self._is_down = is_down
        if not is_down:
            self._fade.start(CLICK_MS)
        self.update()

    def _on_tick(self) -> None:
        window = self.parentWidget()
        if window is None or not self._follow.isActive():
            return
        place = window.mapFromGlobal(QCursor.pos())
        self.setVisible(window.rect().contains(place))
        corner = place - QPoint(RING_PX // 2, RING_PX // 2)
        if self.pos() != corner:
            self.move(corner)
            self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A ring, or a disc."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill = QColor(self._colour)
        fill.setAlphaF(0.45 if self.is_filled else 0.12)
        painter.setBrush(fill)
        painter.setPen(QPen(self._colour, 5.0 if self.is_filled else 3.0))
        room = 10.0 if self.is_filled else 5.0
        painter.drawEllipse(QRectF(self.rect()).adjusted(room, room, -room, -room))
        painter.end()


class Plate(PlainLabel):
    """White words on a dark plate over the window."""

    def __init__(self, window: QWidget, pixels: int) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setStyleSheet(plate_style("QLabel", pixels))
        self.hide()

    def say(self, text: str) -> None:
        """Shows a text, or nothing."""
        self.setText(text)
        self.setAccessibleName(text)
        self.setVisible(bool(text))
        if text:
            self.place()
            self.raise_()

    def place(self) -> None:
        """At the bottom, as wide as its words, at most as the window lets it."""
        window = self.parentWidget()
        if window is None:
            return
        most = window.width() - 2 * MARGIN
        self.setWordWrap(False)
        if self.sizeHint().width() > most:
            self.setWordWrap(True)
            self.resize(most, self.heightForWidth(most))
        else:
            self.resize(self.sizeHint())
        self.move(self.corner(window))

    def corner(self, window: QWidget) -> QPoint:
        """Its upper left corner: a caption is in the middle."""
        top = window.height() - self.height() - (BAND_PX - CAPTION_PX - 2 * PAD_PX) // 2
        return QPoint((window.width() - self.width()) // 2, top)


class PressedKeys(Plate):
    """The keys pressed last, for a moment."""

    def __init__(self, window: QWidget, caption: Plate) -> None:
        super().__init__(window, KEYS_PX)
        self._caption = caption
        caption.installEventFilter(self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)

    def show_keys(self, text: str) -> None:
        """One combination; the former ones go."""
        self.say(text)
        self._timer.start(KEYS_MS)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Makes way for a caption that comes, or that becomes longer."""
        moves = {QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.Move, QEvent.Type.Resize}
        if event.type() in moves and self.isVisible():
            self.place()
        return super().eventFilter(watched, event)

    def corner(self, window: QWidget) -> QPoint:
        """At the left, or above the caption where that is too wide."""
        bottom = window.height() - (BAND_PX - self.height()) // 2
        if self._caption.isVisible() and self._caption.x() < 2 * MARGIN + self.width():
            bottom = self._caption.y() - PAD_PX
        return QPoint(MARGIN, bottom - self.height())


class CaptionEditor(QLineEdit):
    """Where the teacher types the caption, in the place where it will be."""

    typed = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._former = ""
        self.setStyleSheet(plate_style("QLineEdit", CAPTION_PX))
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.returnPressed.connect(self._on_returned)
        self.hide()
        self.retranslate()

    def retranslate(self) -> None:
        """Shows its texts in the present language."""
        self.setAccessibleName(self.tr("Caption"))
        self.setToolTip(self.tr("Enter shows the caption, Escape leaves it as it was"))

    def open_with(self, text: str) -> None:
        """Begins with the caption that is there."""
        window = self.parentWidget()
        assert window is not None  # noqa: S101 - it is made with one
        width = min(window.width() - 2 * MARGIN, 960)
        self.resize(width, self.sizeHint().height())
        top = window.height() - (BAND_PX + self.height()) // 2
        self.move((window.width() - width) // 2, top)
        self._former = text
        self.setText(text)
        self.selectAll()
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def event(self, event: QEvent) -> bool:
        """Escape leaves it; nowhere else it would stop the run."""
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            if event.type() == QEvent.Type.KeyPress:
                self._leave_with(self._former)
            return True
        return super().event(event)

    def _on_returned(self) -> None:
        self._leave_with(self.text().strip())

    def _leave_with(self, text: str) -> None:
        self.hide()
        self.typed.emit(text)


def plate_style(kind: str, pixels: int) -> str:
    """The look of everything that is said over the window."""
    return (
        f"{kind} {{ background: {GROUND}; color: {INK}; font-size: {pixels}px; font-weight: 500;"
        f" border: 0; border-radius: 10px; padding: {PAD_PX}px 20px; }}"
    )

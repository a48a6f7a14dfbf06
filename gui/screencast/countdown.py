"""The figures before a recording: three, two, one, over the middle of the window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget

from gui.common.plain import PlainLabel

SIDE = 160  # logical pixels
LOOK = (
    "background: rgba(22, 24, 28, 210); color: #FFFFFF; font-size: 84px; font-weight: 600;"
    f" border-radius: {SIDE // 2}px;"
)


class Countdown(PlainLabel):
    """Shows how many seconds are left, then begins what it was started for."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._left_s = 0
        self._then: Callable[[], None] = lambda: None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setStyleSheet(LOOK)
        self.resize(SIDE, SIDE)
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self._on_second)
        window.installEventFilter(self)
        self.hide()

    @property
    def is_on(self) -> bool:
        """Whether it is counting."""
        return self._timer.isActive()

    def begin(self, seconds: int, then: Callable[[], None]) -> None:
        """Counts down, and calls `then`; at once where there is nothing to count."""
        self._left_s, self._then = seconds, then
        if not seconds:
            then()
            return
        self._timer.start()
        self._show()

    def cancel(self) -> None:
        """Stops counting; nothing begins."""
        self._timer.stop()
        self.hide()

    def _on_second(self) -> None:
        self._left_s -= 1
        if self._left_s > 0:
            self._show()
            return
        self.cancel()
        self._then()

    def _show(self) -> None:
        self.setText(str(self._left_s))
        self.setAccessibleName(self.text())
        self._place()
        self.show()
        self.raise_()

    def _place(self) -> None:
        window = self.parentWidget()
        if window is not None:
            self.move(window.rect().center() - self.rect().center())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stays in the middle of its window."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

"""A label of at most so many lines: longer texts end in "…", and their tooltip has them whole."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from engine.model.plain import visible
from gui.common.plain import PlainLabel, plain

WRAPPED = Qt.TextFlag.TextWordWrap
UNLIMITED = 10_000  # px


class ClippedLabel(PlainLabel):
    """Wraps words; never higher than `most_lines`."""

    def __init__(self, most_lines: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._most_lines = most_lines
        self.whole = ""
        self.setWordWrap(True)

    def set_whole(self, text: str) -> None:
        """Shows a text, as far as there is room."""
        if text != self.whole:
            self.whole = visible(text, keep_lines=True)
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width takes other lines."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _height(self, text: str, width: int) -> int:
        room = QRect(0, 0, max(1, width), UNLIMITED)
        return self.fontMetrics().boundingRect(room, WRAPPED, text).height()

    def _fit(self) -> None:
        most = self._height("\n".join("x" * self._most_lines), self.width())  # as Qt rounds it
        shown = self.whole
        if self._height(shown, self.width()) > most:
            few, many = 0, len(self.whole)  # so many characters fit, so many do not
            while many - few > 1:
                middle = (few + many) // 2
                fits = self._height(f"{self.whole[:middle]}…", self.width()) <= most
                few, many = (middle, many) if fits else (few, middle)
            shown = f"{self.whole[:few].rstrip()}…"
        if shown != self.text():
            self.setText(shown)
            self.setToolTip(plain(self.whole) if shown != self.whole else "")
        # Said outright: a layout's least size knows nothing of words that wrap.
        self.setMinimumHeight(self._height(shown, self.width()))

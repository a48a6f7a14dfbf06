"""The Qt application, which also hears of files: macOS sends a double-click as an event."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication


class Application(QApplication):
    """Not a filter on all events, which would cost time with each of them."""

    fileOpened = Signal(str)

    def event(self, event: QEvent) -> bool:
        """Takes the one kind of event that brings a file."""
        if isinstance(event, QFileOpenEvent):
            self.fileOpened.emit(event.file())
            return True
        return super().event(event)

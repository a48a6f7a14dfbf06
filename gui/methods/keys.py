"""Buttons that Space and Enter press, although Space is the window's key for Start and Pause."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PressKeys(QObject):
    """An event filter for buttons: one for a whole panel."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keeps Space and Enter from the window's shortcuts, and lets Enter press."""
        if not isinstance(event, QKeyEvent) or not isinstance(watched, QAbstractButton):
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.ShortcutOverride:
            if event.key() in {Qt.Key.Key_Space, *_ENTER}:
                event.accept()
        elif event.type() == QEvent.Type.KeyPress and event.key() in _ENTER:
            watched.click()
            return True
        return super().eventFilter(watched, event)

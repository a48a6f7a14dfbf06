"""Space and Enter for the control that has the focus, although Space is the window's own key.

In the window Space starts and pauses. In these panels one presses one button after another, so that
there it presses the button, or opens the list, that has the focus.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PressKeys(QObject):
    """An event filter for buttons and lists of choices: one for a whole panel."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keeps Space and Enter from the window's shortcuts, and lets Enter press a button."""
        if not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.ShortcutOverride:
            if event.key() in {Qt.Key.Key_Space, *_ENTER}:
                event.accept()
        elif (
            isinstance(watched, QAbstractButton)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in _ENTER
        ):
            watched.click()
            return True
        return super().eventFilter(watched, event)

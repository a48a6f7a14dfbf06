"""Who gets a key that is a shortcut too: Space starts and pauses, and also presses buttons.

Qt asks the focused widget first (`ShortcutOverride`). Buttons and choices do not claim Space, so a
keyboard could not press them; number fields claim Space and "." although they have no use for them,
so a run could not be paused while one has the focus. Both are set right here.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget


class _Keeper(QObject):
    """Claims Space for the widgets that it watches."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Says that Space is the widget's own."""
        if event.type() == QEvent.Type.ShortcutOverride and is_key(event, Qt.Key.Key_Space):
            event.accept()
            return True
        return super().eventFilter(watched, event)


def keep_space(*widgets: QWidget) -> None:
    """Lets Space press these widgets while they have the focus."""
    for widget in widgets:
        widget.installEventFilter(_Keeper(widget))


def is_key(event: QEvent, *keys: Qt.Key) -> bool:
    """Whether the event is about one of these keys, pressed alone."""
    return (
        isinstance(event, QKeyEvent)
        and event.key() in keys
        and event.modifiers()
        in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}
    )

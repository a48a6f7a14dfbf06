"""Editors that stay calm: the wheel scrolls what is around them, the window's keys pass through.

Qt gives number fields and choices the focus when the wheel turns over them, and so the wheel would
edit what somebody only scrolls past. These take the focus by Tab and by a click alone, and the
wheel only while they have it. Undo and Redo are the window's: an editor keeps them only while it
holds something typed that is not committed yet, and then takes that back.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QDoubleSpinBox,
    QLineEdit,
    QSlider,
    QSpinBox,
    QStyledItemDelegate,
    QWidget,
)

from gui.common.keys import is_key, keep_space


class CalmSpinBox(QSpinBox):
    """A whole number."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def event(self, event: QEvent) -> bool:
        """Leaves Space, "." and Undo to the window: a whole number has no use for them."""
        is_passed_on = is_key(event, Qt.Key.Key_Space, Qt.Key.Key_Period)
        if event.type() == QEvent.Type.ShortcutOverride and (
            is_passed_on or (is_undo(event) and not take_back_typed(self))
        ):
            event.ignore()
            return False
        return super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leaves the wheel to what is around unless the box has the focus."""
        super().wheelEvent(event) if self.hasFocus() else event.ignore()


class CalmDoubleSpinBox(QDoubleSpinBox):
    """A decimal number, shown without zeros that say nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def event(self, event: QEvent) -> bool:
        """Leaves Space and Undo to the window; "." belongs to the number."""
        is_passed_on = is_key(event, Qt.Key.Key_Space)
        if event.type() == QEvent.Type.ShortcutOverride and (
            is_passed_on or (is_undo(event) and not take_back_typed(self))
        ):
            event.ignore()
            return False
        return super().event(event)

    def textFromValue(self, value: float) -> str:  # noqa: N802 - Qt's name
        """As many decimals as say something: "1", "0.25"."""
        return short_number(value, self.decimals())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leaves the wheel to what is around unless the box has the focus."""
        super().wheelEvent(event) if self.hasFocus() else event.ignore()


class CalmLineEdit(QLineEdit):
    """A line of text, whose own undo serves only what is not committed yet."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._committed = ""
        self.editingFinished.connect(self._on_committed)

    def show_text(self, text: str) -> None:
        """Shows what is committed elsewhere; leaves the cursor where it is."""
        if self.text() != text:
            self.setText(text)
        self._committed = text

    def event(self, event: QEvent) -> bool:
        """Leaves Undo and Redo to the window while nothing is typed that is not committed."""
        is_own = self.text() != self._committed
        if event.type() == QEvent.Type.ShortcutOverride and is_undo(event) and not is_own:
            event.ignore()
            return False
        return super().event(event)

    def _on_committed(self) -> None:
        self._committed = self.text()


class CalmComboBox(QComboBox):
    """A choice; Space opens it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # The delegate it has draws rows as a menu does, and a style sheet hides the current one.
        self.setItemDelegate(QStyledItemDelegate(self))
        keep_space(self)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leaves the wheel to what is around unless the choice has the focus."""
        super().wheelEvent(event) if self.hasFocus() else event.ignore()


class CalmSlider(QSlider):
    """A slider."""

    def __init__(self, orientation: Qt.Orientation, parent: QWidget | None = None) -> None:
        super().__init__(orientation, parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leaves the wheel to what is around unless the slider has the focus."""
        super().wheelEvent(event) if self.hasFocus() else event.ignore()


def is_undo(event: QEvent) -> bool:
    """Whether the event is about the keys of Undo or Redo."""
    return isinstance(event, QKeyEvent) and (
        event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)
    )


def take_back_typed(box: QAbstractSpinBox) -> bool:
    """Takes back what has been typed into a box and is not committed; whether there was such."""
    line = box.lineEdit()
    if line is None or not line.isModified():
        return False
    while line.isUndoAvailable():
        line.undo()
    line.setModified(False)
    return True


def short_number(value: float, decimals: int = 3) -> str:
    """A decimal number without zeros at its end."""
    text = f"{value:.{decimals}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text

"""Editors that stay calm: the wheel scrolls the form, and the run's keys pass through numbers."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QSpinBox, QWidget

from gui.common.keys import is_key, keep_space


class CalmSpinBox(QSpinBox):
    """Does not change when somebody scrolls the form with the wheel over it."""

    def event(self, event: QEvent) -> bool:
        """Leaves Space and "." to the run: a whole number has no use for them."""
        if event.type() == QEvent.Type.ShortcutOverride and is_key(
            event, Qt.Key.Key_Space, Qt.Key.Key_Period
        ):
            event.ignore()
            return False
        return super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leaves the wheel to the form unless the box has the focus."""
        super().wheelEvent(event) if self.hasFocus() else event.ignore()


class CalmDoubleSpinBox(QDoubleSpinBox):
    """The same for decimal numbers, shown without zeros that say nothing."""

    def event(self, event: QEvent) -> bool:
        """Leaves Space to the run; "." belongs to the number."""
        if event.type() == QEvent.Type.ShortcutOverride and is_key(event, Qt.Key.Key_Space):
            event.ignore()
            return False
        return super().event(event)

    def textFromValue(self, value: float) -> str:  # noqa: N802 - Qt's name
        """As many decimals as say something: "1", "0.25"."""
        return short_number(value, self.decimals())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leaves the wheel to the form unless the box has the focus."""
        super().wheelEvent(event) if self.hasFocus() else event.ignore()


class CalmComboBox(QComboBox):
    """The same for choices; Space opens them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        keep_space(self)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leaves the wheel to the form unless the box has the focus."""
        super().wheelEvent(event) if self.hasFocus() else event.ignore()


def short_number(value: float, decimals: int = 3) -> str:
    """A decimal number without zeros at its end."""
    text = f"{value:.{decimals}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text

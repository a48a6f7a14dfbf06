"""One editor for one declared field; its range, unit and help come from the declaration."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

import msgspec
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QLineEdit,
    QSizePolicy,
    QSpinBox,
    QWidget,
)

from gui.common.editors import CalmComboBox, CalmDoubleSpinBox, CalmLineEdit, CalmSpinBox
from gui.common.plain import PlainLabel
from gui.forms import field_texts


class Field(QObject):
    """A label and an editor. `path` is the field's place in the scenario, as errors name it."""

    edited = Signal()
    """Another value was chosen or typed than the one that was given."""

    def __init__(self, struct: type[msgspec.Struct], name: str, path: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.name, self.path = name, path
        self._told = field_texts.about(struct, name)
        self._given: Any = None  # the value as it was given, and what the editor made of it
        self._shown: Any = None
        self.label = PlainLabel(parent)
        self.label.setProperty("role", "small")
        self.editor = self._make(parent)
        self.label.setBuddy(self.editor)
        self.editor.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.error = PlainLabel(parent)
        self.error.setProperty("role", "error")
        self.error.setWordWrap(True)
        self.error.hide()
        self.retranslate()

    def _make(self, parent: QWidget) -> QWidget:
        kind = self._told["type"]
        if isinstance(kind, msgspec.inspect.EnumType):
            return self._make_choice(kind.cls, parent)
        if isinstance(kind, msgspec.inspect.IntType):
            spin = CalmSpinBox(parent)
            spin.setRange(self._told["least"] or 0, min(self._told["most"] or 2**31 - 1, 2**31 - 1))
            spin.valueChanged.connect(self._on_edited)
            spin.setKeyboardTracking(False)
            return spin
        if isinstance(kind, msgspec.inspect.FloatType):
            decimal = CalmDoubleSpinBox(parent)
            decimal.setRange(self._told["least"] or 0.0, self._told["most"] or 1e9)
            decimal.setDecimals(6)
            decimal.setStepType(QDoubleSpinBox.StepType.AdaptiveDecimalStepType)
            decimal.setKeyboardTracking(False)
            decimal.valueChanged.connect(self._on_edited)
            return decimal
        line = CalmLineEdit(parent)
        line.editingFinished.connect(self._on_edited)
        return line

    def _make_choice(self, choices: Any, parent: QWidget) -> QComboBox:
        combo = CalmComboBox(parent)
        for choice in choices:
            combo.addItem(str(choice), choice)
        combo.currentIndexChanged.connect(self._on_edited)
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.setMinimumContentsLength(8)
        return combo

    @property
    def value(self) -> Any:
        """What the editor holds; a given value that it cannot show exactly stays as it is."""
        held = self._held()
        return self._given if held == self._shown else held

    @value.setter
    def value(self, value: Any) -> None:
        was_blocked = self.editor.blockSignals(True)
        if isinstance(self.editor, QComboBox):
            self.editor.setCurrentIndex(max(0, self.editor.findData(value)))
        elif isinstance(self.editor, CalmLineEdit):
            self.editor.show_text(value)
        elif isinstance(self.editor, QSpinBox):
            self.editor.setValue(min(value, self.editor.maximum()))
        elif isinstance(self.editor, QDoubleSpinBox):
            self.editor.setValue(value)
        self.editor.blockSignals(was_blocked)
        self._given, self._shown = value, self._held()

    def _on_edited(self) -> None:
        if self._held() != self._shown:
            self.edited.emit()

    def _held(self) -> Any:
        if isinstance(self.editor, QComboBox):
            return self._told["type"].cls(self.editor.currentData())
        if isinstance(self.editor, QLineEdit):
            return self.editor.text().strip()
        assert isinstance(self.editor, QSpinBox | QDoubleSpinBox)  # noqa: S101
        return self.editor.value()

    @property
    def is_wrong(self) -> bool:
        """Whether something is wrong with the value."""
        return bool(self.error.text())

    def show_problem(self, text: str) -> None:
        """Names what is wrong beside the field; "" when nothing is."""
        self.error.setText(text)
        self.error.setVisible(bool(text))
        if bool(self.editor.property("invalid")) != bool(text):
            self.editor.setProperty("invalid", bool(text))
            self.editor.style().unpolish(self.editor)
            self.editor.style().polish(self.editor)

    def lock(self, why: str) -> None:
        """Not to be changed now, for the reason given; "" frees it."""
        self.editor.setEnabled(not why)
        self.editor.setToolTip(why or field_texts.say(self._told["help"]))

    def retranslate(self) -> None:
        """Shows its texts in the present language."""
        title, help_text = field_texts.say(self._told["title"]), field_texts.say(self._told["help"])
        self.label.setText(title)
        for part in (self.label, self.editor):
            part.setToolTip(help_text)
        self.editor.setAccessibleName(title)
        self.editor.setAccessibleDescription(help_text)
        if isinstance(self.editor, QComboBox):
            for index in range(self.editor.count()):
                choice: StrEnum = self.editor.itemData(index)
                self.editor.setItemText(
                    index, field_texts.say(field_texts.CHOICES.get(str(choice), str(choice)))
                )
        elif isinstance(self.editor, QSpinBox | QDoubleSpinBox):
            if self._told["unit"] and self._told["unit"] != "items":
                self.editor.setSuffix(f" {self._told['unit']}")
            if isinstance(self.editor, QSpinBox) and self.name in field_texts.SPECIALS:
                self.editor.setSpecialValueText(field_texts.say(field_texts.SPECIALS[self.name]))

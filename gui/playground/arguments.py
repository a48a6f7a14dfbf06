"""What is put, and whether and how long a call waits."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QGridLayout, QLineEdit, QWidget

from engine.playground.calls import CallError, check_value, read_timeout
from engine.playground.program.caller import CANNOT_BE_PICKLED, TOO_BIG
from gui.common.editors import CalmComboBox
from gui.common.plain import PlainLabel
from gui.playground import call_texts

EXAMPLES = ('"bun"', "42", '["bun", 3]', '{"dish": "bun", "steamed": True}', "None")


class Arguments(QFrame):
    """The fields, and what is wrong with them."""

    def __init__(self, keys: QObject, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._value_label, self._timeout_label = PlainLabel(self), PlainLabel(self)
        self.value = CalmComboBox(self)
        self.value.setEditable(True)
        self.value.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.value.setCompleter(None)  # type: ignore[arg-type]  # as Qt says: no completion
        self.value.addItems([*EXAMPLES, TOO_BIG, CANNOT_BE_PICKLED])
        self.value.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.value.setMinimumContentsLength(10)
        self.block = QCheckBox(self)
        self.block.setChecked(True)
        self.block.installEventFilter(keys)
        self.timeout = QLineEdit(self)
        self.note = PlainLabel(self)
        self.note.setWordWrap(True)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 8, 0, 10)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.addWidget(self._value_label, 0, 0)
        grid.addWidget(self.value, 0, 1, 1, 2)
        grid.addWidget(self._timeout_label, 1, 0)
        grid.addWidget(self.timeout, 1, 1)
        grid.addWidget(self.block, 1, 2)
        grid.addWidget(self.note, 2, 0, 1, 3)
        grid.setColumnStretch(1, 1)
        for label, buddy in ((self._value_label, self.value), (self._timeout_label, self.timeout)):
            label.setProperty("role", "small")
            label.setBuddy(buddy)
        self.value.currentTextChanged.connect(self._look)
        self.timeout.textChanged.connect(self._look)
        self.block.toggled.connect(self._look)
        self.retranslate()

    @property
    def value_problem(self) -> str:
        """What is wrong with the value; "" when nothing is."""
        try:
            check_value(self.value.currentText().strip())
        except CallError as error:
            return call_texts.problem(error)
        return ""

    @property
    def timeout_problem(self) -> str:
        """What is wrong with the timeout; "" when nothing is."""
        try:
            read_timeout(self.timeout.text())
        except CallError as error:
            return call_texts.problem(error)
        return ""

    @property
    def source(self) -> str:
        """The value, as Python source."""
        return self.value.currentText().strip()

    @property
    def is_blocking(self) -> bool:
        """Whether put and get may wait."""
        return self.block.isChecked()

    @property
    def timeout_s(self) -> float | None:
        """The timeout; None for none, and for one that can't be read."""
        return None if self.timeout_problem else read_timeout(self.timeout.text())

    def _look(self) -> None:
        """Names what is wrong, or what is special, beneath the fields."""
        value, timeout = self.value_problem, self.timeout_problem
        for editor, problem in ((self.value, value), (self.timeout, timeout)):
            if bool(editor.property("invalid")) != bool(problem):
                editor.setProperty("invalid", bool(problem))
                editor.style().unpolish(editor)
                editor.style().polish(editor)
        wrong = value or timeout
        note = call_texts.VALUE_NOTES.get(self.source, "")
        self.note.setText(wrong or (call_texts.say(note) if note else ""))
        self.note.setVisible(bool(self.note.text()))
        role = "error" if wrong else "small"
        if self.note.property("role") != role:
            self.note.setProperty("role", role)
            self.note.style().unpolish(self.note)
            self.note.style().polish(self.note)

    def retranslate(self) -> None:
        """Shows its texts in the present language."""
        self._value_label.setText("x")
        self.value.setAccessibleName(self.tr("What is put"))
        self.value.setToolTip(
            self.tr("What put and put_nowait put: any Python literal, or one of the list")
        )
        self._timeout_label.setText("timeout")
        self.timeout.setAccessibleName("timeout")
        self.timeout.setPlaceholderText(self.tr("None (s)"))
        self.timeout.setToolTip(
            self.tr("How many seconds put and get wait at most; empty means for ever")
        )
        self.block.setText("block")
        self.block.setToolTip(
            self.tr("Whether put and get wait at all; if not, the timeout has no effect")
        )
        for index in range(self.value.count()):
            note = call_texts.VALUE_NOTES.get(self.value.itemText(index), "")
            self.value.setItemData(
                index, call_texts.say(note) if note else "", Qt.ItemDataRole.ToolTipRole
            )
        self._look()

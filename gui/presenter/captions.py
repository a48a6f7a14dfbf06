"""The prepared captions, what is shown beside them, and the dialog in which all is chosen."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QGridLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from gui.common.editors import CalmComboBox
from gui.common.i18n import QT_TRANSLATE_NOOP
from gui.common.plain import PlainLabel
from gui.common.region import WindowRegion
from gui.common.settings import Settings
from gui.dialogs.fitted import FittedArea, fit_to_screen

COUNT = 9
SIZES = ("", "1280x720", "1920x1080")
PREPARED = (
    QT_TRANSLATE_NOOP("Presenter", "put() returns at once: there is room in the queue"),
    QT_TRANSLATE_NOOP("Presenter", "The queue is full: put() waits until a place is free"),
    QT_TRANSLATE_NOOP("Presenter", "The queue is empty: get() waits until something comes"),
    QT_TRANSLATE_NOOP("Presenter", "queue.join() waits until every item is done"),
)


def read_list(settings: Settings, name: str) -> list[str]:
    """A list of texts, remembered as JSON; an unreadable one is empty."""
    try:
        value: Any = json.loads(settings.get(name))
    except ValueError:
        return []
    return [str(each) for each in value] if isinstance(value, list) else []


def prepared(settings: Settings) -> list[str]:
    """The captions of the keys 1 to 9: the teacher's own, or ours."""
    own = read_list(settings, "captions")
    ours = [QCoreApplication.translate("Presenter", text) for text in PREPARED]
    captions = own or ours
    return (captions + [""] * COUNT)[:COUNT]


class PresenterDialog(QDialog):
    """Which parts are seen, in which size, and what the captions say."""

    def __init__(
        self, parent: QWidget, settings: Settings, regions: Sequence[WindowRegion]
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Presenter's view"))
        self._settings = settings
        chosen = read_list(settings, "presenter_parts")
        self.parts = {each.key: QCheckBox(each.title, self) for each in regions}
        for key, box in self.parts.items():
            box.setChecked(key in chosen)
            box.setToolTip(self.tr("Whether this part is seen"))
        self.size_choice = CalmComboBox(self)
        for size in SIZES:
            self.size_choice.addItem(size.replace("x", " × ") or self.tr("as it is"), size)
        self.size_choice.setCurrentIndex(
            max(0, self.size_choice.findData(settings.get("presenter_size")))
        )
        self.size_choice.setToolTip(self.tr("The window's size in presenter's view, in pixels"))
        self.size_choice.setAccessibleName(self.tr("Window size"))
        self.marks = QCheckBox(self.tr("Ring the pointer, show clicks and keys"), self)
        self.marks.setChecked(settings.get("presenter_marks"))
        self.marks.setToolTip(self.tr("So that the audience sees what you do"))
        self.captions = [QLineEdit(text, self) for text in prepared(settings)]
        self._lay_out()

    def _lay_out(self) -> None:
        contents = QWidget(self)
        column = QVBoxLayout(contents)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(8)
        column.addWidget(_heading(self.tr("What is seen"), self))
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        for place, box in enumerate(self.parts.values()):
            grid.addWidget(box, place // 2, place % 2)
        column.addLayout(grid)
        form = QFormLayout()
        form.addRow(self.tr("Window size"), self.size_choice)
        column.addLayout(form)
        column.addWidget(self.marks)
        column.addSpacing(8)
        column.addWidget(_heading(self.tr("Captions"), self))
        hint = PlainLabel(
            self.tr("The keys show a caption and hide it again. Ctrl+Alt+0 types a new one."), self
        )
        hint.setProperty("role", "small")
        column.addWidget(hint)
        lines = QFormLayout()
        for number, line in enumerate(self.captions, 1):
            keys = f"Ctrl+Alt+{number}"
            line.setMinimumWidth(420)
            line.setAccessibleName(keys)
            line.setToolTip(self.tr("Empty: these keys do nothing"))
            lines.addRow(keys, line)
        column.addLayout(lines)
        standard = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(standard.Ok | standard.Cancel, self)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 16, 12)
        whole.addWidget(FittedArea(contents, self), 1)
        whole.addWidget(buttons)
        fit_to_screen(self)

    def accept(self) -> None:
        """Remembers all of it."""
        chosen = [key for key, box in self.parts.items() if box.isChecked()]
        captions = [line.text().strip() for line in self.captions]
        for name, value in (
            ("presenter_parts", json.dumps(chosen)),
            ("presenter_size", self.size_choice.currentData()),
            ("presenter_marks", self.marks.isChecked()),
            ("captions", json.dumps(captions)),
        ):
            self._settings.set(name, value)
        super().accept()


def _heading(text: str, parent: QWidget) -> QLabel:
    label = PlainLabel(text, parent)
    label.setProperty("role", "heading")
    return label

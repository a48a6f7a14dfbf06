"""The preferences: how the window looks and speaks, and what it keeps. Each acts at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from gui.common.editors import CalmComboBox
from gui.common.i18n import LANGUAGES
from gui.common.plain import PlainLabel
from gui.common.settings import CHOICES, Settings


class Looks(Protocol):
    """What acts on a choice, and remembers it."""

    def choose_language(self, name: str) -> None:
        """A name of `LANGUAGES`, or "system"."""

    def choose_theme(self, name: str) -> None:
        """Light, dark or "system"."""

    def choose_motion(self, name: str) -> None:
        """Reduced, full or "system"."""

    def choose_type_size(self, name: str) -> None:
        """In percent of the usual size."""

    def choose_units(self, name: str) -> None:
        """How durations are written: "adaptive" or "seconds"."""

    def choose_log_rows(self, name: str) -> None:
        """How many of the newest lines the log keeps in view."""


class PreferencesDialog(QDialog):
    """A row for each preference."""

    def __init__(self, parent: QWidget, settings: Settings, looks: Looks) -> None:
        super().__init__(parent)
        self._settings, self._looks = settings, looks
        self.boxes: dict[str, CalmComboBox] = {}
        self._labels: dict[str, QLabel] = {}
        self._form = QFormLayout()
        self._form.setHorizontalSpacing(24)
        self._form.setVerticalSpacing(8)
        self.ask = QCheckBox(self)
        self.ask.setChecked(settings.get("ask_before_stop"))
        self.ask.toggled.connect(lambda is_on: settings.set("ask_before_stop", is_on))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(16)
        column.addLayout(self._form)
        column.addWidget(self.ask)
        column.addStretch(1)
        column.addWidget(buttons)
        self._fill()

    def _fill(self) -> None:
        """Rows and texts in the present language."""
        self.setWindowTitle(self.tr("Preferences"))
        system = self.tr("As the system")
        looks = self._looks
        rows = {
            "language": (self.tr("Language"), {"system": system, **LANGUAGES}),
            "theme": (
                self.tr("Theme"),
                {"system": system, "light": self.tr("Light"), "dark": self.tr("Dark")},
            ),
            "motion": (
                self.tr("Motion"),
                {"system": system, "full": self.tr("Full"), "reduced": self.tr("Reduced")},
            ),
            "type_size": (
                self.tr("Type size"),
                {size: f"{size} %" for size in CHOICES["type_size"]},
            ),
            "units": (
                self.tr("Durations"),
                {
                    "adaptive": self.tr("In µs, ms, s or min"),
                    "seconds": self.tr("Always in seconds"),
                },
            ),
            "log_rows": (
                self.tr("Lines in the log"),
                {rows: f"{int(rows):,}" for rows in CHOICES["log_rows"]},
            ),
            "recordings_gb": (
                self.tr("Recordings of runs"),
                {
                    size: self.tr("At most {} GB").format(size) if size != "0" else self.tr("None")
                    for size in CHOICES["recordings_gb"]
                },
            ),
        }
        acts: dict[str, Callable[[str], None]] = {
            "language": looks.choose_language,
            "theme": looks.choose_theme,
            "motion": looks.choose_motion,
            "type_size": looks.choose_type_size,
            "units": looks.choose_units,
            "log_rows": looks.choose_log_rows,
            "recordings_gb": lambda size: self._settings.set("recordings_gb", size),
        }
        for name, (title, choices) in rows.items():
            self._show_row(name, title, choices, acts[name])
        self.boxes["log_rows"].setToolTip(
            self.tr("How many of the newest lines are kept in view; reports have all events")
        )
        self.boxes["recordings_gb"].setToolTip(
            self.tr("The oldest make room for new ones; one that you rename is kept")
        )
        self.ask.setText(self.tr("Ask before a run is stopped"))

    def _show_row(
        self, name: str, title: str, choices: dict[str, str], act: Callable[[str], None]
    ) -> None:
        if name not in self.boxes:
            box = self.boxes[name] = CalmComboBox(self)
            for key, text in choices.items():
                box.addItem(text, key)
            box.setCurrentIndex(max(0, box.findData(str(self._settings.get(name)))))
            self._labels[name] = PlainLabel(self)
            self._labels[name].setBuddy(box)
            self._form.addRow(self._labels[name], box)
            box.activated.connect(lambda at, box=box: self._on_chosen(act, box.itemData(at)))
        box = self.boxes[name]
        for at, text in enumerate(choices.values()):
            box.setItemText(at, text)
        box.setAccessibleName(title)
        self._labels[name].setText(title)

    def _on_chosen(self, act: Callable[[str], None], key: str) -> None:
        act(key)
        self._fill()

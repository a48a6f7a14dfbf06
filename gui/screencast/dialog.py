"""What to record and where to: asked once, remembered; and how far the writing of it is."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from engine.screencast import Format, formats
from gui.common.editors import CalmComboBox, CalmSpinBox
from gui.common.plain import PlainLabel
from gui.common.region import WindowRegion
from gui.common.settings import Settings
from gui.screencast.grabber import UNRECORDED
from gui.screencast.options import COUNTDOWN_S, LEAST_RATE, MOST_RATE, SIZES, WINDOW, Options


def format_name(form: Format) -> str:
    """As people know it."""
    return {
        Format.WEBP: "WebP",
        Format.GIF: "GIF",
        Format.APNG: "APNG",
        Format.WEBM: "WebM (VP9)",
        Format.MP4: "MP4 (H.264)",
    }[form]


class RecordDialog(QDialog):
    """Asks; its `options` are valid when it was accepted."""

    def __init__(
        self, parent: QWidget, settings: Settings, regions: Sequence[WindowRegion]
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Record"))
        self.setProperty(UNRECORDED, True)
        self._settings = settings
        self._replaces: Path | None = None
        self.part, self.form, self.rate = CalmComboBox(self), CalmComboBox(self), CalmSpinBox(self)
        self.size_choice, self.countdown = CalmComboBox(self), QCheckBox(self)
        self.pointer, self.path = QCheckBox(self), QLineEdit(self)
        self._browse = QPushButton(self.tr("Browse…"), self)
        self._problem = PlainLabel(self)
        self._problem.setProperty("role", "error")
        self._problem.setWordWrap(True)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.record = self._buttons.addButton(
            self.tr("Record"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.record.setDefault(True)
        self._browse.setAutoDefault(False)
        self._fill(regions)
        self._lay_out()
        self._browse.clicked.connect(self._ask_path)
        self.form.currentIndexChanged.connect(self._on_format)
        self.path.textChanged.connect(lambda: self._problem.clear())
        self._buttons.accepted.connect(self._on_accepted)
        self._buttons.rejected.connect(self.reject)

    def _fill(self, regions: Sequence[WindowRegion]) -> None:
        settings = self._settings
        self.part.addItem(self.tr("The whole window"), WINDOW)
        for region in regions:
            self.part.addItem(region.title, region.key)
        self.part.setCurrentIndex(max(0, self.part.findData(settings.get("record_part"))))
        for form in formats():
            self.form.addItem(format_name(form), form.value)
        self.form.setCurrentIndex(max(0, self.form.findData(settings.get("record_format"))))
        self.rate.setRange(LEAST_RATE, MOST_RATE)
        self.rate.setSuffix(self.tr(" frames/s"))
        self.rate.setValue(int(settings.get("record_rate")))
        self.pointer.setText(self.tr("Show the pointer"))
        self.pointer.setChecked(settings.get("record_pointer"))
        self.size_choice.addItem(self.tr("as it is"), "")
        for width, height in SIZES:
            self.size_choice.addItem(f"{width} × {height}", f"{width}x{height}")
        at = self.size_choice.findData(settings.get("record_size"))
        self.size_choice.setCurrentIndex(max(0, at))
        self.countdown.setText(self.tr("Count down from {}").format(COUNTDOWN_S))
        self.countdown.setChecked(settings.get("record_countdown"))
        name = datetime.now().astimezone().strftime("queuescope-%Y%m%d-%H%M%S")
        self.path.setText(str(_folder(settings) / f"{name}.{self.form.currentData()}"))
        self.path.setMinimumWidth(380)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.path, 1)
        row.addWidget(self._browse)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.setHorizontalSpacing(16)
        for title, field, tip in (
            (self.tr("&What"), self.part, self.tr("The whole window, or one part of it")),
            (
                self.tr("&Format"),
                self.form,
                self.tr("WebP is small and sharp; GIF opens everywhere. Video needs PyAV."),
            ),
            (
                self.tr("&Size"),
                self.size_choice,
                self.tr("Size of the recording, in pixels; the window is resized if it fits"),
            ),
            (self.tr("&Rate"), self.rate, self.tr("Pictures taken in a second")),
            ("", self.pointer, self.tr("Draws the mouse pointer into the picture")),
            ("", self.countdown, self.tr("Recording starts when the countdown is over")),
        ):
            form.addRow(title, field)
            field.setToolTip(tip)
            text = field.text() if isinstance(field, QCheckBox) else ""
            field.setAccessibleName(title.replace("&", "") or text)
        label = PlainLabel(self.tr("F&ile"), self)
        label.setBuddy(self.path)
        form.addRow(label, row)
        self.path.setToolTip(self.tr("Written when the recording is stopped"))
        self.path.setAccessibleName(self.tr("File"))
        self._browse.setToolTip(self.tr("Chooses the file"))
        self.record.setToolTip(self.tr("Starts recording; the same button stops it"))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(12)
        column.addLayout(form)
        column.addWidget(self._problem)
        column.addWidget(self._buttons)

    @property
    def options(self) -> Options:
        """What was chosen."""
        form = Format(self.form.currentData())
        path = Path(self.path.text().strip()).expanduser()
        if path.name and path.suffix.lower() != f".{form.value}":
            path = path.with_name(f"{path.name}.{form.value}")
        return Options(
            path=path,
            form=form,
            part=self.part.currentData(),
            rate=self.rate.value(),
            has_pointer=self.pointer.isChecked(),
            size=_size(self.size_choice.currentData()),
            countdown_s=COUNTDOWN_S if self.countdown.isChecked() else 0,
        )

    def _on_format(self) -> None:
        path = Path(self.path.text())
        if path.suffix[1:] in set(Format):
            self.path.setText(str(path.with_suffix(f".{self.form.currentData()}")))

    def _ask_path(self) -> None:
        form = Format(self.form.currentData())
        kinds = f"{format_name(form)} (*.{form.value})"
        chosen, _ = QFileDialog.getSaveFileName(
            self, self.tr("Record"), str(self.options.path), kinds
        )
        if chosen:
            self.path.setText(chosen)
            self._replaces = self.options.path

    def _on_accepted(self) -> None:
        problem = self._why_not(self.options.path)
        if problem:
            self._problem.setText(problem)
            return
        self._remember()
        self.accept()

    def _why_not(self, path: Path) -> str:
        if not self.path.text().strip():
            return self.tr("Give the file a name.")
        if not path.parent.is_dir():
            return self.tr("There is no folder {}. Choose another one.").format(path.parent)
        if path.is_dir():
            return self.tr("{} is a folder. Give the file another name.").format(path.name)
        if not os.access(path.parent, os.W_OK):
            return self.tr("You may not write in {}. Choose another one.").format(path.parent)
        if path.exists() and self._replaces != path:
            self._replaces = path
            return self.tr("{} is there already. Record again to replace it.").format(path.name)
        return ""

    def _remember(self) -> None:
        options = self.options
        for name, value in (
            ("record_part", options.part),
            ("record_format", options.form.value),
            ("record_rate", str(options.rate)),
            ("record_pointer", options.has_pointer),
            ("record_size", self.size_choice.currentData()),
            ("record_countdown", self.countdown.isChecked()),
            ("record_folder", str(options.path.parent)),
        ):
            self._settings.set(name, value)


def _size(text: str) -> tuple[int, int] | None:
    width, _, height = text.partition("x")
    return (int(width), int(height)) if text else None


def _folder(settings: Settings) -> Path:
    """Where the last one went, or the system's folder for films."""
    remembered = settings.get("record_folder")
    if remembered and Path(remembered).is_dir():
        return Path(remembered)
    films = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.MoviesLocation)
    return Path(films) if films and Path(films).is_dir() else Path.home()


class WritingDialog(QDialog):
    """How far the file is; the window can be used meanwhile."""

    cancelAsked = Signal()
    folderAsked = Signal()

    def __init__(self, parent: QWidget, name: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Recording"))
        self.setProperty(UNRECORDED, True)
        self.setMinimumWidth(420)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)  # the window goes on
        self._label, self.bar = PlainLabel(self), QProgressBar(self)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setWordWrap(True)
        self._folder = QPushButton(self.tr("Open folder"), self)
        self._cancel = QPushButton(self.tr("Cancel"), self)
        self._folder.clicked.connect(self.folderAsked)
        self._cancel.clicked.connect(self.reject)
        self._folder.hide()
        self._is_over = False
        self._name = name
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._folder)
        row.addWidget(self._cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(12)
        for part in (self._label, self.bar):
            column.addWidget(part)
        column.addLayout(row)
        self.show_progress(0, 0)

    @property
    def text(self) -> str:
        """What it says."""
        return self._label.text()

    def show_progress(self, written: int, pictures: int) -> None:
        """So many of so many pictures."""
        self.bar.setRange(0, pictures)  # 0 of 0: it moves to and fro
        self.bar.setValue(written)
        text = self.tr("Writing {name}: {written} of {pictures} pictures")
        if not pictures:
            text = self.tr("Writing {name}")
        self._label.setText(text.format(name=self._name, written=written, pictures=pictures or ""))

    def show_done(self, text: str) -> None:
        """The file is there."""
        self._is_over = True
        self._label.setText(text)
        self.bar.hide()
        self._folder.show()
        self._cancel.setText(self.tr("Close"))
        self.layout().activate()  # type: ignore[union-attr]
        self.adjustSize()

    def reject(self) -> None:
        """Cancels, or closes what is done."""
        if not self._is_over:
            self.cancelAsked.emit()
        super().reject()

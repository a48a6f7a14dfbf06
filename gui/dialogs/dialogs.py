"""The few dialogs: each says what is so, why, and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
)

from engine.model.snapshot import WorkerView
from engine.scenario.schema import Consumer, Producer, Scenario
from engine.scenario.validation import Problem
from engine.text.os_errors import refusal
from gui.common.i18n import translated
from gui.common.naming import failure_told
from gui.common.privacy import discreet
from gui.common.settings import Settings
from gui.forms.field_texts import remedy_in_words
from gui.window.main_window import MainWindow


def first_scenario() -> Scenario:
    """What File, New begins with."""
    translate = QCoreApplication.translate
    return Scenario(
        name=translate("Dialogs", "New scenario"),
        producers=(Producer(name=translate("Dialogs", "Cook"), dish=translate("Dialogs", "bun")),),
        consumers=(Consumer(name=translate("Dialogs", "Guest")),),
    )


def _ask(dialog: QDialog) -> int:
    """Shows a dialog until it is answered; the answer."""
    answer = dialog.exec()
    dialog.deleteLater()
    return answer


def show_error(window: MainWindow, title: str, reason: str) -> None:
    """Something could not be done; the system's own words are said in the window's language."""
    box = QMessageBox(QMessageBox.Icon.Warning, "Queuescope", title, parent=window)
    box.setInformativeText(translated(refusal(reason)))
    _ask(box)


def show_problems(window: MainWindow, title: str, problems: Sequence[Problem]) -> None:
    """All that is wrong with a scenario: field, value, what would be right."""
    lines = "\n".join(
        f"• {path} = {value}: {remedy_in_words(remedy)}" for path, value, remedy in problems
    )
    show_error(window, title, lines)


class Answer(Enum):
    """What shall become of unsaved changes."""

    SAVE = auto()
    DISCARD = auto()
    CANCEL = auto()


def ask_about_changes(window: MainWindow, name: str) -> Answer:
    """Whether changes of the user's own scenario are to be saved before it is left."""
    title = QCoreApplication.translate("Dialogs", "Save the changes of {}?").format(name)
    box = QMessageBox(QMessageBox.Icon.Question, "Queuescope", title, parent=window)
    told = QCoreApplication.translate("Dialogs", "Otherwise they are lost.")
    box.setInformativeText(told)
    standard = QMessageBox.StandardButton
    box.setStandardButtons(standard.Save | standard.Discard | standard.Cancel)
    box.setDefaultButton(standard.Save)
    answers = {standard.Save: Answer.SAVE, standard.Discard: Answer.DISCARD}
    return answers.get(standard(_ask(box)), Answer.CANCEL)


def ask_open_path(window: MainWindow, title: str, kinds: str) -> Path | None:
    """Which file to open."""
    name, _ = QFileDialog.getOpenFileName(window, title, "", kinds)
    return Path(name) if name else None


def ask_save_path(window: MainWindow, title: str, name: str, kinds: str) -> Path | None:
    """Where to save; a name without a suffix gets the one of `name`."""
    dialog = QFileDialog(window, title, "", kinds)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(Path(name).suffix)
    dialog.selectFile(name)
    is_chosen = _ask(dialog) == QDialog.DialogCode.Accepted
    return Path(dialog.selectedFiles()[0]) if is_chosen else None


def confirm_stop(window: MainWindow, settings: Settings) -> bool:
    """Whether the run may be stopped."""
    box = QMessageBox(
        QMessageBox.Icon.Question,
        "Queuescope",
        QCoreApplication.translate("Dialogs", "Stop the run?"),
        parent=window,
    )
    box.setInformativeText(
        QCoreApplication.translate("Dialogs", "All its processes end. What was seen stays here.")
    )
    stop = box.addButton(
        QCoreApplication.translate("Dialogs", "Stop"), QMessageBox.ButtonRole.AcceptRole
    )
    box.addButton(QCoreApplication.translate("Dialogs", "Go on"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(stop)
    quietly = QCheckBox(QCoreApplication.translate("Dialogs", "Don't ask again"))
    box.setCheckBox(quietly)
    _ask(box)
    is_agreed = box.clickedButton() is stop
    if is_agreed and quietly.isChecked():
        settings.set("ask_before_stop", value=False)
    return is_agreed


def show_failure(window: MainWindow, worker: WorkerView) -> None:
    """A worker's traceback, to be read and copied."""
    failure = worker.failure
    if failure is None:
        return
    dialog = QDialog(window)
    dialog.setWindowTitle(QCoreApplication.translate("Dialogs", "{} failed").format(worker.name))
    dialog.resize(720, 420)
    head = QLabel(discreet(failure_told(worker)), dialog)
    head.setWordWrap(True)
    head.setTextFormat(Qt.TextFormat.PlainText)
    text = QPlainTextEdit(discreet(failure.traceback) or head.text(), dialog)
    text.setReadOnly(True)
    text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
    text.setAccessibleName(QCoreApplication.translate("Dialogs", "Traceback"))
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, dialog)
    copy = QPushButton(QCoreApplication.translate("Dialogs", "Copy"), dialog)
    copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(text.toPlainText()))
    buttons.addButton(copy, QDialogButtonBox.ButtonRole.ActionRole)
    buttons.rejected.connect(dialog.reject)
    column = QVBoxLayout(dialog)
    for part in (head, text, buttons):
        column.addWidget(part)
    _ask(dialog)


def show_shortcuts(window: MainWindow) -> None:
    """All keys."""
    rows = []
    for action in window.actions():
        keys = action.shortcut().toString()
        if keys and action.text():
            rows.append(f"<tr><td><b>{keys}</b></td><td>&nbsp;&nbsp;{action.text()}</td></tr>")
    box = QMessageBox(window)
    box.setWindowTitle(QCoreApplication.translate("Dialogs", "Keyboard shortcuts"))
    box.setTextFormat(Qt.TextFormat.RichText)
    box.setText(f"<table>{''.join(rows)}</table>")
    _ask(box)

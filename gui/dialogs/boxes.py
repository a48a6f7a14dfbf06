"""What the window says in a box of its own, and what it asks: what is so, why, and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QMessageBox, QWidget

from engine.scenario.validation import Problem
from engine.text.os_errors import refusal
from gui.common.i18n import translated
from gui.common.plain import plain
from gui.common.settings import Settings
from gui.forms.field_texts import remedy_in_words


def ask(dialog: QDialog) -> int:
    """Shows a dialog until it is answered; the answer."""
    answer = dialog.exec()
    dialog.deleteLater()
    return answer


def show(dialog: QDialog) -> None:
    """Shows a dialog beside which the window can be used."""
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.show()


def show_error(parent: QWidget, title: str, reason: str) -> None:
    """Something could not be done; the system's own words are said in the window's language."""
    box = QMessageBox(QMessageBox.Icon.Warning, "Queuescope", plain(title), parent=parent)
    box.setInformativeText(plain(translated(refusal(reason))))
    ask(box)


def show_problems(parent: QWidget, title: str, problems: Sequence[Problem]) -> None:
    """All that is wrong with a scenario: field, value, what would be right."""
    lines = "\n".join(
        f"• {path} = {value}: {remedy_in_words(remedy)}" for path, value, remedy in problems
    )
    show_error(parent, title, lines)


class Answer(Enum):
    """What shall become of unsaved changes."""

    SAVE = auto()
    DISCARD = auto()
    CANCEL = auto()


def ask_about_changes(parent: QWidget, name: str) -> Answer:
    """Whether changes of the scenario `name` are to be saved before it is left."""
    title = QCoreApplication.translate("Dialogs", "Save the changes of {}?").format(name)
    box = QMessageBox(QMessageBox.Icon.Question, "Queuescope", plain(title), parent=parent)
    box.setInformativeText(QCoreApplication.translate("Dialogs", "Otherwise they are lost."))
    standard = QMessageBox.StandardButton
    box.setStandardButtons(standard.Save | standard.Discard | standard.Cancel)
    box.setDefaultButton(standard.Save)
    answers = {standard.Save: Answer.SAVE, standard.Discard: Answer.DISCARD}
    return answers.get(standard(ask(box)), Answer.CANCEL)


def confirm_stop(parent: QWidget, settings: Settings) -> bool:
    """Whether the run may be stopped."""
    box = QMessageBox(
        QMessageBox.Icon.Question,
        "Queuescope",
        QCoreApplication.translate("Dialogs", "Stop the run?"),
        parent=parent,
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
    ask(box)
    is_agreed = box.clickedButton() is stop
    if is_agreed and quietly.isChecked():
        settings.set("ask_before_stop", value=False)
    return is_agreed

"""Choose a running Python program: a list of what runs here, and what each seems to be at.

A thread looks at one program after another; each row comes when it is known.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import PurePath

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from engine.attach.account import Outcome
from engine.attach.survey import Program
from gui.common.i18n import QT_TRANSLATE_NOOP, translated
from gui.common.plain import PlainLabel, plain

SIZE = 860, 420  # px
PROGRAM, MAIN = 0, 3  # columns of text; the others are as narrow as they can be
PID = Qt.ItemDataRole.UserRole
STATES = {
    Outcome.MOVING: QT_TRANSLATE_NOOP("AttachDialog", "moving"),
    Outcome.STUCK: QT_TRANSLATE_NOOP("AttachDialog", "stuck"),
    Outcome.UNKNOWN: QT_TRANSLATE_NOOP("AttachDialog", "unknown"),
}
Survey = Callable[[], Iterator[Program]]


class AttachDialog(QDialog):
    """`pid` is what was chosen; 0: nothing."""

    found = Signal(object)
    looked = Signal()

    def __init__(self, parent: QWidget, survey: Survey) -> None:
        """`survey` looks at all programs; it is called in a thread."""
        super().__init__(parent)
        self.pid = 0
        self.items: list[QTreeWidgetItem] = []
        self._survey, self._is_over = survey, threading.Event()
        self.setWindowTitle(self.tr("Attach to a process"))
        self.hint, self.search = PlainLabel(self), QLineEdit(self)
        self.hint.setWordWrap(True)
        self.search.setPlaceholderText(self.tr("Search for a program or a pid"))
        self.search.setAccessibleName(self.search.placeholderText())
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._on_search)
        self.list = self._make_list()
        self.buttons = self._make_buttons()
        column = QVBoxLayout(self)
        column.addWidget(self.hint)
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        column.addWidget(self.buttons)
        self.resize(*SIZE)
        self.found.connect(self._add)
        self.looked.connect(self._on_looked)
        self.hint.setText(self.tr("Looking at the Python programs that run here…"))
        threading.Thread(target=self._look, name="survey", daemon=True).start()

    def _make_list(self) -> QTreeWidget:
        made = QTreeWidget(self)
        made.setAccessibleName(self.windowTitle())
        made.setRootIsDecorated(False)
        made.setHeaderLabels(
            [
                self.tr("Program"),
                self.tr("pid"),
                self.tr("Processes"),
                self.tr("Its main process"),
                self.tr("State"),
            ]
        )
        made.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        for column in (PROGRAM, MAIN):
            made.header().setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        made.header().setStretchLastSection(False)
        made.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        made.itemSelectionChanged.connect(self._on_selection)
        made.itemActivated.connect(lambda *_: self._on_accept())
        return made

    def _make_buttons(self) -> QDialogButtonBox:
        made = QDialogButtonBox(self)
        self.attach = made.addButton(self.tr("Attach"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.attach.setEnabled(False)
        made.addButton(QDialogButtonBox.StandardButton.Cancel)
        made.accepted.connect(self._on_accept)
        made.rejected.connect(self.reject)
        return made

    def _look(self) -> None:
        for program in self._survey():
            if self._is_over.is_set():
                return
            self.found.emit(program)
        if not self._is_over.is_set():
            self.looked.emit()

    def _add(self, program: Program) -> None:
        state = QCoreApplication.translate("AttachDialog", STATES[program.outcome])
        does = " ".join(filter(None, (translated(program.does), program.place)))
        interpreter, *more = program.command
        command = " ".join([PurePath(interpreter).name, *more])
        texts = [command, str(program.pid), str(program.processes), does, state]
        item = QTreeWidgetItem(self.list, texts)
        item.setData(0, PID, program.pid)
        self.items.append(item)
        for column in (1, 2):
            item.setTextAlignment(column, Qt.AlignmentFlag.AlignRight)
        for column, text in enumerate(texts):
            item.setToolTip(column, plain(text))
        self._on_search(self.search.text())

    def _on_looked(self) -> None:
        self.hint.setText(
            self.tr("The program is looked at from outside: nothing in it is changed or stopped.")
            if self.items
            else self.tr("No other Python program runs here.")
        )

    def _on_search(self, text: str) -> None:
        wanted = text.casefold().strip()
        for item in self.items:
            item.setHidden(wanted not in f"{item.text(0)} {item.text(1)}".casefold())

    def _on_selection(self) -> None:
        self.attach.setEnabled(bool(self.list.selectedItems()))

    def _on_accept(self) -> None:
        if chosen := self.list.selectedItems():
            self.pid = int(chosen[0].data(0, PID))
            self.accept()

    def done(self, result: int) -> None:
        """However it ends, the thread does too."""
        self._is_over.set()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        """As Cancel."""
        self._is_over.set()
        super().closeEvent(event)

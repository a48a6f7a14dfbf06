"""Two programs side by side, and what each process saw of "its" list: why queues exist."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from engine.methods.lesson import SIDES, Way, program_text
from gui.methods.keys import PressKeys

NOTHING = "–"


class ProgramColumn(QWidget):
    """One program: its code, its Run button, and the two lists."""

    runAsked = Signal(object)

    def __init__(self, way: Way, keys: QObject, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.way = way
        self._title = QLabel(self)
        self._title.setProperty("role", "heading")
        self.run = QPushButton(self)
        self.run.installEventFilter(keys)
        self.run.clicked.connect(lambda: self.runAsked.emit(self.way))
        self.code = QPlainTextEdit(program_text(way), self)
        self.code.setReadOnly(True)
        self.code.setTabChangesFocus(True)
        self.code.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPixelSize(12)
        self.code.setFont(font)
        self.code.setStyleSheet(f"font-family: '{font.family()}'; font-size: 12px;")
        self._labels = {side: QLabel(self) for side in SIDES}
        self.lists = {side: QLabel(NOTHING, self) for side in SIDES}
        self._verdict = QLabel(self)
        self._verdict.setProperty("role", "small")
        self._verdict.setWordWrap(True)
        self._verdict.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._told: Mapping[str, str] = {}
        self._is_over = False
        self._lay_out()
        self.retranslate()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._title)
        head.addWidget(self._verdict, 1)
        head.addWidget(self.run)
        told = QHBoxLayout()
        told.setSpacing(8)
        for side in SIDES:
            self._labels[side].setProperty("role", "small")
            self.lists[side].setProperty("role", "figure")
            self.lists[side].setTextFormat(Qt.TextFormat.PlainText)
            told.addWidget(self._labels[side])
            told.addWidget(self.lists[side], 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.code, 1)
        column.addLayout(told)

    def show_lists(self, lists: Mapping[str, str], *, is_over: bool) -> None:
        """What each side printed so far."""
        self._told, self._is_over = dict(lists), is_over
        for side, label in self.lists.items():
            label.setText(lists.get(side, NOTHING))
        self._verdict.setText(self._in_words())

    def _in_words(self) -> str:
        if not self._is_over:
            return self.tr("Run it, and compare the two lists.")
        if self._told.keys() < self.lists.keys():
            return self.tr("The program was ended before both had printed their list.")
        if self._told["worker"] == self._told["main"]:
            return self.tr("A copy came through the queue: now both have the dishes.")
        return self.tr(
            "The worker changed its own copy: each process has its own memory, globals too."
        )

    def retranslate(self) -> None:
        """Says everything in the present language."""
        self._title.setText(
            self.tr("A global list") if self.way is Way.LIST else self.tr("Through a queue")
        )
        self.run.setText(self.tr("Run"))
        self.run.setToolTip(self.tr("Runs exactly this program, in real processes"))
        self.run.setAccessibleName(f"{self.run.text()}: {self._title.text()}")
        self.code.setAccessibleName(self._title.text())
        names = (self.tr("The worker's list"), self.tr("The main program's list"))
        for side, name in zip(SIDES, names, strict=True):
            self._labels[side].setText(f"{side}:")
            for label in (self._labels[side], self.lists[side]):
                label.setToolTip(self.tr("{}, as the program printed it").format(name))
            self.lists[side].setAccessibleName(name)
        self._verdict.setText(self._in_words())


class IsolationPanel(QWidget):
    """Both programs."""

    runAsked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        keys = PressKeys(self)
        self.columns = {way: ProgramColumn(way, keys, self) for way in Way}
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 2, 12, 8)
        row.setSpacing(16)
        for column in self.columns.values():
            row.addWidget(column, 1)
            column.runAsked.connect(self.runAsked)

    def show_lists(self, way: Way, lists: Mapping[str, str], *, is_over: bool) -> None:
        """What one of the programs printed so far."""
        self.columns[way].show_lists(lists, is_over=is_over)

    def retranslate(self) -> None:
        """Says everything in the present language."""
        for column in self.columns.values():
            column.retranslate()

"""Two programs side by side, and what each process saw of "its" list: why queues exist."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QFontDatabase, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from engine.playground.lesson import SIDES, Way, program_text
from gui.common.plain import PlainLabel
from gui.playground.press_keys import PressKeys

NOTHING = "–"
SMALLEST, LARGEST = 11, 16  # px, of the code's letters
LINE_HEIGHT = 1.2  # of a line, in sizes of its letters
HEAD_HEIGHT = 36  # px: two lines of a verdict


class CodeView(QPlainTextEdit):
    """A short program, in letters as large as its whole length leaves room for."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._process_tree = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()
        self._size = 0
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.document().setDocumentMargin(3)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Chooses the letters' size."""
        super().resizeEvent(event)
        room = (self.height() - 10) / (self.blockCount() * LINE_HEIGHT)
        size = max(SMALLEST, min(LARGEST, int(room)))
        if size != self._size:
            self._size = size
            self.setStyleSheet(f"font-family: '{self._process_tree}'; font-size: {size}px;")


class ProgramColumn(QWidget):
    """One program: its code, its Run button, and the two lists."""

    runAsked = Signal(object)

    def __init__(self, way: Way, keys: QObject, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.way = way
        self._title = PlainLabel(self)
        self._title.setProperty("role", "heading")
        self.run = QPushButton(self)
        self.run.installEventFilter(keys)
        self.run.clicked.connect(lambda: self.runAsked.emit(self.way))
        self.code = CodeView(program_text(way).rstrip(), self)
        self._labels = {side: PlainLabel(self) for side in SIDES}
        self.lists = {side: PlainLabel(NOTHING, self) for side in SIDES}
        self._verdict = PlainLabel(self)
        self._verdict.setProperty("role", "small")
        self._verdict.setWordWrap(True)
        self._verdict.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._verdict.setFixedHeight(HEAD_HEIGHT)
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
            told.addWidget(self._labels[side])
            told.addWidget(self.lists[side], 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
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
        """Shows its texts in the present language."""
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
        row.setContentsMargins(12, 0, 12, 4)
        row.setSpacing(16)
        for column in self.columns.values():
            row.addWidget(column, 1)
            column.runAsked.connect(self.runAsked)

    def show_lists(self, way: Way, lists: Mapping[str, str], *, is_over: bool) -> None:
        """What one of the programs printed so far."""
        self.columns[way].show_lists(lists, is_over=is_over)

    def retranslate(self) -> None:
        """Shows its texts in the present language."""
        for column in self.columns.values():
            column.retranslate()

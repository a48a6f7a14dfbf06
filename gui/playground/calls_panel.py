"""The table of calls: what was called where, how it stands, what came of it, how long it took."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontDatabase
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from engine.playground.calls import Call
from engine.scenario.schema import QueueKind
from gui.common.i18n import QT_TRANSLATE_NOOP
from gui.common.palette import LIGHT, Palette
from gui.common.plain import PlainLabel, plain
from gui.common.titled_model import ROOT, Index, TitledModel
from gui.playground import call_texts

HEADERS = (
    (QT_TRANSLATE_NOOP("Calls", "No."), QT_TRANSLATE_NOOP("Calls", "In the order of asking.")),
    (QT_TRANSLATE_NOOP("Calls", "Process"), QT_TRANSLATE_NOOP("Calls", "Where it was called.")),
    (QT_TRANSLATE_NOOP("Calls", "Call"), QT_TRANSLATE_NOOP("Calls", "The call, as in Python.")),
    (QT_TRANSLATE_NOOP("Calls", "State"), QT_TRANSLATE_NOOP("Calls", "How far it has come.")),
    (
        QT_TRANSLATE_NOOP("Calls", "Result"),
        QT_TRANSLATE_NOOP("Calls", "What it returned, or the exception that it raised."),
    ),
    (
        QT_TRANSLATE_NOOP("Calls", "Took"),
        QT_TRANSLATE_NOOP(
            "Calls", "From the call to its end, by the clock of that process around the call alone."
        ),
    ),
)
NUMBER, PROCESS, CODE, STATE, RESULT, TOOK = range(6)


class CallsModel(TitledModel):
    """The calls, oldest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__("Calls", HEADERS, frozenset({NUMBER, TOOK}), parent)
        self.calls: tuple[Call, ...] = ()
        self.kind = QueueKind.QUEUE
        self._now_ns = 0
        self._palette = LIGHT
        self._font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        self._font.setPixelSize(12)

    def begin(self, kind: QueueKind) -> None:
        """Another playground, with a queue of that kind: no call yet."""
        self.beginResetModel()
        self.calls, self.kind = (), kind
        self.endResetModel()

    def show_calls(self, calls: tuple[Call, ...], now_ns: int) -> None:
        """Shows these, which are the ones before and perhaps more; draws only what changed."""
        before, self._now_ns = self.calls, now_ns
        if len(calls) > len(before):
            self.beginInsertRows(ROOT, len(before), len(calls) - 1)
            self.calls = calls
            self.endInsertRows()
        self.calls = calls
        for row, (call, old) in enumerate(zip(calls, before, strict=False)):
            if call is not old or call.state.is_open:
                self.dataChanged.emit(self.index(row, 0), self.index(row, TOOK))

    def set_palette(self, palette: Palette) -> None:
        """Colours of the states."""
        self._palette = palette

    @property
    def count(self) -> int:
        """One row each."""
        return len(self.calls)

    def data(self, index: Index, role: int = 0) -> Any:
        """One cell."""
        call, column = self.calls[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(call, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self.alignment(column)
        if role == Qt.ItemDataRole.FontRole and column in {CODE, RESULT}:
            return self._font
        if role == Qt.ItemDataRole.ForegroundRole:
            is_telling = column == STATE or (column == RESULT and call.error)
            return QColor(call_texts.colour(call, self._palette)) if is_telling else None
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain(self._explained(call))
        return None

    def text(self, call: Call, column: int) -> str:
        """A cell's text."""
        if column == STATE:
            return f"{call_texts.glyph(call)} {call_texts.state(call, self._now_ns)}"
        return (
            str(call.number),
            call.process,
            call.code,
            "",
            call_texts.result(call),
            call_texts.took(call),
        )[column]

    def _explained(self, call: Call) -> str:
        told = [f"{call.process}: {call.code}", self.text(call, STATE), call_texts.result(call)]
        told += [call_texts.reason(call, self.kind), call_texts.took(call)]
        return "\n".join(line for line in told if line)


class CallsPanel(QWidget):
    """The table, and the way to keep the session."""

    processChosen = Signal(str)
    saveAsked = Signal()

    def __init__(self, keys: QObject, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = CallsModel(self)
        self.table = QTableView(self)
        self.save = QPushButton(self)
        self.save.installEventFilter(keys)
        self._count = PlainLabel(self)
        self._count.setProperty("role", "dim")
        self._count.setWordWrap(True)
        self._set_up_table()
        bar = QHBoxLayout()
        bar.setContentsMargins(12, 2, 12, 2)
        bar.addWidget(self._count, 1)
        bar.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(bar)
        column.addWidget(self.table, 1)
        self.save.clicked.connect(self.saveAsked)
        self.retranslate()

    def _set_up_table(self) -> None:
        table = self.table
        table.setModel(self.rows)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(22)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(RESULT, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(CODE, QHeaderView.ResizeMode.Interactive)
        for column, width in ((NUMBER, 42), (PROCESS, 72), (CODE, 186), (STATE, 154), (TOOK, 72)):
            table.setColumnWidth(column, width)
        table.clicked.connect(self._on_activated)
        table.activated.connect(self._on_activated)

    def begin(self, kind: QueueKind) -> None:
        """Another playground."""
        self.rows.begin(kind)
        self._tell_count()

    def show_calls(self, calls: tuple[Call, ...], now_ns: int) -> None:
        """Shows these calls, the newest in view when it has just come."""
        before = self.rows.rowCount()
        self.rows.show_calls(calls, now_ns)
        if len(calls) > before:
            self.table.scrollToBottom()
            self._tell_count()

    def set_palette(self, palette: Palette) -> None:
        """Colours of the states."""
        self.rows.set_palette(palette)

    def _on_activated(self, index: QModelIndex) -> None:
        self.processChosen.emit(self.rows.calls[index.row()].process)

    def _tell_count(self) -> None:
        count = self.rows.rowCount()
        self._count.setText(
            self.tr("Calls: {}").format(count)
            if count
            else self.tr("No call yet: open the playground, choose a process, press a method.")
        )
        self.save.setEnabled(count > 0)

    def retranslate(self) -> None:
        """Shows its texts in the present language."""
        self.save.setText(self.tr("Save as script…"))
        self.save.setToolTip(
            self.tr("Saves the session as a Python program that makes the same calls again")
        )
        self.table.setAccessibleName(self.tr("Calls"))
        self.rows.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(HEADERS) - 1)
        self._tell_count()

"""The log: every event as a sentence, formatted only when seen: millions cost nothing."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QMenu,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from engine.model.snapshot import EMPTY_SNAPSHOT, EventCode, Snapshot
from gui.common.editors import CalmComboBox
from gui.common.keys import keep_space
from gui.common.palette import LIGHT, Palette
from gui.common.plain import PlainLabel
from gui.common.selection import Target, WorkerTarget
from gui.panels import log_text
from gui.panels.pointer import Pointer, mark_colour

MOST_ROWS = 20_000  # kept in view at first; the table behind has them all
MOST_LOOKED_AT = 2_000  # the newest rows among which lines of an item are looked for
MOST_SEARCHED = 20_000  # the newest rows that a text filter looks at
ROW_HEIGHT = 20  # px
LEAST_FILTER_WIDTH = 130  # px
Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
_TROUBLE = frozenset({EventCode.FAILED, EventCode.DROPPED, EventCode.DONE_TOO_OFTEN})


class LogModel(QAbstractTableModel):
    """The rows that pass the filter, by their number in the event table."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._snapshot = EMPTY_SNAPSHOT
        self._shown: npt.NDArray[np.int64] = np.zeros(0, np.int64)
        self._seen = 0  # rows of the table that have been through the filter
        self._words = ""
        self._codes = frozenset(EventCode)
        self._palette = LIGHT
        self._target: Target | None = None
        self.most_rows = MOST_ROWS

    def set_palette(self, palette: Palette) -> None:
        """The colour of trouble."""
        self._palette = palette

    def show_target(self, target: Target | None) -> None:
        """Lines about what is looked at get another ground."""
        self._target = target
        if len(self._shown):
            last = self.index(len(self._shown) - 1, 1)
            self.dataChanged.emit(self.index(0, 0), last, [Qt.ItemDataRole.BackgroundRole])

    def is_about(self, number: int) -> bool:
        """Whether a row of the event table is about what is looked at."""
        row, target = self.row(number), self._target
        return target is not None and (
            log_text.target_of(row) == target or WorkerTarget(row.worker) == target
        )

    def last_about(self) -> int | None:
        """The latest shown row about what is looked at, of the newest ones."""
        events, target = self._snapshot.events, self._target
        some = self._shown[-MOST_LOOKED_AT:]
        if events is None or target is None or not len(some):
            return None
        first = int(some[0])
        columns = events.columns(first, int(some[-1]) + 1)
        about = log_text.is_about(columns, target)[some - first]
        found = np.flatnonzero(about)
        return len(self._shown) - len(some) + int(found[-1]) if len(found) else None

    def target_at(self, index: Index) -> Target | None:
        """What a shown row is about."""
        return log_text.target_of(self.row(int(self._shown[index.row()])))

    def filter(self, words: str, codes: frozenset[EventCode]) -> None:
        """Shows only rows of those kinds that contain those words."""
        self._words, self._codes = words.casefold().strip(), codes
        self.refresh()

    def refresh(self) -> None:
        """Filters everything anew."""
        self.beginResetModel()
        self._seen = 0
        self._shown = self._passing(self._newest())
        self.endResetModel()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Adds what is new; begins anew when it is another run."""
        is_other = snapshot.origin_ns != self._snapshot.origin_ns
        self._snapshot = snapshot
        total = len(snapshot.events) if snapshot.events is not None else 0
        if is_other or total < self._seen:
            self.refresh()
        elif total > self._seen:
            if total - self._seen > self.most_rows:
                self.refresh()
                return
            passing = self._passing(self._seen)
            if len(passing):
                self._append(passing)

    def _append(self, passing: npt.NDArray[np.int64]) -> None:
        surplus = len(self._shown) + len(passing) - self.most_rows
        if surplus > 0:
            cut = min(len(self._shown), surplus + self.most_rows // 10)
            self.beginRemoveRows(ROOT, 0, cut - 1)
            self._shown = self._shown[cut:]
            self.endRemoveRows()
        first = len(self._shown)
        self.beginInsertRows(ROOT, first, first + len(passing) - 1)
        self._shown = np.concatenate((self._shown, passing))
        self.endInsertRows()

    def _newest(self) -> int:
        total = len(self._snapshot.events) if self._snapshot.events is not None else 0
        return max(0, total - (MOST_SEARCHED if self._words else self.most_rows))

    def _passing(self, start: int) -> npt.NDArray[np.int64]:
        events = self._snapshot.events
        if events is None:
            return np.zeros(0, np.int64)
        self._seen = len(events)
        columns = events.columns(start, self._seen)
        passing = start + np.flatnonzero(np.isin(columns.code, [int(code) for code in self._codes]))
        if not self._words:
            return passing
        return np.array(
            [n for n in passing if self._words in self.text(int(n)).casefold()], np.int64
        )

    def row(self, number: int) -> log_text.LogRow:
        """One row of the event table."""
        assert self._snapshot.events is not None  # noqa: S101
        c = self._snapshot.events.columns(number, number + 1)
        values = (c.at_ns, c.code, c.worker, c.queue, c.producer, c.sequence, c.argument)
        return log_text.LogRow(*(int(value[0]) for value in values))

    def text(self, number: int) -> str:
        """The sentence of one row of the event table."""
        return log_text.sentence(self.row(number), self._snapshot)

    def line(self, shown: int) -> str:
        """A shown row as it is copied: time, tab, sentence."""
        number = int(self._shown[shown])
        at = log_text.stamp(self.row(number).at_ns, self._snapshot.origin_ns)
        return f"{at}\t{self.text(number)}"

    def moment_ns(self, shown: int) -> int:
        """When what a shown row tells happened; ns since the run's beginning."""
        return self.row(int(self._shown[shown])).at_ns - self._snapshot.origin_ns

    def rowCount(self, parent: Index = ROOT) -> int:
        """How many rows pass the filter."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = ROOT) -> int:
        """Time and sentence."""
        return 0 if parent.isValid() else 2

    def data(self, index: Index, role: int = 0) -> Any:
        """One cell, formatted now."""
        number = int(self._shown[index.row()])
        if role == Qt.ItemDataRole.DisplayRole:
            if index.column() == 0:
                return log_text.stamp(self.row(number).at_ns, self._snapshot.origin_ns)
            return self.text(number)
        if role == Qt.ItemDataRole.ForegroundRole:
            if index.column() == 0:
                return QColor(self._palette.dim)
            if self.row(number).code in _TROUBLE:
                return QColor(self._palette.error)
        if role == Qt.ItemDataRole.BackgroundRole and self._target and self.is_about(number):
            return mark_colour(self._palette)
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == 0:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None


class _LogTable(QTableView):
    """A table whose selected rows can be copied."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+C copies."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def copy(self) -> None:
        """Copies the selected rows as text."""
        model = self.model()
        if isinstance(model, LogModel):
            text = "\n".join(model.line(row) for row in self.selected())
            QGuiApplication.clipboard().setText(text)

    def selected(self) -> list[int]:
        """The selected rows, from top to bottom."""
        return sorted(index.row() for index in self.selectionModel().selectedRows())


class LogPanel(QWidget):
    """Filter and table."""

    followChanged = Signal(bool)
    pointed = Signal(object)  # Target | None
    chosen = Signal(object)
    momentChosen = Signal(object)
    """ns since the run's beginning, of the line that was clicked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = LogModel(self)
        self._words, self._group = QLineEdit(self), CalmComboBox(self)
        self._follow, self._count = QCheckBox(self), PlainLabel(self)
        self._count.setProperty("role", "dim")
        self._follow.setChecked(True)
        self._words.setClearButtonEnabled(True)
        self._words.setMinimumWidth(LEAST_FILTER_WIDTH)
        self._words.setMaximumWidth(280)
        keep_space(self._group, self._follow)
        self.table = _LogTable(self)
        self._set_up_table()
        bar = QHBoxLayout()
        bar.setContentsMargins(12, 2, 12, 2)
        bar.setSpacing(8)
        bar.addWidget(self._words, 3)
        bar.addWidget(self._group)
        bar.addWidget(self._follow)
        bar.addStretch(1)
        bar.addWidget(self._count)
        self._bar, self._column = bar, QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._column.addLayout(bar)
        self._column.addWidget(self.table, 1)
        for group in log_text.GROUPS:
            self._group.addItem(group, group)
        self._words.textChanged.connect(self._on_filter)
        self._group.currentIndexChanged.connect(self._on_filter)
        self._follow.toggled.connect(self._on_follow)
        self.retranslate()

    def _set_up_table(self) -> None:
        table = self.table
        table.setModel(self.rows)
        table.setShowGrid(False)
        table.setFrameShape(QFrame.Shape.NoFrame)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.horizontalHeader().hide()
        table.verticalHeader().hide()
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        table.setColumnWidth(0, 84)
        self._pointer = Pointer(table, self.rows.target_at)
        self._pointer.pointed.connect(self.pointed)
        self._pointer.chosen.connect(self.chosen)
        table.clicked.connect(self._on_moment)
        table.activated.connect(self._on_moment)
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.customContextMenuRequested.connect(self._on_menu)

    def _on_moment(self, index: QModelIndex) -> None:
        self.momentChosen.emit(self.rows.moment_ns(index.row()))

    def _on_menu(self, place: QPoint) -> None:
        """Copies lines, or goes to the moment of the one under the pointer."""
        index, menu = self.table.indexAt(place), QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if index.isValid():
            if index.row() not in self.table.selected():
                self.table.selectRow(index.row())
            menu.addAction(self.tr("Show this moment"), lambda: self._on_moment(index))
            menu.addSeparator()
            copy = menu.addAction(self.tr("Copy"), self.table.copy)
            copy.setShortcut(QKeySequence.StandardKey.Copy)
        menu.addAction(
            self.tr("Copy all lines"),
            lambda: QGuiApplication.clipboard().setText("\n".join(self.lines())),
        )
        menu.popup(self.table.viewport().mapToGlobal(place))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shows whole rows only."""
        super().resizeEvent(event)
        room = self.height() - self._bar.sizeHint().height() - self._column.spacing()
        self._column.setContentsMargins(0, 0, 0, max(0, room) % ROW_HEIGHT)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Adds what is new."""
        before = self.rows.rowCount()
        self.rows.show_snapshot(snapshot)
        if self.rows.rowCount() != before or not before:
            self._tell_count()
            if self._follow.isChecked():
                self.table.scrollToBottom()

    def show_target(self, target: Target | None) -> None:
        """Marks the lines about what is looked at; comes to them unless it follows the run."""
        self.rows.show_target(target)
        shown = (
            None if self._follow.isChecked() or self._pointer.is_inside else self.rows.last_about()
        )
        if shown is not None:
            self.table.scrollTo(self.rows.index(shown, 0))

    def keep_rows(self, most: int) -> None:
        """How many of the newest lines stay in view."""
        self.rows.most_rows = most
        self.retranslate()

    def lines(self) -> list[str]:
        """All shown rows, as text."""
        return [self.rows.line(row) for row in range(self.rows.rowCount())]

    def set_palette(self, palette: Palette) -> None:
        """The colour of trouble."""
        self.rows.set_palette(palette)

    def focus_filter(self) -> None:
        """The keyboard's way to the filter."""
        self._words.setFocus()
        self._words.selectAll()

    def _on_filter(self) -> None:
        self.rows.filter(self._words.text(), log_text.GROUPS[self._group.currentData()])
        self._tell_count()
        if self._follow.isChecked():
            self.table.scrollToBottom()

    def _on_follow(self, is_on: bool) -> None:  # noqa: FBT001 - Qt's own signature
        if is_on:
            self.table.scrollToBottom()
        self.followChanged.emit(is_on)

    def _tell_count(self) -> None:
        self._count.setText(self.tr("{} rows").format(f"{self.rows.rowCount():,}"))

    def retranslate(self) -> None:
        """Shows its texts in the present language."""
        self._words.setPlaceholderText(self.tr("Filter"))
        self._words.setAccessibleName(self.tr("Filter the log"))
        self._words.setToolTip(
            self.tr("Shows only lines that contain this: a name, a dish, a word (Ctrl+F)")
        )
        self._group.setAccessibleName(self.tr("Kinds of events"))
        self._group.setToolTip(self.tr("Shows only events of this kind"))
        for index in range(self._group.count()):
            self._group.setItemText(index, log_text.say(self._group.itemData(index)))
        self._count.setToolTip(
            self.tr("Lines that pass the filter, of the newest {}").format(
                f"{self.rows.most_rows:,}"
            )
        )
        self._follow.setText(self.tr("Follow"))
        self._follow.setToolTip(self.tr("Keeps the newest line in view"))
        self.table.setAccessibleName(self.tr("Log"))
        self.rows.refresh()
        self._tell_count()

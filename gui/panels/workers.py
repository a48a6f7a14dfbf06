"""The table of workers: who does what, how busy, how it ended."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from engine.timeline.snapshot import Snapshot, State, WorkerView
from gui.i18n import QT_TRANSLATE_NOOP
from gui.palette import LIGHT, STATE_GLYPHS, Palette, state_colour
from gui.panels.pointer import Pointer, mark_colour
from gui.panels.words import count, role_in_words, seconds, state_in_words
from gui.selection import Target, WorkerTarget

HEADERS = (
    (QT_TRANSLATE_NOOP("Workers", "Worker"), QT_TRANSLATE_NOOP("Workers", "The process's name.")),
    (QT_TRANSLATE_NOOP("Workers", "State"), QT_TRANSLATE_NOOP("Workers", "What it is doing now.")),
    (
        QT_TRANSLATE_NOOP("Workers", "Items"),
        QT_TRANSLATE_NOOP("Workers", "Items it has put, or taken where it puts none."),
    ),
    (
        QT_TRANSLATE_NOOP("Workers", "Busy"),
        QT_TRANSLATE_NOOP(
            "Workers", "Utilisation: time in its own code / time alive and not paused."
        ),
    ),
    (
        QT_TRANSLATE_NOOP("Workers", "Blocked"),
        QT_TRANSLATE_NOOP("Workers", "Time it has waited in put and get."),
    ),
    (QT_TRANSLATE_NOOP("Workers", "PID"), QT_TRANSLATE_NOOP("Workers", "The system's process id.")),
    (
        QT_TRANSLATE_NOOP("Workers", "Exit"),
        QT_TRANSLATE_NOOP("Workers", "Its exit code; a negative one is the signal that ended it."),
    ),
)
Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
LEAST_WIDTHS = {4: 360, 5: 420, 6: 460}  # px; of the table, for each column that may hide


class WorkersModel(QAbstractTableModel):
    """A Snapshot's workers, in the order in which they started."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workers: tuple[WorkerView, ...] = ()
        self._palette = LIGHT
        self._target: Target | None = None

    def show_workers(self, workers: tuple[WorkerView, ...]) -> None:
        """Shows other workers, or other figures of the same."""
        if len(workers) != len(self.workers):
            self.beginResetModel()
            self.workers = workers
            self.endResetModel()
        elif workers:
            self.workers = workers
            self.dataChanged.emit(self.index(0, 0), self.index(len(workers) - 1, len(HEADERS) - 1))

    def set_palette(self, palette: Palette) -> None:
        """Colours of the states."""
        self._palette = palette

    def show_target(self, target: Target | None) -> None:
        """The row of the worker that is looked at gets another ground."""
        self._target = target
        self.show_workers(self.workers)

    def target_at(self, index: Index) -> Target | None:
        """The worker of a row."""
        return WorkerTarget(self.workers[index.row()].process)

    def rowCount(self, parent: Index = ROOT) -> int:
        """One row a worker."""
        return 0 if parent.isValid() else len(self.workers)

    def columnCount(self, parent: Index = ROOT) -> int:
        """See HEADERS."""
        return 0 if parent.isValid() else len(HEADERS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        """Titles, and what they mean."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return QCoreApplication.translate("Workers", HEADERS[section][0])
        if role == Qt.ItemDataRole.ToolTipRole:
            return QCoreApplication.translate("Workers", HEADERS[section][1])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        return None

    def data(self, index: Index, role: int = 0) -> Any:
        """One cell."""
        worker = self.workers[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return _text(worker, index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(index.column())
        if role == Qt.ItemDataRole.ForegroundRole and worker.state is State.FAILED:
            return QColor(self._palette.error)
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == 1:
            return QColor(state_colour(self._palette, worker.state, worker.role))
        if role == Qt.ItemDataRole.ToolTipRole:
            return _explained(worker)
        if role == Qt.ItemDataRole.BackgroundRole and self._target == WorkerTarget(worker.process):
            return mark_colour(self._palette)
        return None


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignLeft if column < 2 else Qt.AlignmentFlag.AlignRight
    return side | Qt.AlignmentFlag.AlignVCenter


def _text(worker: WorkerView, column: int) -> str:
    if column == 0:
        return worker.name
    if column == 1:
        return f"{STATE_GLYPHS[worker.state]} {state_in_words(worker)}"
    if column == 2:
        return count(worker.items)
    if column == 3:
        return f"{worker.utilisation * 100:.0f} %"
    if column == 4:
        return seconds(worker.blocked_s)
    if column == 5:
        return str(worker.pid)
    return "" if worker.exit_code is None else str(worker.exit_code)


def _explained(worker: WorkerView) -> str:
    if worker.failure is not None:
        return f"{worker.failure.type}: {worker.failure.text}"
    told = f"{worker.name}: {role_in_words(worker.role)}, {state_in_words(worker)}"
    code = "" if worker.exit_code is None else f", exit {worker.exit_code}"
    return f"{told}, pid {worker.pid}{code}, ⧖ {seconds(worker.blocked_s)}"


class WorkersTable(QTableView):
    """The table; Enter or a double click on a failed worker asks for its traceback."""

    failureOpened = Signal(object)
    pointed = Signal(object)  # Target | None
    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = WorkersModel(self)
        self.setModel(self.rows)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(24)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(40)
        header.setHighlightSections(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.activated.connect(self._on_activated)
        self._pointer = Pointer(self, self.rows.target_at)
        self._pointer.pointed.connect(self.pointed)
        self._pointer.chosen.connect(self.chosen)
        self.retranslate()

    def show_target(self, target: Target | None) -> None:
        """Marks the row of the worker that is looked at."""
        self.rows.show_target(target)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Shows a Snapshot's workers."""
        self.rows.show_workers(snapshot.workers)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shows as many columns as are legible; a tooltip tells the others."""
        super().resizeEvent(event)
        for column, width in LEAST_WIDTHS.items():
            self.setColumnHidden(column, event.size().width() < width)

    def _on_activated(self, index: QModelIndex) -> None:
        worker = self.rows.workers[index.row()]
        if worker.failure is not None:
            self.failureOpened.emit(worker)

    def retranslate(self) -> None:
        """Says everything in the present language."""
        self.setAccessibleName(self.tr("Workers"))
        self.setToolTip("")
        self.rows.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(HEADERS) - 1)

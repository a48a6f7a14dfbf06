"""The depth of a queue as a table: for those who cannot see the plot, or want its figures.

The run so far is cut into equal spans, at most `MOST_ROWS` of them, of a round length; a row tells
of one span what the plot tells of one column of pixels.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from engine.model.snapshot import QueueView, Snapshot
from gui.common.editors import CalmComboBox
from gui.common.plain import PlainLabel
from gui.plots.ticks import MS, time_step_ns

MOST_ROWS = 120
REFRESH_MS = 500
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class DepthRow:
    """One span of time."""

    start_s: float  # since the run's beginning
    last: int  # items in the queue at the span's end
    low: int
    high: int
    put_blocked: float  # share of the span's time, 0 to 1
    get_blocked: float


def rows_of(snapshot: Snapshot, queue: QueueView) -> list[DepthRow]:
    """The run so far in equal spans of a round length; spans before the queue was made are not."""
    span_ns = max(1, snapshot.now_ns - snapshot.origin_ns)
    step_ns = time_step_ns(max(MS, span_ns / MOST_ROWS))
    count = -(-span_ns // step_ns)
    start_ns, end_ns = snapshot.origin_ns, snapshot.origin_ns + count * step_ns
    depth = queue.series.envelope(start_ns, end_ns, count)
    puts = queue.put_blocked.shares(start_ns, end_ns, count)
    gets = queue.get_blocked.shares(start_ns, end_ns, count)
    return [
        DepthRow(
            at * step_ns / 1e9,
            int(depth.last[at]),
            int(depth.low[at]),
            int(depth.high[at]),
            float(puts[at]),
            float(gets[at]),
        )
        for at in range(count)
        if depth.last[at] >= 0
    ]


class DepthRows(QAbstractTableModel):
    """The rows, for a view. New ones are added; all are new when the spans have become longer."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: list[DepthRow] = []

    def show(self, rows: list[DepthRow]) -> None:
        """Shows these; the reader's place is kept as long as rows only come."""
        had, have = len(self.rows), len(rows)
        if have < had or [row.start_s for row in rows[:had]] != [row.start_s for row in self.rows]:
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()
            return
        if have > had:
            self.beginInsertRows(QModelIndex(), had, have - 1)
        self.rows = rows
        if have > had:
            self.endInsertRows()
        if had:
            self.dataChanged.emit(self.index(0, 1), self.index(had - 1, 5))

    def titles(self) -> tuple[str, ...]:
        """Of the columns, with their units."""
        return (
            self.tr("from, s"),
            self.tr("depth at the end"),
            self.tr("lowest"),
            self.tr("highest"),
            self.tr("puts blocked, %"),
            self.tr("gets blocked, %"),
        )

    def cells(self, row: DepthRow) -> tuple[str, ...]:
        """A row as it is read."""
        return (
            f"{row.start_s:.3f}",
            str(row.last),
            str(row.low),
            str(row.high),
            f"{row.put_blocked * 100:.0f}",
            f"{row.get_blocked * 100:.0f}",
        )

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """How many spans there are."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many things are told of each."""
        return 0 if parent.isValid() else len(self.titles())

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Words, and where they stand."""
        if role == Qt.ItemDataRole.DisplayRole:
            return self.cells(self.rows[index.row()])[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The titles."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self.titles()[section]
        return None


class DepthTable(QDialog):
    """Stays open beside the run, and grows with it."""

    def __init__(self, parent: QWidget, snapshot: Callable[[], Snapshot]) -> None:
        """`snapshot` gives the latest."""
        super().__init__(parent)
        self._snapshot, self._shown_ns = snapshot, -1
        self.setWindowTitle(self.tr("Depth of the queue as a table"))
        self.resize(780, 480)
        self.queues = CalmComboBox(self)
        self.queues.setAccessibleName(self.tr("Queue"))
        self.queues.setToolTip(self.tr("Which queue the table is of"))
        self.queues.activated.connect(lambda _: self._refresh(anyway=True))
        self.summary = PlainLabel(self)
        self.summary.setWordWrap(True)
        self.model = DepthRows(self)
        self.table = QTableView(self)
        self.table.setModel(self.model)
        self.table.setAccessibleName(self.windowTitle())
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        column = QVBoxLayout(self)
        for part in (self.queues, self.summary, self.table, self._make_buttons()):
            column.addWidget(part)
        self.table.setFocus()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._refresh)
        self._timer.start(REFRESH_MS)
        self._refresh(anyway=True)

    def _make_buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        copy = QPushButton(self.tr("Copy"), self)
        copy.setToolTip(self.tr("The whole table as text, to paste into a spreadsheet"))
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.as_text()))
        buttons.addButton(copy, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        return buttons

    def as_text(self) -> str:
        """Tabs between columns, a line for each row."""
        lines = [self.model.titles(), *map(self.model.cells, self.model.rows)]
        return "".join("\t".join(line) + "\n" for line in lines)

    def _refresh(self, *, anyway: bool = False) -> None:
        snapshot = self._snapshot()
        if snapshot.now_ns == self._shown_ns and not anyway:
            return
        self._shown_ns = snapshot.now_ns
        names = [queue.name for queue in snapshot.queues]
        if names != [self.queues.itemText(at) for at in range(self.queues.count())]:
            self.queues.clear()
            self.queues.addItems(names)
        self.queues.setVisible(len(names) > 1)
        if not names:
            self.summary.setText(self.tr("Nothing yet: press Start"))
            self.model.show([])
            return
        queue = snapshot.queues[max(0, self.queues.currentIndex())]
        words = self.tr("{queue}: depth {depth} now, peak {peak}, mean {mean}; items")
        self.summary.setText(
            words.format(
                queue=queue.name, depth=queue.depth, peak=queue.peak, mean=f"{queue.mean:.1f}"
            )
        )
        self.model.show(rows_of(snapshot, queue))

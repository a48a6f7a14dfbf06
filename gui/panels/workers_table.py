"""The table of workers: who does what, how busy, how it ended."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QCoreApplication,
    QModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from engine.model.snapshot import Snapshot, State, WorkerView
from gui.common.i18n import QT_TRANSLATE_NOOP
from gui.common.naming import failure_told
from gui.common.palette import LIGHT, STATE_GLYPHS, Palette, state_colour
from gui.common.plain import plain
from gui.common.selection import Target, WorkerTarget
from gui.common.titled_model import Index, TitledModel
from gui.common.units import count, seconds
from gui.common.wording import role_in_words, state_explained, state_in_words, state_name
from gui.panels.pointer import Pointer, mark_colour

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
STATE = 1  # this column takes the room that the others leave
SIGN = 14  # logical pixels
_ASKED = frozenset(
    {
        Qt.ItemDataRole.BackgroundRole,
        Qt.ItemDataRole.ForegroundRole,
        Qt.ItemDataRole.DecorationRole,
        Qt.ItemDataRole.ToolTipRole,
    }
)
LEAST_WIDTHS = {4: 360, 5: 420, 6: 460}  # px; of the table, for each column that may hide


class WorkersModel(TitledModel):
    """A Snapshot's workers, in the order in which they started."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Workers", HEADERS, frozenset(range(2, len(HEADERS))), parent)
        self.workers: tuple[WorkerView, ...] = ()
        self._texts: list[list[str]] = []  # of the cells: Qt asks for each several times a frame
        self._palette = LIGHT
        self._glyphs: dict[tuple[str, State], QPixmap] = {}
        self._target: Target | None = None

    def show_workers(self, workers: tuple[WorkerView, ...]) -> None:
        """Shows other workers, or other figures of the same."""
        texts = [[_text(worker, column) for column in range(len(HEADERS))] for worker in workers]
        if len(workers) != len(self.workers):
            self.beginResetModel()
            self.workers, self._texts = workers, texts
            self.endResetModel()
        else:
            before, self.workers, self._texts = self._texts, workers, texts
            rows = [row for row, cells in enumerate(texts) if cells != before[row]]
            if rows:  # only what has changed is painted again; a state colours its whole row
                pairs = [(texts[row], before[row]) for row in rows]
                columns = [
                    column
                    for column in range(len(HEADERS))
                    if any(now[column] != then[column] for now, then in pairs)
                ]
                if STATE in columns:
                    columns = [0, len(HEADERS) - 1]
                first, last = self.index(rows[0], columns[0]), self.index(rows[-1], columns[-1])
                self.dataChanged.emit(first, last)

    def widest(self, column: int) -> int:
        """How many characters the longest cell of a column has."""
        return max((len(cells[column]) for cells in self._texts), default=0)

    def set_palette(self, palette: Palette) -> None:
        """Colours of the states."""
        self._palette = palette
        self._glyphs.clear()

    def _glyph(self, worker: WorkerView) -> QPixmap:
        """The state's sign in its colour; the words beside it are in one that can be read."""
        colour = state_colour(self._palette, worker.state, worker.role)
        if (colour, worker.state) not in self._glyphs:
            self._glyphs[colour, worker.state] = _sign(STATE_GLYPHS[worker.state], colour)
        return self._glyphs[colour, worker.state]

    def show_target(self, target: Target | None) -> None:
        """The row of the worker that is looked at gets another ground."""
        self._target = target
        if self.workers:
            last = self.index(len(self.workers) - 1, len(HEADERS) - 1)
            self.dataChanged.emit(self.index(0, 0), last, [Qt.ItemDataRole.BackgroundRole])

    def target_at(self, index: Index) -> Target | None:
        """The worker of a row."""
        return WorkerTarget(self.workers[index.row()].process)

    def _colour(self, worker: WorkerView, *, is_ground: bool) -> QColor | None:
        if is_ground:
            is_target = self._target == WorkerTarget(worker.process)
            return mark_colour(self._palette) if is_target else None
        if worker.state is State.FAILED:
            return QColor(self._palette.error)
        return QColor(self._palette.dim) if worker.ended_ns is not None else None

    @property
    def count(self) -> int:
        """One row each."""
        return len(self.workers)

    def data(self, index: Index, role: int = 0) -> Any:
        """One cell."""
        if role == Qt.ItemDataRole.DisplayRole:
            return self._texts[index.row()][index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self.alignment(index.column())
        if role not in _ASKED:
            return None
        worker = self.workers[index.row()]
        if role in {Qt.ItemDataRole.BackgroundRole, Qt.ItemDataRole.ForegroundRole}:
            return self._colour(worker, is_ground=role == Qt.ItemDataRole.BackgroundRole)
        if role == Qt.ItemDataRole.DecorationRole and index.column() == STATE:
            return self._glyph(worker)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain(_explained(worker))
        return None


def _sign(glyph: str, colour: str) -> QPixmap:
    ratio = QGuiApplication.instance().devicePixelRatio()  # type: ignore[union-attr]
    made = QPixmap(QSize(SIGN, SIGN) * ratio)
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setPen(QColor(colour))
    painter.drawText(QRect(0, 0, SIGN, SIGN), Qt.AlignmentFlag.AlignCenter, glyph)
    painter.end()
    return made


def _text(worker: WorkerView, column: int) -> str:
    if column == 0:
        return worker.name
    if column == STATE:
        if worker.state is State.JOINING:
            return state_name(worker.state)  # the tooltip says whom
        return state_in_words(worker)
    if column == 2:
        return count(worker.items)
    if column == 3:
        return f"{worker.utilisation * 100:.0f} %"
    if column == 4:
        return seconds(worker.blocked_s)
    if column == 5:
        return str(worker.pid)
    return "" if worker.exit_code is None else str(worker.exit_code)


def _say(text: str) -> str:
    return QCoreApplication.translate("Workers", text)


_TOLD = (  # for the translators
    QT_TRANSLATE_NOOP("Workers", "pid {}"),
    QT_TRANSLATE_NOOP("Workers", "blocked in put {put}, in get {get}"),
    QT_TRANSLATE_NOOP("Workers", "exit code {}"),
)


def _explained(worker: WorkerView) -> str:
    if worker.failure is not None:
        return failure_told(worker)
    lines = [
        f"{worker.name}: {role_in_words(worker.role)}, {state_explained(worker)}",
        _say("pid {}").format(worker.pid),
        _say("blocked in put {put}, in get {get}").format(
            put=seconds(worker.blocked_put_s), get=seconds(worker.blocked_get_s)
        ),
    ]
    if worker.exit_code is not None:
        lines.append(_say("exit code {}").format(worker.exit_code))
    return "\n".join(lines)


class WorkersTable(QTableView):
    """The table; Enter or a double click on a failed worker asks for its traceback."""

    failureOpened = Signal(object)
    workerMenuAsked = Signal(int, QPoint)
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
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)  # see _fit_columns
        header.setSectionResizeMode(STATE, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(32)
        header.setHighlightSections(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._fitted: tuple[int, ...] = ()
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
        self._fit_columns()

    def _fit_columns(self) -> None:
        """Columns as wide as their contents.

        Qt's own ResizeToContents measures every cell whenever a figure changes; figures change ten
        times a second, and only a longer or a shorter one needs another width.
        """
        widest = tuple(self.rows.widest(column) for column in range(len(HEADERS)))
        if widest == self._fitted:
            return
        self._fitted = widest
        header = self.horizontalHeader()
        for column in range(len(HEADERS)):
            if column != STATE and not self.isColumnHidden(column):
                width = max(self.sizeHintForColumn(column), header.sectionSizeHint(column))
                header.resizeSection(column, width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shows as many columns as are legible; a tooltip tells the others."""
        super().resizeEvent(event)
        for column, width in LEAST_WIDTHS.items():
            self.setColumnHidden(column, event.size().width() < width)
        self._fitted = ()
        self._fit_columns()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Asks what may be done to the worker under the pointer, or the current one by keyboard."""
        is_by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if is_by_key else self.indexAt(event.pos())
        if index.isValid():
            place = self.viewport().mapToGlobal(self.visualRect(index).bottomLeft())
            where = place if is_by_key else event.globalPos()
            self.workerMenuAsked.emit(self.rows.workers[index.row()].process, where)

    def line(self, process: int) -> str:
        """The row of a process as text, and what its tooltip says; "" for an unknown one."""
        row = next((n for n, w in enumerate(self.rows.workers) if w.process == process), None)
        if row is None:
            return ""
        cells = [self.rows.index(row, column).data() for column in range(len(HEADERS))]
        return "\t".join(cells)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+C copies the chosen row."""
        if event.matches(QKeySequence.StandardKey.Copy) and self.currentIndex().isValid():
            process = self.rows.workers[self.currentIndex().row()].process
            QGuiApplication.clipboard().setText(self.line(process))
        else:
            super().keyPressEvent(event)

    def _on_activated(self, index: QModelIndex) -> None:
        worker = self.rows.workers[index.row()]
        if worker.failure is not None:
            self.failureOpened.emit(worker)

    def retranslate(self) -> None:
        """Shows its texts in the present language."""
        self.setAccessibleName(self.tr("Workers"))
        self.setToolTip("")
        self.rows.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(HEADERS) - 1)
        self._fitted = ()
        self._fit_columns()

"""The numbers on the right: each measured, with its unit, explained by its tooltip."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFont, QGuiApplication
from PySide6.QtWidgets import QGridLayout, QLabel, QMenu, QVBoxLayout, QWidget

from engine.model.snapshot import QueueView, Snapshot
from gui.common.editors import CalmComboBox
from gui.common.i18n import QT_TRANSLATE_NOOP
from gui.common.plain import PlainLabel
from gui.common.units import count, measured, rate


class _Number(NamedTuple):
    title: str
    unit: str
    help: str
    value: Callable[[QueueView], str | tuple[str, str]]  # the figure; with its unit if that varies


def _depth(queue: QueueView) -> str:
    return f"{count(queue.depth)} / {count(queue.maxsize)}" if queue.maxsize else count(queue.depth)


NUMBERS = (
    _Number(
        QT_TRANSLATE_NOOP("Numbers", "depth"),
        QT_TRANSLATE_NOOP("Numbers", "items"),
        QT_TRANSLATE_NOOP("Numbers", "Items put and not yet taken; after the slash, maxsize."),
        _depth,
    ),
    _Number(
        QT_TRANSLATE_NOOP("Numbers", "peak"),
        QT_TRANSLATE_NOOP("Numbers", "items"),
        QT_TRANSLATE_NOOP("Numbers", "The greatest depth so far."),
        lambda queue: count(queue.peak),
    ),
    _Number(
        QT_TRANSLATE_NOOP("Numbers", "mean depth"),
        QT_TRANSLATE_NOOP("Numbers", "items"),
        QT_TRANSLATE_NOOP("Numbers", "Depth averaged over time, from the first event until now."),
        lambda queue: f"{queue.mean:.2f}",
    ),
    _Number(
        QT_TRANSLATE_NOOP("Numbers", "in"),
        QT_TRANSLATE_NOOP("Numbers", "/s"),
        QT_TRANSLATE_NOOP("Numbers", "Items put during the last second."),
        lambda queue: rate(queue.in_per_s),
    ),
    _Number(
        QT_TRANSLATE_NOOP("Numbers", "out"),
        QT_TRANSLATE_NOOP("Numbers", "/s"),
        QT_TRANSLATE_NOOP("Numbers", "Items taken during the last second."),
        lambda queue: rate(queue.out_per_s),
    ),
    _Number(
        QT_TRANSLATE_NOOP("Numbers", "produced"),
        QT_TRANSLATE_NOOP("Numbers", "items"),
        QT_TRANSLATE_NOOP(
            "Numbers", "Successful put calls, counted when the item is in the queue."
        ),
        lambda queue: count(queue.produced),
    ),
    _Number(
        QT_TRANSLATE_NOOP("Numbers", "taken"),
        QT_TRANSLATE_NOOP("Numbers", "items"),
        QT_TRANSLATE_NOOP(
            "Numbers", "Successful get calls, counted when the item leaves the pipe."
        ),
        lambda queue: count(queue.taken),
    ),
    _Number(
        QT_TRANSLATE_NOOP("Numbers", "done"),
        QT_TRANSLATE_NOOP("Numbers", "items"),
        QT_TRANSLATE_NOOP("Numbers", "Successful task_done calls; a plain Queue has none."),
        lambda queue: count(queue.done),
    ),
    _Number(
        QT_TRANSLATE_NOOP("Numbers", "lost"),
        QT_TRANSLATE_NOOP("Numbers", "items"),
        QT_TRANSLATE_NOOP(
            "Numbers", "Items that a feeder thread could not send; the log names them."
        ),
        lambda queue: count(queue.lost),
    ),
    _Number(
        QT_TRANSLATE_NOOP("Numbers", "unfinished"),
        QT_TRANSLATE_NOOP("Numbers", "items"),
        QT_TRANSLATE_NOOP(
            "Numbers", "Items put for which task_done was not called yet; join waits for 0."
        ),
        lambda queue: count(queue.unfinished) if queue.kind == "JoinableQueue" else "–",
    ),
    _Number(
        QT_TRANSLATE_NOOP("Numbers", "wait, median"),
        "",
        QT_TRANSLATE_NOOP(
            "Numbers", "Half of the items lay in the queue no longer than this (p50)."
        ),
        lambda queue: measured(queue.wait_p50_s),
    ),
    _Number(
        QT_TRANSLATE_NOOP("Numbers", "wait, 99 %"),
        "",
        QT_TRANSLATE_NOOP("Numbers", "99 of 100 items lay in the queue no longer than this (p99)."),
        lambda queue: measured(queue.wait_p99_s),
    ),
    _Number(
        QT_TRANSLATE_NOOP("Numbers", "blocked in put"),
        "",
        QT_TRANSLATE_NOOP("Numbers", "Time that producers waited for a free slot, in total."),
        lambda queue: measured(queue.blocked_put_s),
    ),
    _Number(
        QT_TRANSLATE_NOOP("Numbers", "blocked in get"),
        "",
        QT_TRANSLATE_NOOP("Numbers", "Time that consumers waited for an item, in total."),
        lambda queue: measured(queue.blocked_get_s),
    ),
)


def _say(text: str) -> str:
    return QCoreApplication.translate("Numbers", text) if text else ""


class NumbersPanel(QWidget):
    """The numbers of one queue."""

    queueChosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 4, 12, 8)
        self._choice = CalmComboBox(self)
        self._choice.currentIndexChanged.connect(self.queueChosen)
        self._choice.hide()
        column.addWidget(self._choice)
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(3)
        grid.setColumnStretch(0, 1)
        column.addLayout(grid)
        self._rows = [self._add_row(grid, row) for row in range(len(NUMBERS))]
        self._queue: QueueView | None = None
        self.retranslate()

    def _add_row(self, grid: QGridLayout, row: int) -> tuple[QLabel, QLabel, QLabel]:
        title, figure, unit = PlainLabel(self), PlainLabel(self), PlainLabel(self)
        title.setProperty("role", "dim")
        unit.setProperty("role", "dim")
        figure.setProperty("role", "hero" if row == 0 else "figure")
        font = QFont(figure.font())
        font.setFeature(QFont.Tag("tnum"), 1)
        figure.setFont(font)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        figure.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        figure.setCursor(Qt.CursorShape.IBeamCursor)
        figure.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)  # but this panel's
        grid.addWidget(title, row, 0)
        grid.addWidget(figure, row, 1, right)
        unit.setMinimumWidth(unit.fontMetrics().horizontalAdvance("items "))  # figures stand still
        grid.addWidget(unit, row, 2)
        return title, figure, unit

    @property
    def queue(self) -> int:
        """The index of the queue whose numbers are shown."""
        return max(0, self._choice.currentIndex())

    def figure(self, row: int) -> str:
        """What is shown in a row."""
        return self._rows[row][1].text()

    def lines(self) -> list[str]:
        """Each number as text: its title, tab, figure and unit."""
        return [
            f"{title.text()}\t{figure.text()} {unit.text()}".rstrip()
            for title, figure, unit in self._rows
        ]

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Copies what is selected, the number under the pointer, or all."""
        clipboard, menu = QGuiApplication.clipboard(), QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        selected = next((f.selectedText() for _, f, _ in self._rows if f.selectedText()), "")
        at = event.pos().y()
        row = next((n for n, each in enumerate(self._rows) if at <= each[1].geometry().bottom()), 0)
        one = menu.addAction(self.tr("Copy"))
        one.triggered.connect(lambda: clipboard.setText(selected or self.lines()[row]))
        everything = menu.addAction(self.tr("Copy all numbers"))
        everything.triggered.connect(lambda: clipboard.setText("\n".join(self.lines())))
        menu.popup(event.globalPos())

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Shows the numbers of the chosen queue."""
        if self._choice.count() != len(snapshot.queues):
            self._choice.blockSignals(True)
            chosen = self.queue
            self._choice.clear()
            self._choice.addItems([f"{queue.name} · {queue.kind}" for queue in snapshot.queues])
            self._choice.setCurrentIndex(min(chosen, len(snapshot.queues) - 1))
            self._choice.blockSignals(False)
            self._choice.setVisible(len(snapshot.queues) > 1)
        self._show(snapshot.queues[self.queue] if snapshot.queues else None)

    def _show(self, queue: QueueView | None) -> None:
        self._queue = queue
        for number, (title, figure, unit) in zip(NUMBERS, self._rows, strict=True):
            value = number.value(queue) if queue is not None else "–"
            text, own_unit = value if isinstance(value, tuple) else (value, _say(number.unit))
            if (figure.text(), unit.text()) != (text, own_unit):
                figure.setText(text)
                unit.setText(own_unit)
                figure.setAccessibleName(f"{title.text()}: {text} {own_unit}".strip())

    def retranslate(self) -> None:
        """Shows its texts in the present language."""
        self._choice.setAccessibleName(self.tr("Queue"))
        self._choice.setToolTip(self.tr("The queue that is plotted and whose numbers are shown"))
        for number, (title, figure, unit) in zip(NUMBERS, self._rows, strict=True):
            title.setText(_say(number.title))
            figure.setText("")  # is said anew, in the other language, by _show
            for label in (title, figure, unit):
                label.setToolTip(_say(number.help))
        self._show(self._queue)

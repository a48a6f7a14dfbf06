"""Faults at the press of a button: what to do to a process, and at which moment of its work.

One menu for each process, in the window's Faults menu and at each lane. Which moments are offered
follows from what the process does at the queue.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from engine.model.faults import FaultKind, FaultPoint
from engine.model.snapshot import Role, WorkerView
from gui.common.i18n import QT_TRANSLATE_NOOP
from gui.common.plain import in_menu, plain

_KINDS = {
    FaultKind.KILL: (
        QT_TRANSLATE_NOOP("Faults", "Kill"),
        QT_TRANSLATE_NOOP("Faults", "SIGKILL: it ends at once, with no chance to clean up"),
    ),
    FaultKind.STOP: (
        QT_TRANSLATE_NOOP("Faults", "Stop"),
        QT_TRANSLATE_NOOP("Faults", "SIGSTOP: it is suspended, and keeps every lock it holds"),
    ),
    FaultKind.CONTINUE: (
        QT_TRANSLATE_NOOP("Faults", "Continue"),
        QT_TRANSLATE_NOOP("Faults", "SIGCONT: a stopped process continues"),
    ),
    FaultKind.RAISE: (
        QT_TRANSLATE_NOOP("Faults", "Raise an exception"),
        QT_TRANSLATE_NOOP("Faults", "An exception in its own code ends it"),
    ),
    FaultKind.EXIT: (
        QT_TRANSLATE_NOOP("Faults", 'Leave by sys.exit("x")'),
        QT_TRANSLATE_NOOP("Faults", "It exits with code 1, after cleaning up"),
    ),
    FaultKind.OS_EXIT: (
        QT_TRANSLATE_NOOP("Faults", "Leave by os._exit(0)"),
        QT_TRANSLATE_NOOP(
            "Faults", "It is gone without cleaning up, with the exit code of success"
        ),
    ),
    FaultKind.SEGFAULT: (
        QT_TRANSLATE_NOOP("Faults", "Crash (segmentation fault)"),
        QT_TRANSLATE_NOOP("Faults", "As a broken extension module would"),
    ),
    FaultKind.HANG: (
        QT_TRANSLATE_NOOP("Faults", "Hang"),
        QT_TRANSLATE_NOOP("Faults", "It stops doing anything, and keeps every lock it holds"),
    ),
}
_POINTS = {
    FaultPoint.NOW: QT_TRANSLATE_NOOP("Faults", "now, whatever it does"),
    FaultPoint.IDLE_IN_GET: QT_TRANSLATE_NOOP("Faults", "while it waits in get()"),
    FaultPoint.HOLDING_READ_LOCK: QT_TRANSLATE_NOOP("Faults", "when it holds the read lock"),
    FaultPoint.MID_WRITE: QT_TRANSLATE_NOOP("Faults", "when half an item is written"),
    FaultPoint.MID_WORK: QT_TRANSLATE_NOOP("Faults", "in the middle of its work"),
    FaultPoint.BEFORE_TASK_DONE: QT_TRANSLATE_NOOP("Faults", "just before task_done()"),
    FaultPoint.IN_TASK_DONE: QT_TRANSLATE_NOOP("Faults", "inside task_done()"),
}
_TAKING = frozenset(
    {
        FaultPoint.IDLE_IN_GET,
        FaultPoint.HOLDING_READ_LOCK,
        FaultPoint.BEFORE_TASK_DONE,
        FaultPoint.IN_TASK_DONE,
    }
)


def points_for(role: Role, kind: FaultKind) -> tuple[FaultPoint, ...]:
    """At which moments a fault can be done to a process of that role."""
    if kind is FaultKind.CONTINUE:
        return (FaultPoint.NOW,)
    left_out = {
        Role.MAIN: _TAKING | {FaultPoint.MID_WORK, FaultPoint.MID_WRITE},
        Role.PRODUCER: _TAKING,
        Role.CONSUMER: frozenset({FaultPoint.MID_WRITE}),
    }.get(role, frozenset())
    return tuple(point for point in FaultPoint if point not in left_out)


class FaultMenu(QMenu):
    """What may be done to processes; `faultAsked` tells process, FaultKind and FaultPoint."""

    faultAsked = Signal(int, object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty: `offer` or `offer_all` fills it."""
        super().__init__(parent)
        self.setToolTipsVisible(True)

    def offer_all(self, workers: Iterable[WorkerView]) -> None:
        """A menu for each process that is alive."""
        self._empty()
        alive = [worker for worker in workers if worker.ended_ns is None]
        for worker in alive:
            name = f"{worker.name} (pid {worker.pid})"
            menu = self.addMenu(in_menu(name))
            menu.menuAction().setToolTip(plain(name))
            self._fill(menu, worker)
        if not alive:
            nobody = self.addAction(self.tr("No process is alive: start a run first"))
            nobody.setEnabled(False)

    def offer(self, worker: WorkerView, also: Sequence[QAction] = ()) -> None:
        """What may be done to one process: `also`, and its faults while it is alive."""
        self._empty()
        name = f"{worker.name} (pid {worker.pid})"
        self.addSection(in_menu(name)).setToolTip(plain(name))
        self.addActions(list(also))
        if worker.ended_ns is None:
            self.addSeparator()
            self._fill(self, worker)

    def _empty(self) -> None:
        for action in self.actions():
            if (menu := action.menu()) is not None:
                menu.deleteLater()
        self.clear()

    def _fill(self, menu: QMenu, worker: WorkerView) -> None:
        menu.setToolTipsVisible(True)
        for kind in FaultKind:
            text, tip = (QCoreApplication.translate("Faults", each) for each in _KINDS[kind])
            points = points_for(worker.role, kind)
            if len(points) == 1:
                self._entry(menu, text, tip, (worker.process, kind, points[0]))
                continue
            moments = menu.addMenu(text)
            moments.menuAction().setToolTip(tip)
            for point in points:
                when = QCoreApplication.translate("Faults", _POINTS[point])
                self._entry(moments, when, tip, (worker.process, kind, point))

    def _entry(
        self, menu: QMenu, text: str, tip: str, fault: tuple[int, FaultKind, FaultPoint]
    ) -> None:
        action = menu.addAction(text)
        action.setToolTip(tip)
        action.triggered.connect(lambda: self.faultAsked.emit(*fault))

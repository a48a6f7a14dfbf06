"""The log's sentences, in the tutorial's manner: "Cook A 1 made bun 1"."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QCoreApplication

from engine.model.snapshot import EventCode, EventColumns, Snapshot
from gui.common.i18n import QT_TRANSLATE_NOOP
from gui.common.naming import failure_told, item_name
from gui.common.privacy import discreet
from gui.common.selection import ItemTarget, Target, WorkerTarget
from gui.panels import note_text

_SENTENCES = {
    EventCode.PUT: QT_TRANSLATE_NOOP("Log", "{worker} put {item} on {queue}"),
    EventCode.TAKEN: QT_TRANSLATE_NOOP("Log", "{worker} took {item} from {queue}"),
    EventCode.DONE: QT_TRANSLATE_NOOP("Log", "{worker} finished {item}"),
    EventCode.PUT_WAIT: QT_TRANSLATE_NOOP("Log", "{worker} waits: {queue} is full"),
    EventCode.GET_WAIT: QT_TRANSLATE_NOOP("Log", "{worker} waits: {queue} is empty"),
    EventCode.FULL: QT_TRANSLATE_NOOP("Log", "{worker} gave up putting: Full"),
    EventCode.EMPTY: QT_TRANSLATE_NOOP("Log", "{worker} gave up getting: Empty"),
    EventCode.JOIN_QUEUE: QT_TRANSLATE_NOOP("Log", "{worker} waits in {queue}.join()"),
    EventCode.JOIN_PROCESS: QT_TRANSLATE_NOOP("Log", "{worker} waits for {other} (Process.join)"),
    EventCode.JOINED: QT_TRANSLATE_NOOP("Log", "{worker} continues: the join is over"),
    EventCode.STARTED: QT_TRANSLATE_NOOP("Log", "{worker} started"),
    EventCode.ENDED: QT_TRANSLATE_NOOP("Log", "{worker} ended"),
    EventCode.FAILED: QT_TRANSLATE_NOOP("Log", "{worker} failed, exit code {argument}: {why}"),
    EventCode.DROPPED: QT_TRANSLATE_NOOP("Log", "{worker} lost {item}: {why}"),
    EventCode.CLOSED: QT_TRANSLATE_NOOP("Log", "{worker} closed {queue}"),
    EventCode.DONE_TOO_OFTEN: QT_TRANSLATE_NOOP("Log", "{worker} called task_done once too often"),
    EventCode.NOTE: "{note}",
}
_MADE = QT_TRANSLATE_NOOP("Log", "{worker} made {item}")
_EATING = QT_TRANSLATE_NOOP("Log", "{worker} is eating {item}")
GROUPS = {
    QT_TRANSLATE_NOOP("Log", "All events"): frozenset(EventCode),
    QT_TRANSLATE_NOOP("Log", "Items"): frozenset(
        {EventCode.PUT, EventCode.TAKEN, EventCode.DONE, EventCode.DROPPED}
    ),
    QT_TRANSLATE_NOOP("Log", "Waits"): frozenset(
        {
            EventCode.PUT_WAIT,
            EventCode.GET_WAIT,
            EventCode.JOIN_QUEUE,
            EventCode.JOIN_PROCESS,
            EventCode.JOINED,
            EventCode.FULL,
            EventCode.EMPTY,
        }
    ),
    QT_TRANSLATE_NOOP("Log", "Processes"): frozenset(
        {EventCode.STARTED, EventCode.ENDED, EventCode.FAILED, EventCode.CLOSED}
    ),
    QT_TRANSLATE_NOOP("Log", "Trouble"): frozenset(
        {EventCode.FAILED, EventCode.DROPPED, EventCode.DONE_TOO_OFTEN, EventCode.NOTE}
    ),
}


def say(text: str) -> str:
    """A sentence in the present language."""
    return QCoreApplication.translate("Log", text)


@dataclass(frozen=True, slots=True)
class LogRow:
    """One row of the event table."""

    at_ns: int
    code: int
    worker: int
    queue: int
    producer: int
    sequence: int
    argument: int


def target_of(row: LogRow) -> Target | None:
    """What a line is about: its item, or else its worker."""
    if row.producer >= 0 and row.sequence >= 0:
        return ItemTarget(row.queue, row.producer, row.sequence)
    return WorkerTarget(row.worker) if row.worker >= 0 else None


def is_about(columns: EventColumns, target: Target) -> npt.NDArray[np.bool_]:
    """Which rows are about a worker or an item; shape (n,)."""
    found: npt.NDArray[np.bool_]
    if isinstance(target, WorkerTarget):
        found = columns.worker == target.process
    else:
        found = (columns.queue == target.queue) & (columns.producer == target.producer)
        found &= columns.sequence == target.sequence
    return found


def stamp(at_ns: int, origin_ns: int) -> str:
    """The time since the run's beginning: "0:01.204"."""
    milliseconds = max(0, at_ns - origin_ns) // 1_000_000
    return f"{milliseconds // 60_000}:{milliseconds // 1000 % 60:02d}.{milliseconds % 1000:03d}"


def sentence(row: LogRow, snapshot: Snapshot) -> str:
    """What happened, in words."""
    code = EventCode(row.code)
    workers = {worker.process: worker for worker in snapshot.workers}
    worker, producer = workers.get(row.worker), workers.get(row.producer)
    queue = snapshot.queues[row.queue].name if 0 <= row.queue < len(snapshot.queues) else ""
    text = _SENTENCES[code]
    if code is EventCode.PUT and worker is not None and worker.product:
        text = _MADE
    elif code is EventCode.TAKEN and producer is not None and producer.product:
        text = _EATING
    note = ""
    if code is EventCode.NOTE and 0 <= row.argument < len(snapshot.notes):
        note = note_text.translated(snapshot.notes[row.argument])
    told = (text if text == "{note}" else say(text)).format(
        worker=worker.name if worker else "?",
        item=item_name(row.producer, row.sequence, snapshot),
        queue=queue,
        other=_other(row, snapshot),
        argument=row.argument,
        why=_why(row, snapshot),
        note=note,
    )
    return discreet(told)


def _other(row: LogRow, snapshot: Snapshot) -> str:
    return next((w.name for w in snapshot.workers if w.pid == row.argument), str(row.argument))


def _why(row: LogRow, snapshot: Snapshot) -> str:
    worker = next((w for w in snapshot.workers if w.process == row.worker), None)
    if row.code == EventCode.DROPPED and 0 <= row.argument < len(snapshot.notes):
        return snapshot.notes[row.argument]
    if row.code == EventCode.FAILED and worker is not None and worker.failure is not None:
        return failure_told(worker)
    if row.code == EventCode.FAILED and row.argument < 0:
        return say(QT_TRANSLATE_NOOP("Log", "ended by signal {}")).format(-row.argument)
    return say(QT_TRANSLATE_NOOP("Log", "see the notes"))

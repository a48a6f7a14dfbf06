"""What the parts of a queue are doing, in words: the X-ray's labels and its text alternative."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from engine.timeline.inside import Inside, Sender
from engine.timeline.snapshot import QueueView, Role, Snapshot, State, WorkerView
from gui.i18n import QT_TRANSLATE_NOOP

_SENDER = {
    "blocked": QT_TRANSLATE_NOOP("XRay", "blocked in put"),
    "writing": QT_TRANSLATE_NOOP("XRay", "feeder writes"),
    "locked": QT_TRANSLATE_NOOP("XRay", "wants write lock"),
    "pickling": QT_TRANSLATE_NOOP("XRay", "feeder pickles"),
    "empty": QT_TRANSLATE_NOOP("XRay", "empty"),
    "gone": QT_TRANSLATE_NOOP("XRay", "ended"),
}
_RECEIVER = {
    "reading": QT_TRANSLATE_NOOP("XRay", "reads"),
    "idle": QT_TRANSLATE_NOOP("XRay", "at the pipe"),
    "locked": QT_TRANSLATE_NOOP("XRay", "wants read lock"),
    "hands": QT_TRANSLATE_NOOP("XRay", "item in hand"),
    "gone": QT_TRANSLATE_NOOP("XRay", "ended"),
    "away": QT_TRANSLATE_NOOP("XRay", "own code"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One process beside the pipe: its name, how many items it has, what it does."""

    name: str
    count: int
    words: str
    is_holding: bool  # a lock
    is_gone: bool


def say(text: str) -> str:
    """A text of this module in the present language."""
    return QCoreApplication.translate("XRay", text)


def sender_rows(inside: Inside, snapshot: Snapshot) -> list[Row]:
    """Each process that puts, in the order of the lanes."""
    senders = {sender.process: sender for sender in inside.senders}
    rows = []
    for worker in snapshot.workers:
        sender = senders.get(worker.process)
        if sender is not None and (sender.buffered or worker.ended_ns is None):
            words = _sender_words(sender, worker, inside)
            is_gone = worker.ended_ns is not None
            rows.append(Row(worker.name, sender.buffered, words, sender.is_writing, is_gone))
    return rows


def _sender_words(sender: Sender, worker: WorkerView, inside: Inside) -> str:
    if worker.ended_ns is not None:
        return say(_SENDER["gone"])
    if sender.is_writing:
        size = sender.writing_bytes
        text = say(_SENDER["writing"])
        return f"{text} ({bytes_in_words(size)})" if size else text
    if sender.buffered:
        is_locked = inside.writer is not None
        return say(_SENDER["locked" if is_locked else "pickling"])
    return say(_SENDER["blocked" if worker.state is State.PUT_WAIT else "empty"])


def receiver_rows(inside: Inside, snapshot: Snapshot) -> list[Row]:
    """Each process that takes, in the order of the lanes."""
    rows = []
    for worker in snapshot.workers:
        at_queue = worker.process == inside.reader or worker.process in inside.waiting
        if not at_queue and worker.role not in {Role.CONSUMER, Role.RELAY}:
            continue
        if worker.ended_ns is None:
            held = max(0, worker.taken - worker.done) if inside.unfinished is not None else 0
            is_reader = worker.process == inside.reader
            rows.append(Row(worker.name, held, _receiver_words(worker, inside), is_reader, False))
    return rows


def _receiver_words(worker: WorkerView, inside: Inside) -> str:
    if worker.process == inside.reader:
        is_reading = inside.reading_bytes or inside.in_pipe
        return say(_RECEIVER["reading" if is_reading else "idle"])
    if worker.process in inside.waiting:
        return say(_RECEIVER["locked"])
    has_item = inside.unfinished is not None and worker.taken > worker.done
    return say(_RECEIVER["hands" if has_item else "away"])


def bytes_in_words(size: int) -> str:
    """A size with its unit: "512 B", "1.2 MB"."""
    value = float(size)
    for unit in ("B", "kB", "MB"):
        if value < 1000:
            return f"{value:.0f} {unit}" if unit == "B" else f"{value:.1f} {unit}"
        value /= 1000
    return f"{value:.1f} GB"


def description(inside: Inside, queue: QueueView, snapshot: Snapshot) -> str:
    """The whole picture in words, for a screen reader."""
    names = {worker.process: worker.name for worker in snapshot.workers}
    nobody = say(QT_TRANSLATE_NOOP("XRay", "nobody"))
    told = [
        say(QT_TRANSLATE_NOOP("XRay", "{queue}: in buffers {buffered}, in the pipe {pipe}")).format(
            queue=queue.name, buffered=inside.buffered, pipe=inside.in_pipe
        ),
        say(QT_TRANSLATE_NOOP("XRay", "write lock: {who}")).format(
            who=nobody if inside.writer is None else names.get(inside.writer, "?")
        ),
        say(QT_TRANSLATE_NOOP("XRay", "read lock: {who}")).format(
            who=nobody if inside.reader is None else names.get(inside.reader, "?")
        ),
    ]
    if inside.free_slots is not None:
        told.append(say(QT_TRANSLATE_NOOP("XRay", "free slots: {}")).format(inside.free_slots))
    if inside.unfinished is not None:
        told.append(say(QT_TRANSLATE_NOOP("XRay", "unfinished: {}")).format(inside.unfinished))
    rows = [*sender_rows(inside, snapshot), *receiver_rows(inside, snapshot)]
    told += [f"{row.name}: {row.words}" for row in rows]
    return "; ".join(told)

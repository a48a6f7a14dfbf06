"""What the parts of a queue are doing, in words: the X-ray's labels and its text alternative."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from engine.model.queue_inside import Feeder, Inside, Sender
from engine.model.snapshot import QueueView, Role, Snapshot, State, WorkerView
from gui.common.i18n import QT_TRANSLATE_NOOP
from gui.common.units import byte_size

_SENDER = {
    "blocked": QT_TRANSLATE_NOOP("XRay", "blocked in put"),
    "empty": QT_TRANSLATE_NOOP("XRay", "empty"),
    "gone": QT_TRANSLATE_NOOP("XRay", "ended"),
}
_FEEDER = {
    Feeder.WRITING: QT_TRANSLATE_NOOP("XRay", "feeder writes"),
    Feeder.PICKLING: QT_TRANSLATE_NOOP("XRay", "feeder pickles"),
    Feeder.AT_WRITE_LOCK: QT_TRANSLATE_NOOP("XRay", "wants write lock"),
    Feeder.COMING: QT_TRANSLATE_NOOP("XRay", "feeder's turn"),
    Feeder.UNSEEN: QT_TRANSLATE_NOOP("XRay", "C code runs"),
    Feeder.STOPPED: QT_TRANSLATE_NOOP("XRay", "stopped"),
}
_RECEIVER = {
    "reading": QT_TRANSLATE_NOOP("XRay", "reads"),
    "idle": QT_TRANSLATE_NOOP("XRay", "at the pipe"),
    "locked": QT_TRANSLATE_NOOP("XRay", "wants read lock"),
    "hands": QT_TRANSLATE_NOOP("XRay", "item in hand"),
    "gone": QT_TRANSLATE_NOOP("XRay", "ended"),
    "away": QT_TRANSLATE_NOOP("XRay", "own code"),
}
_HEADS = {
    "senders": QT_TRANSLATE_NOOP("XRay", "senders: buffer, feeder thread"),
    "pipe": QT_TRANSLATE_NOOP("XRay", "pipe"),
    "receivers": QT_TRANSLATE_NOOP("XRay", "receivers"),
    "write lock": QT_TRANSLATE_NOOP("XRay", "write lock"),
    "read lock": QT_TRANSLATE_NOOP("XRay", "read lock"),
    "free": QT_TRANSLATE_NOOP("XRay", "free"),
}


@dataclass(frozen=True, slots=True)
class ProcessRow:
    """One process beside the pipe: its name, how many items it has, what it does."""

    name: str
    count: int
    words: str
    is_holding: bool  # a lock
    is_gone: bool
    is_sum: bool = False  # of several processes


def say(text: str) -> str:
    """A text of this module in the present language."""
    return QCoreApplication.translate("XRay", text)


def head(part: str) -> str:
    """What a part is called."""
    return say(_HEADS[part])


def summed_up(rows: list[ProcessRow]) -> ProcessRow:
    """One row for several."""
    words = say(QT_TRANSLATE_NOOP("XRay", "{count} more, with {items} items")).format(
        count=len(rows), items=sum(row.count for row in rows)
    )
    return ProcessRow("", 0, words, any(row.is_holding for row in rows), is_gone=False, is_sum=True)


def sender_rows(inside: Inside, snapshot: Snapshot) -> list[ProcessRow]:
    """Each process that puts, in the order of the lanes."""
    senders = {sender.process: sender for sender in inside.senders}
    rows = []
    for worker in snapshot.workers:
        sender = senders.get(worker.process)
        if sender is not None and (sender.buffered or worker.ended_ns is None):
            words = _sender_words(sender, worker)
            is_gone = worker.ended_ns is not None
            rows.append(ProcessRow(worker.name, sender.buffered, words, sender.is_writing, is_gone))
    return rows


def _sender_words(sender: Sender, worker: WorkerView) -> str:
    if worker.ended_ns is not None:
        return say(_SENDER["gone"])
    if sender.feeder is Feeder.IDLE:
        return say(_SENDER["blocked" if worker.state is State.PUT_WAIT else "empty"])
    if sender.is_writing and sender.writing_bytes:
        size = byte_size(sender.writing_bytes)
        return say(QT_TRANSLATE_NOOP("XRay", "writes {size}")).format(size=size)
    return say(_FEEDER[sender.feeder])


def receiver_rows(inside: Inside, snapshot: Snapshot) -> list[ProcessRow]:
    """Each process that takes, in the order of the lanes."""
    rows = []
    for worker in snapshot.workers:
        at_queue = worker.process == inside.reader or worker.process in inside.waiting
        if not at_queue and worker.role not in {Role.CONSUMER, Role.RELAY}:
            continue
        if worker.ended_ns is None:
            held = max(0, worker.taken - worker.done) if inside.unfinished is not None else 0
            is_reader = worker.process == inside.reader
            rows.append(
                ProcessRow(worker.name, held, _receiver_words(worker, inside), is_reader, False)
            )
    return rows


def _receiver_words(worker: WorkerView, inside: Inside) -> str:
    if worker.process == inside.reader:
        is_reading = inside.reading_bytes or inside.in_pipe
        return say(_RECEIVER["reading" if is_reading else "idle"])
    if worker.process in inside.waiting:
        return say(_RECEIVER["locked"])
    has_item = inside.unfinished is not None and worker.taken > worker.done
    return say(_RECEIVER["hands" if has_item else "away"])


def pipe_items(inside: Inside) -> str:
    """How many items are in the pipe."""
    if max(inside.reading_bytes, *(sender.writing_bytes for sender in inside.senders), 0):
        return say(QT_TRANSLATE_NOOP("XRay", "one item in pieces"))
    if inside.in_pipe == 1:
        return say(QT_TRANSLATE_NOOP("XRay", "1 item"))
    return say(QT_TRANSLATE_NOOP("XRay", "{} items")).format(inside.in_pipe)


def pipe_bytes(inside: Inside) -> str:
    """How many bytes of the program's own are in the pipe, and how many would fit."""
    pipe = inside.pipe
    if pipe is None:
        return say(QT_TRANSLATE_NOOP("XRay", "bytes not counted"))
    own = byte_size(pipe.own_bytes)
    if not pipe.own_capacity_bytes or pipe.own_bytes > pipe.own_capacity_bytes:
        return own
    return say(QT_TRANSLATE_NOOP("XRay", "{size} of {room}")).format(
        size=own, room=byte_size(pipe.own_capacity_bytes)
    )


def slots(free: int | None, maxsize: int) -> str:
    """What the semaphore says."""
    if free is None:
        return say(QT_TRANSLATE_NOOP("XRay", "no bound: put never waits for a slot"))
    text = say(QT_TRANSLATE_NOOP("XRay", "semaphore: {free} of {all} slots free"))
    return text.format(free=free, all=maxsize)


def unfinished(inside: Inside) -> str:
    """What join() waits for; "" where there is no such thing."""
    if inside.unfinished is None:
        return ""
    text = say(QT_TRANSLATE_NOOP("XRay", "unfinished: {count}, in hands: {hands}"))
    return text.format(count=inside.unfinished, hands=inside.in_hands)


def description(inside: Inside, queue: QueueView, snapshot: Snapshot) -> str:
    """The whole picture in words, for a screen reader."""
    names = {worker.process: worker.name for worker in snapshot.workers}
    nobody = say(QT_TRANSLATE_NOOP("XRay", "nobody"))
    told = [
        say(QT_TRANSLATE_NOOP("XRay", "{queue}: in buffers {buffered}, in the pipe {pipe}")).format(
            queue=queue.name, buffered=inside.buffered, pipe=inside.in_pipe
        ),
        say(QT_TRANSLATE_NOOP("XRay", "bytes in the pipe: {}")).format(pipe_bytes(inside)),
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

"""What the scene says: short, active, in the learner's language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from engine.model.snapshot import QueueView, Role, State, WorkerView
from gui.common.naming import failure_name
from gui.common.units import count
from gui.common.wording import OWN_CODE, state_in_words
from gui.scene.place import Place

TENTH_NS = 100_000_000


def doing(worker: WorkerView, queue: QueueView, item: str) -> str:
    """What a worker does, as a sentence without its name.

    Args:
        worker: who.
        queue: the queue shown.
        item: what it has in its hands, in words, or "".
    """
    if worker.state is State.BUSY:
        return _busy(worker, item)
    if worker.state in {State.PUT_WAIT, State.GET_WAIT}:
        return _waiting(worker, queue)
    if worker.state is State.JOINING:
        return joining(worker, queue)
    if worker.state is State.FAILED and worker.failure is not None:
        return failure_name(worker)
    return {
        State.PAUSED: QCoreApplication.translate("Scene", "paused"),
        State.FAILED: QCoreApplication.translate("Scene", "failed"),
        State.ENDED: QCoreApplication.translate("Scene", "has ended"),
    }.get(worker.state, "")


def _busy(worker: WorkerView, item: str) -> str:
    if item and worker.role is Role.CONSUMER:
        return QCoreApplication.translate("Scene", "eats {}").format(item)
    if item:
        return QCoreApplication.translate("Scene", "works on {}").format(item)
    if worker.role is Role.PRODUCER and worker.product:
        return QCoreApplication.translate("Scene", "makes {}").format(worker.product)
    if worker.role in OWN_CODE:
        return state_in_words(worker)
    return QCoreApplication.translate("Scene", "works")


def _waiting(worker: WorkerView, queue: QueueView) -> str:
    is_put = worker.state is State.PUT_WAIT
    if worker.waits_at not in {-1, queue.index}:
        return QCoreApplication.translate("Scene", "waits at another queue")
    if is_put and 0 < queue.maxsize <= queue.depth:
        return QCoreApplication.translate("Scene", "waits: the queue is full")
    if not is_put and not queue.depth:
        return QCoreApplication.translate("Scene", "waits: the queue is empty")
    if is_put:
        return QCoreApplication.translate("Scene", "waits for its turn to put")
    return QCoreApplication.translate("Scene", "waits for its turn to get")


def briefly(worker: WorkerView, queue: QueueView, item: str, text: str) -> str:
    """The same as `text` where there is little room; the dish itself is seen anyway."""
    is_here = worker.waits_at in {-1, queue.index}
    if worker.state is State.BUSY and item and worker.role is Role.CONSUMER:
        return QCoreApplication.translate("Scene", "eats")
    if worker.state is State.BUSY and worker.role is Role.PRODUCER and worker.product:
        return QCoreApplication.translate("Scene", "cooks")
    if worker.state is State.PUT_WAIT and is_here and 0 < queue.maxsize <= queue.depth:
        return QCoreApplication.translate("Scene", "queue is full")
    if worker.state is State.GET_WAIT and is_here and not queue.depth:
        return QCoreApplication.translate("Scene", "queue is empty")
    if worker.state is State.JOINING and worker.waits_at == queue.index:
        return QCoreApplication.translate("Scene", "{} unfinished").format(queue.unfinished)
    if worker.state is State.JOINING and worker.waits_for:
        return QCoreApplication.translate("Scene", "blocked in join: {}").format(worker.waits_for)
    return text


def joining(worker: WorkerView, queue: QueueView) -> str:
    """For whom the main program waits."""
    if worker.waits_at >= 0 and worker.waits_at == queue.index and queue.unfinished:
        return QCoreApplication.translate("Scene", "waits in {}.join(): {} unfinished").format(
            queue.name, queue.unfinished
        )
    if worker.waits_at >= 0:
        return QCoreApplication.translate("Scene", "waits in {}.join()").format(worker.waits_for)
    if worker.waits_for:
        return QCoreApplication.translate("Scene", "waits in join() for {}").format(
            worker.waits_for
        )
    return QCoreApplication.translate("Scene", "waits in join()")


def lasting(since_ns: int, now_ns: int) -> str:
    """How long it has lasted, in tenths: "1.2 s"; "" for less than half a second."""
    tenths = max(0, now_ns - since_ns) // TENTH_NS
    if tenths < 5:
        return ""
    if tenths >= 600:
        return f"{tenths // 600}:{tenths % 600 // 10:02d} min"
    return f"{tenths / 10:.1f} s"


def rate(value: float) -> str:
    """Items a second, two digits or whole."""
    if not value:
        return "0 /s"
    return f"{value:.1f} /s" if value < 10 else f"{count(value)} /s"


def crowd(workers: list[WorkerView]) -> str:
    """What many workers do, counted: "12 work, 8 wait"."""
    busy = sum(worker.state is State.BUSY for worker in workers)
    waits = {State.PUT_WAIT, State.GET_WAIT, State.JOINING}
    waiting = sum(worker.state in waits for worker in workers)
    failed = sum(worker.state is State.FAILED for worker in workers)
    paused = sum(worker.state is State.PAUSED for worker in workers)
    told = [
        (busy, QCoreApplication.translate("Scene", "{} work")),
        (waiting, QCoreApplication.translate("Scene", "{} wait")),
        (paused, QCoreApplication.translate("Scene", "{} paused")),
        (failed, QCoreApplication.translate("Scene", "{} failed")),
    ]
    return QCoreApplication.translate("Scene", ", ").join(
        text.format(number) for number, text in told if number
    )


def filling(queue: QueueView) -> str:
    """How full it is: "7 / 10"."""
    limit = count(queue.maxsize) if queue.maxsize else "∞"
    return f"{count(queue.depth)} / {limit}"


def heading(queue: QueueView, *, several: bool) -> str:
    """What stands over the places: kind, depth and limit."""
    name = f"{queue.name} · {queue.kind}" if several else queue.kind
    return f"{name}   {filling(queue)}"


def sides(producers: int, consumers: int) -> tuple[str, str]:
    """What stands over the people: what they are, and how many."""
    return (
        QCoreApplication.translate("Scene", "Producers · {}").format(producers),
        QCoreApplication.translate("Scene", "Consumers · {}").format(consumers),
    )


def more(number: int) -> str:
    """Items that are there and not drawn."""
    return QCoreApplication.translate("Scene", "{} more").format(count(number))


def invitation() -> str:
    """What to do when there is nothing."""
    return QCoreApplication.translate(
        "Scene", "Press Start: producers, the queue and consumers come to life here"
    )


def whereabouts(place: Place) -> str:
    """Where an item is."""
    return {
        Place.OFFERED: QCoreApplication.translate("Scene", "is being put: there is no free place"),
        Place.QUEUE: QCoreApplication.translate("Scene", "waits in the queue"),
        Place.HAND: QCoreApplication.translate("Scene", "has been taken and is not finished"),
    }[place]

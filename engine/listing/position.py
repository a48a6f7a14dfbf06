"""Where in the listing a worker is now, told by its measured state and by nothing else."""

from __future__ import annotations

from engine.listing.writer import Does
from engine.model.snapshot import Role, Snapshot, State, WorkerView

_GONE = frozenset({State.ENDED, State.FAILED, State.ABSENT})


def position(worker: WorkerView, snapshot: Snapshot) -> Does | None:
    """What the line does that the worker is at; None when it is at none.

    Being busy is being at work, held by a pause is being at the next queue operation.
    """
    if worker.state in _GONE:
        return None
    if worker.role is Role.MAIN:
        return _of_main(worker, snapshot)
    if worker.role is Role.PRODUCER:
        return {
            State.BUSY: Does.WORK,
            State.PUT_WAIT: Does.PUT,
            State.PAUSED: Does.PUT,
        }.get(worker.state)
    if worker.role is Role.CONSUMER:
        return _of_consumer(worker, snapshot)
    return None


def _of_main(worker: WorkerView, snapshot: Snapshot) -> Does | None:
    if worker.state is State.JOINING:
        if worker.waits_for in {queue.name for queue in snapshot.queues}:
            return Does.JOIN_QUEUE
        awaited = {other.name: other.role for other in snapshot.workers}.get(worker.waits_for)
        return Does.JOIN_CONSUMERS if awaited is Role.CONSUMER else Does.JOIN_PRODUCERS
    if worker.state is State.PUT_WAIT or worker.put:
        return Does.PUT_SENTINELS
    return Does.START


def _of_consumer(worker: WorkerView, snapshot: Snapshot) -> Does | None:
    is_joinable = any(queue.kind == "JoinableQueue" for queue in snapshot.queues)
    has_item = worker.taken > worker.done if is_joinable else worker.taken > 0
    if worker.state is State.BUSY:
        return Does.WORK if has_item else Does.GET
    if worker.state is State.PAUSED:
        return Does.DONE if is_joinable and has_item else Does.GET
    return Does.GET if worker.state is State.GET_WAIT else None

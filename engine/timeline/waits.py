"""Turns finished waits (SPANS) and instants (MARKS) into lanes, blocked spans and event rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from engine.model.snapshot import EventCode
from engine.observe import wire
from engine.timeline.columns import distinct
from engine.timeline.events import Rows, make_rows
from engine.timeline.lanes import STATE_OF_WAIT
from engine.timeline.workers import FIRST_MARK, OpenWait, Worker

if TYPE_CHECKING:
    import numpy.typing as npt

    from engine.timeline.queues import QueueTrack

LAST_MARK = 64  # no code is as high
SHOWN_NS = 1_000_000  # a shorter wait at a queue is no line of the log

EVENT_OF_WAIT = {
    wire.PUT_WAIT: EventCode.PUT_WAIT,
    wire.GET_WAIT: EventCode.GET_WAIT,
    wire.JOIN_QUEUE: EventCode.JOIN_QUEUE,
    wire.JOIN_PROCESS: EventCode.JOIN_PROCESS,
}
EVENT_OF_MARK = {
    wire.FULL: EventCode.FULL,
    wire.EMPTY: EventCode.EMPTY,
    wire.CLOSED: EventCode.CLOSED,
    wire.DONE_TOO_OFTEN: EventCode.DONE_TOO_OFTEN,
    wire.JOIN_IMMEDIATE: EventCode.JOINED,
}
_STATES = np.zeros(FIRST_MARK, np.int8)
_STATES[list(STATE_OF_WAIT)] = list(STATE_OF_WAIT.values())


def take_spans(worker: Worker, queue: QueueTrack | None, spans: Rows) -> list[Rows]:
    """Finished waits of one worker, at one queue or (None) at none."""
    codes = spans["code"]
    states = _STATES[np.minimum(codes, FIRST_MARK - 1)]
    is_known = (states > 0) & (spans["end_ns"] >= spans["start_ns"])
    if not is_known.all():
        spans, codes, states = spans[is_known], codes[is_known], states[is_known]
    worker.lane.add(spans["start_ns"], spans["end_ns"], states)
    rows: list[Rows] = []
    found = distinct(codes)
    for code in found:
        mine = spans[codes == code] if len(found) > 1 else spans
        ended_ns = int(mine["end_ns"].max())
        worker.waited_ns[code] = max(ended_ns, worker.waited_ns.get(code, -1))
        if queue is not None and code in queue.blocked:
            queue.blocked[code].add(mine["start_ns"], mine["end_ns"])
        rows += _rows_of_spans(worker, queue.index if queue is not None else -1, code, mine)
    return rows


def take_marks(worker: Worker, queue: QueueTrack | None, marks: Rows) -> list[Rows]:
    """Instants, and waits that have begun: few, for what is frequent has its own frames."""
    rows: list[Rows] = []
    index = queue.index if queue is not None else -1
    marks = marks[marks["code"] < LAST_MARK]
    codes = marks["code"]
    for code in distinct(codes):
        mine = marks[codes == code]
        event = EVENT_OF_MARK.get(code)
        if event is not None:
            if event is EventCode.DONE_TOO_OFTEN:
                worker.too_often[index] = worker.too_often.get(index, 0) + len(mine)
            worker.acted_ns = max(worker.acted_ns, int(mine["at_ns"].max()))
            arguments = mine["argument"].astype(np.int64)
            rows.append(_rows(event, worker, index, mine["at_ns"], arguments))
    for at_ns, code, argument in marks[codes < FIRST_MARK].tolist():
        if code in STATE_OF_WAIT:
            rows += begin_wait(worker, OpenWait(code, at_ns, argument, index))
    return rows


def begin_wait(worker: Worker, wait: OpenWait) -> list[Rows]:
    """A wait has begun, long enough ago to be worth telling."""
    if worker.wait is None or wait.since_ns >= worker.wait.since_ns:
        worker.wait = wait
    event = EVENT_OF_WAIT.get(wait.code)
    if event is None or (wait.code, wait.since_ns) in worker.announced:
        return []
    worker.announced.add((wait.code, wait.since_ns))
    at_ns, arguments = np.array([wait.since_ns]), np.array([wait.argument])
    return [_rows(event, worker, wait.queue, at_ns, arguments)]


def end_wait(worker: Worker, queues: list[QueueTrack]) -> None:
    """The worker's stream has ended: what it waited in, it waited in to its end."""
    wait, ended_ns = worker.open_wait, worker.stream_end_ns
    worker.wait = None
    if worker.end is not None:
        ended_ns = worker.end.at_ns
    if wait is None or ended_ns is None or ended_ns <= wait.since_ns:
        return
    starts, ends = np.array([wait.since_ns]), np.array([ended_ns])
    worker.lane.add(starts, ends, _STATES[[wait.code]])
    if wait.queue >= 0 and wait.code in queues[wait.queue].blocked:
        queues[wait.queue].blocked[wait.code].add(starts, ends)


def _rows_of_spans(worker: Worker, queue: int, code: int, spans: Rows) -> list[Rows]:
    event = EVENT_OF_WAIT.get(code)
    if event is None:
        return []
    if event in {EventCode.PUT_WAIT, EventCode.GET_WAIT}:
        spans = spans[spans["end_ns"] - spans["start_ns"] >= SHOWN_NS]
        ended: list[Rows] = []
    else:
        arguments = spans["argument"].astype(np.int64)
        ended = [_rows(EventCode.JOINED, worker, queue, spans["end_ns"], arguments)]
    if worker.announced and len(spans):
        keys = [(code, start_ns) for start_ns in spans["start_ns"].tolist()]
        is_news = np.array([key not in worker.announced for key in keys], bool)
        worker.announced.difference_update(keys)
        spans = spans[is_news]
    arguments = spans["argument"].astype(np.int64)
    return [_rows(event, worker, queue, spans["start_ns"], arguments), *ended]


def _rows(
    event: EventCode,
    worker: Worker,
    queue: int,
    at_ns: npt.NDArray[np.int64],
    arguments: npt.NDArray[np.int64],
) -> Rows:
    return make_rows(
        event,
        at_ns,
        count=len(at_ns),
        worker=worker.process,
        queue=queue,
        argument=arguments,
    )

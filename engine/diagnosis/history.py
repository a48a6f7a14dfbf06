"""How long workers were in their own code from one act at a queue to what came next.

events   ---- put, taken, done of each worker --+--> where a stint begins, and with which act
lanes    ---- waits of each worker -------------+--> where it ends: the next act, or the next wait

Looked up when somebody asks, from the columns that the timeline keeps anyway.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from engine.model.snapshot import EventColumns, EventTable, WorkerView
    from engine.model.system_state import SystemState

MOST_ROWS = 200_000  # the latest of the run: older ones are not looked at
BUSY = 0  # the timeline's State


class Act(IntEnum):
    """What a worker does at a queue: the timeline's EventCodes of it."""

    PUT = 1
    TAKEN = 2
    DONE = 3


class LastAct(NamedTuple):
    """The latest act of one worker, and since when its stint counts."""

    act: Act
    at_ns: int
    queue: int
    producer: int  # of the item, -1: not known
    sequence: int


def latest_rows(events: EventTable) -> EventColumns:
    """The events that are looked at."""
    return events.columns(max(0, len(events) - MOST_ROWS), len(events))


def last_act(rows: EventColumns, worker: WorkerView, system: SystemState) -> LastAct | None:
    """What a worker did last; None when it has waited since, or nothing is known."""
    mine = np.flatnonzero(_are_acts(rows, worker.process))
    if not len(mine):
        return None
    row = mine[-1]
    at_ns = int(rows.at_ns[row])
    if worker.state != BUSY or worker.since_ns > at_ns:
        return None
    since_ns = max(at_ns, system.paces[-1][0] if system.paces else 0)
    return LastAct(
        Act(int(rows.code[row])),
        since_ns,
        int(rows.queue[row]),
        int(rows.producer[row]),
        int(rows.sequence[row]),
    )


def finished_ns(
    rows: EventColumns, workers: Sequence[WorkerView], act: Act, system: SystemState
) -> npt.NDArray[np.int64]:
    """Durations of the finished stints of these workers that began with such an act.

    And of those that began with none: at the worker's beginning, or after a wait that brought
    nothing. They may hold the first making of an item. Where the run's pace was another one, they
    are told as they would be at the present pace.
    """
    first_ns = int(rows.at_ns[0]) if len(rows.at_ns) >= MOST_ROWS else 0
    found = [_stints(rows, worker, act, first_ns) for worker in workers]
    begins, lengths = (np.concatenate(each) for each in zip(*found, strict=True))
    return _at_present_pace(system.paces, begins, lengths)


def _stints(
    rows: EventColumns, worker: WorkerView, act: Act, first_ns: int
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Beginnings and lengths of one worker's."""
    is_act = _are_acts(rows, worker.process)
    acts_ns, codes = rows.at_ns[is_act], rows.code[is_act]
    starts_ns, states = worker.lane.starts_ns, worker.lane.states
    free_ns = starts_ns[(states == BUSY) & (starts_ns >= first_ns)]
    cuts_ns = np.union1d(acts_ns, starts_ns)
    begins_ns = np.concatenate([acts_ns[codes == act], np.setdiff1d(free_ns, acts_ns)])
    ends = np.searchsorted(cuts_ns, begins_ns, side="right")
    is_finished = ends < len(cuts_ns)
    begins_ns, ends = begins_ns[is_finished], ends[is_finished]
    return begins_ns, cuts_ns[ends] - begins_ns


def _at_present_pace(
    paces: Sequence[tuple[int, float]],
    begins_ns: npt.NDArray[np.int64],
    lengths_ns: npt.NDArray[np.int64],
) -> npt.NDArray[np.int64]:
    if len(paces) < 2:
        return lengths_ns
    times_ns, scales = np.array([at_ns for at_ns, _ in paces]), np.array([s for _, s in paces])
    places = np.maximum(np.searchsorted(times_ns, begins_ns, side="right") - 1, 0)
    told: npt.NDArray[np.int64] = (lengths_ns * scales[places] / scales[-1]).astype(np.int64)
    return told


def _are_acts(rows: EventColumns, process: int) -> npt.NDArray[np.bool_]:
    is_act: npt.NDArray[np.bool_] = (rows.worker == process) & (rows.code <= Act.DONE)
    return is_act

"""Slow, not stuck: a worker that is stopped, busy or hangs, and arrivals that exceed service."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import TYPE_CHECKING

from engine.diagnosis.lock_ownership import Part
from engine.diagnosis.service_times import ServiceTimes
from engine.diagnosis.standstill import spots_of, stands_outside, standstill
from engine.diagnosis.wait_graph import Graph
from engine.model.diagnosis_input import DiagnosisInput
from engine.model.findings import Finding, FindingKind, Severity
from engine.model.system_state import SystemState
from engine.model.wait_for import NodeKind
from engine.observe.board import CONDITION_WAIT
from engine.observe.wire import GET_WAIT, JOIN_QUEUE

if TYPE_CHECKING:
    from engine.model.snapshot import QueueView

WINDOW_NS = 3_000_000_000
LEAST_RISE = 5  # items within the window
FULL_SHARE = 0.9  # of the slots
BLOCKED_SHARE = 0.5  # of the window in which somebody waited in put
BUSY_NS = 1_000_000_000
LONG_BUSY_NS = 8_000_000_000  # whoever waits for so long wants to know for whom


class SlowRules:
    """Remembers what a few seconds of a run looked like."""

    def __init__(self) -> None:
        """Nothing is known."""
        self._first_ns: dict[tuple[object, ...], int] = {}
        self._depths: dict[int, deque[tuple[int, int]]] = {}  # of each queue: time, depth
        self._stints = ServiceTimes()

    def first_seen_ns(self, key: tuple[object, ...], at_ns: int) -> int:
        """When such a finding was first made, without a break since."""
        return self._first_ns.setdefault(key, at_ns)

    def forget(self, key: tuple[object, ...]) -> None:
        """It is not made any more."""
        self._first_ns.pop(key, None)

    def findings(self, case: DiagnosisInput, graph: Graph) -> list[Finding]:
        """All that is slow now."""
        hanging = [*self._stints.findings(case), *standstill(case, graph)]
        named = {p for finding in hanging for p in (*finding.who, *finding.waiting)}
        return [
            *_stopped(case),
            *_holders(case, graph),
            *hanging,
            *(finding for finding in _busy(case, graph) if not named & set(finding.who)),
            *self._overloads(case),
        ]

    def _overloads(self, case: DiagnosisInput) -> Iterator[Finding]:
        for queue in case.queues:
            at_ns = case.system.at_ns
            depths = self._depths.setdefault(queue.index, deque())
            depths.append((at_ns, queue.depth))
            while at_ns - depths[0][0] > WINDOW_NS:
                depths.popleft()
            living = [p for p in case.takers(queue.index) if _is_at_work(case, p)]
            is_whole = at_ns - depths[0][0] > 0.9 * WINDOW_NS
            if living and is_whole and (_grows(depths, queue) or _is_jammed(case, queue)):
                yield _overload(case, queue, living)


def _is_at_work(case: DiagnosisInput, process: int) -> bool:
    """Whether it lives, and does more than wait in get."""
    system = case.system
    if process not in system.alive:
        return False
    waits = system.process_states[process].state == GET_WAIT and system.is_still(process)
    return not waits and not system.process_states[process].is_stopped


def _grows(depths: deque[tuple[int, int]], queue: QueueView) -> bool:
    first, middle, last = depths[0][1], depths[len(depths) // 2][1], depths[-1][1]
    rises = last - first >= LEAST_RISE and first <= middle <= last
    return rises and queue.in_per_s > 1.1 * queue.out_per_s


def _is_jammed(case: DiagnosisInput, queue: QueueView) -> bool:
    """Back-pressure: the queue is full, and producers wait most of the time."""
    is_full = queue.maxsize and queue.depth >= FULL_SHARE * queue.maxsize
    if not is_full or not queue.in_per_s:
        return False
    now_ns = case.system.at_ns
    shares = queue.put_blocked.shares(now_ns - WINDOW_NS, now_ns, 1)
    return bool(float(shares[0]) >= BLOCKED_SHARE)


def _overload(case: DiagnosisInput, queue: QueueView, consumers: list[int]) -> Finding:
    return Finding(
        FindingKind.OVERLOAD,
        Severity.INFO if queue.maxsize else Severity.WARNING,
        case.system.at_ns - WINDOW_NS,
        queue=queue.index,
        who=tuple(sorted(consumers)),
        texts={"bound": "bounded" if queue.maxsize else "unbounded"},
        numbers={
            "in_per_s": queue.in_per_s,
            "out_per_s": queue.out_per_s,
            "depth": queue.depth,
            "maxsize": queue.maxsize,
            "consumers": len(consumers),
        },
    )


def _stopped(case: DiagnosisInput) -> Iterator[Finding]:
    for process in case.system.alive:
        process_state = case.system.process_states[process]
        if process_state.is_stopped:
            since_ns = case.system.at_ns - case.system.still_ns[process]
            numbers = {"pid": process_state.pid}
            yield Finding(
                FindingKind.WORKER_STOPPED,
                Severity.WARNING,
                since_ns,
                who=(process,),
                numbers=numbers,
            )


def _holders(case: DiagnosisInput, graph: Graph) -> Iterator[Finding]:
    """Who lives, has a lock that others want, and has not moved for a while, though he could."""
    system = case.system
    for process in system.alive:
        process_state = system.process_states[process]
        if not system.is_still(process) or process_state.is_stopped:
            continue
        for index in range(len(system.queues)):
            part = _held_idly(system, process, index)
            waiting = _wanting(graph, part, index) - {process} if part is not None else None
            if part is not None and waiting:
                yield Finding(
                    FindingKind.LOCK_HELD,
                    Severity.WARNING,
                    system.at_ns - system.still_ns[process],
                    queue=index,
                    who=(process,),
                    waiting=tuple(sorted(waiting)),
                    numbers={"pid": process_state.pid},
                    texts={"lock": part},
                )


def _wanting(graph: Graph, part: Part, index: int) -> set[int]:
    return {
        process
        for process, (kind, queue) in graph.waits.items()
        if queue == index and kind in _WANT[part] and graph.system.is_still(process)
    }


_WANT = {
    Part.READ: {NodeKind.READ_LOCK},
    Part.WRITE: {NodeKind.ITEMS, NodeKind.WRITE_LOCK, NodeKind.TASKS},
    Part.CONDITION: {NodeKind.CONDITION},
}


def _held_idly(system: SystemState, process: int, queue: int) -> Part | None:
    """The lock that it has although nothing keeps it from going on."""
    process_state, words = system.process_states[process], system.of(process, queue)
    is_here = system.places[process] == queue
    if process_state.is_reading and is_here and system.in_pipe(queue):
        return Part.READ
    if words.is_writing and not system.in_pipe(queue):
        return Part.WRITE
    if words.in_condition and process_state.state not in {JOIN_QUEUE, CONDITION_WAIT}:
        return Part.CONDITION
    return None


def _busy(case: DiagnosisInput, graph: Graph) -> Iterator[Finding]:
    """Everybody waits, and has for a while, but one."""
    system = case.system
    outside = [p for p in system.alive if stands_outside(system, graph, p)]
    working = [p for p in system.alive if p not in graph.waits and p not in outside]
    waiting = [p for p in graph.waits if system.is_still(p)] + outside
    if len(working) != 1 or not waiting or len(working) + len(waiting) != len(system.alive):
        return
    (process,) = working
    process_state = system.process_states[process]
    if process_state.is_stopped or process_state.is_timed:
        return
    worker = case.worker(process)
    since_ns = worker.since_ns if worker is not None else system.at_ns
    if system.at_ns - since_ns < BUSY_NS:
        return
    yield Finding(
        FindingKind.WORKER_BUSY,
        Severity.WARNING if system.at_ns - since_ns > LONG_BUSY_NS else Severity.INFO,
        since_ns,
        who=(process,),
        waiting=tuple(sorted(waiting)),
        items=case.in_hands(process)[-1:],
        numbers={"seconds": (system.at_ns - since_ns) / 1e9, "pid": process_state.pid},
        texts={"pace": _pace(system, process)},
        spots=spots_of(system, [process]),
    )


def _pace(system: SystemState, process: int) -> str:
    if not system.is_still(process):
        return "computing"
    return "there" if process in system.spots else "asleep"

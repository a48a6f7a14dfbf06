"""Nothing moves, and what is waited for is no queue: a lock, an Event, a Pipe, a result.

The wait-for graph judges waits at queues and for locks. Where the rest stands still too, each by
itself may be meant to: a server waits for a signal. Together they are worth a word, with the line
at which each stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from engine.diagnosis.damage import POOL_WORKER, failed_processes
from engine.diagnosis.wait_graph import Graph
from engine.model.diagnosis_input import DiagnosisInput
from engine.model.findings import MOST_ITEMS, Finding, FindingKind, Severity
from engine.model.stack_positions import ProcessPosition
from engine.model.system_state import SystemState

MOST_FAILURES = 3


def standstill(case: DiagnosisInput, graph: Graph) -> Iterator[Finding]:
    """At most one finding: that nobody moves though not all are stuck for good."""
    system = case.system
    outside = [process for process in system.alive if stands_outside(system, graph, process)]
    waiting = [p for p in graph.waits if p not in outside and system.is_still(p)]
    is_all = len(outside) + len(waiting) == len(system.alive) > 1
    if not outside or not is_all:
        return
    able = {process for process in system.alive if _can_act_by_itself(system, process)}
    lost = _lost_tasks(case, outside)
    if lost is not None and able <= set(lost.waiting):  # no thread of who waits brings a result
        yield lost
    if lost is not None or able:
        return
    yield Finding(
        FindingKind.STANDSTILL,
        Severity.WARNING,
        max(system.spots[process].at_ns for process in outside),
        who=tuple(sorted(outside)),
        waiting=tuple(sorted(waiting)),
        spots=spots_of(system, outside),
        failures=failed_processes(case, system.dead)[:MOST_FAILURES],
    )


def _lost_tasks(case: DiagnosisInput, outside: Iterable[int]) -> Finding | None:
    """A Pool's worker died with a task in hand, and its result is waited for."""
    spots = case.system.spots
    waiting = [process for process in outside if spots[process].is_for_pool]
    tasks = {
        worker.process: items
        for worker in case.workers
        if worker.kind.endswith(POOL_WORKER)
        and worker.failure is not None
        and (items := case.in_hands(worker.process))
    }
    if not waiting or not tasks:
        return None
    return Finding(
        FindingKind.RESULT_LOST,
        Severity.CRITICAL,
        max(spots[process].at_ns for process in waiting),
        who=tuple(sorted(tasks)),
        waiting=tuple(sorted(waiting)),
        items=tuple(item for items in tasks.values() for item in items)[:MOST_ITEMS],
        spots=spots_of(case.system, waiting),
    )


def spots_of(system: SystemState, processes: Iterable[int]) -> tuple[ProcessPosition, ...]:
    """Where these stand, those of whom that is known, and who has what they wait for."""
    found = []
    for process in sorted(processes):
        if (spot := system.spots.get(process)) is not None:
            lock = system.own_lock(process)
            holders = system.holders(lock) if lock >= 0 else ()
            others = sorted((p for p in holders if p in system.alive), key=process.__eq__)
            spot = spot if lock < 0 else replace(spot, lock=system.own_locks[lock])
            found.append(ProcessPosition(process, spot, others[0] if others else -1))
    return tuple(found)


def stands_outside(system: SystemState, graph: Graph, process: int) -> bool:
    """Whether it waits without a timeout for something that is at no queue."""
    is_outside = process not in graph.waits and system.is_endless(process)
    return is_outside and system.is_still(process)


def _can_act_by_itself(system: SystemState, process: int) -> bool:
    process_state = system.process_states[process]
    return bool(process_state.threads or process_state.is_stopped or process_state.is_timed)

"""Nothing moves, and what is waited for is no queue: a lock, an Event, a Pipe, a result.

The wait-for graph judges waits at queues and for locks. Where the rest stands still too, each by
itself may be meant to: a server waits for a signal. Together they are worth a word, with the line
at which each stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from engine.diagnosis.case import Case
from engine.diagnosis.ends import POOL_WORKER
from engine.diagnosis.situation import Situation
from engine.diagnosis.spots import At
from engine.diagnosis.wait_graph import Graph
from engine.model.findings import MOST_ITEMS, Finding, FindingKind, Severity


def standstill(case: Case, graph: Graph) -> Iterator[Finding]:
    """At most one finding: that nobody moves though not all are stuck for good."""
    situation = case.situation
    outside = [process for process in situation.alive if _stands_outside(situation, graph, process)]
    waiting = [p for p in graph.waits if p not in outside and situation.is_still(p)]
    is_all = len(outside) + len(waiting) == len(situation.alive) > 1
    is_any = any(_can_act_by_itself(situation, process) for process in situation.alive)
    if not outside or not is_all or is_any:
        return
    lost = _lost_tasks(case, outside)
    if lost is not None:
        yield lost
        return
    yield Finding(
        FindingKind.STANDSTILL,
        Severity.WARNING,
        max(situation.spots[process].at_ns for process in outside),
        who=tuple(sorted(outside)),
        waiting=tuple(sorted(waiting)),
        spots=spots_of(situation, outside),
    )


def _lost_tasks(case: Case, outside: Iterable[int]) -> Finding | None:
    """A Pool's worker died with a task in hand, and its result is waited for."""
    spots = case.situation.spots
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
        spots=spots_of(case.situation, waiting),
    )


def spots_of(situation: Situation, processes: Iterable[int]) -> tuple[At, ...]:
    """Where these stand, those of whom that is known, and who has what they wait for."""
    found = []
    for process in sorted(processes):
        if (spot := situation.spots.get(process)) is not None:
            lock = situation.own_lock(process)
            holders = situation.holders(lock) if lock >= 0 else ()
            others = sorted((p for p in holders if p in situation.alive), key=process.__eq__)
            spot = spot if lock < 0 else replace(spot, lock=situation.own_locks[lock])
            found.append(At(process, spot, others[0] if others else -1))
    return tuple(found)


def _stands_outside(situation: Situation, graph: Graph, process: int) -> bool:
    is_outside = process not in graph.waits and situation.is_endless(process)
    return is_outside and situation.is_still(process)


def _can_act_by_itself(situation: Situation, process: int) -> bool:
    standing = situation.standings[process]
    return bool(standing.threads or standing.is_stopped or standing.is_timed)

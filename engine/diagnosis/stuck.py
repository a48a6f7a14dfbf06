"""Who can never go on, and why: one finding for each cause, none for its consequences.

Causes are looked for from the most certain on: locks of the dead, then what is known by name, then
circles without one. Whoever waits for somebody whom a finding has explained belongs to it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from engine.diagnosis.damage import failed_processes
from engine.diagnosis.lock_ownership import Orphan, Part, find_misread
from engine.diagnosis.standstill import spots_of
from engine.diagnosis.wait_graph import Graph
from engine.model.diagnosis_input import DiagnosisInput
from engine.model.exits import VANISHED
from engine.model.findings import MOST_ITEMS, Finding, FindingKind, Severity
from engine.model.wait_for import NodeKind

MOST_FAILURES = 3
MOST_LOOKED_AT = 100  # items, of each process

_ORPHANS = {
    Part.READ: FindingKind.READ_LOCK_ORPHANED,
    Part.WRITE: FindingKind.WRITE_LOCK_ORPHANED,
    Part.CONDITION: FindingKind.CONDITION_ORPHANED,
}
_WANT = {
    Part.READ: {NodeKind.READ_LOCK, NodeKind.ITEMS},
    Part.WRITE: {NodeKind.WRITE_LOCK, NodeKind.PIPE, NodeKind.ITEMS},
    Part.CONDITION: {NodeKind.CONDITION, NodeKind.TASKS},
}


def stuck_findings(case: DiagnosisInput, graph: Graph) -> list[Finding]:
    """All causes by which somebody is stuck, or will be."""
    return _Reasoning(case, graph).all()


class _Reasoning:
    """One case's; rules take turns, each explains some of those who are stuck."""

    def __init__(self, case: DiagnosisInput, graph: Graph) -> None:
        self.case, self.graph, self.system = case, graph, graph.system
        self.stuck = frozenset(graph.stuck)
        self.left = set(self.stuck)
        self.found: list[Finding] = []

    def all(self) -> list[Finding]:
        """Every rule, in order."""
        self._orphans()
        self._misread()
        self._dead_joiners()
        self._own_locks()
        queues = range(len(self.system.queues))
        for rule in (self._unsent, self._tasks, self._slots, self._items, self._heaps):
            for queue in queues:
                rule(queue)
        waits = self.graph.waits
        self._circle({p for p in self.left if waits[p][0] is not NodeKind.PROCESS})
        self._follow()
        self._circle(self.left)
        return self.found

    def _circle(self, waiting: set[int]) -> None:
        """What has no other name. Who only joins is left to `_follow`, where there are others."""
        if not waiting:
            return
        is_locks = all(self.graph.waits[p][0] is NodeKind.OWN_LOCK for p in waiting)
        self._add(
            FindingKind.DEADLOCK,
            -1,
            waiting=waiting,
            texts={"circle": "locks" if is_locks else "queues"},
            spots=spots_of(self.system, waiting),
        )

    # -- locks of the dead ----------------------------------------------------------------------

    def _orphans(self) -> None:
        for orphan in self.graph.orphans:
            waiting = self._waiters(orphan.queue, _WANT[orphan.part])
            if orphan.is_torn:
                waiting |= self._readers(orphan.queue)
            kind = FindingKind.TORN_MESSAGE if orphan.is_torn else _ORPHANS[orphan.part]
            self._add(
                kind,
                orphan.queue,
                who=(orphan.process,),
                waiting=waiting,
                numbers={"pid": orphan.pid, "bytes": orphan.torn_bytes},
                texts={"side": orphan.part.value, "died": self._died_by(orphan.process)},
                since_ns=_died_ns(self.case, orphan),
            )

    def _died_by(self, process: int) -> str:
        """How the holder of a lock died: as a key of `phrases.DIED`."""
        worker = self.case.worker(process)
        failure = worker.failure if worker is not None else None
        return "exited" if failure is not None and failure.type == VANISHED else "killed"

    def _misread(self) -> None:
        """A message was torn, by whom nobody can tell any more."""
        for process, queue in find_misread(self.system):
            waiting = self._waiters(queue, _WANT[Part.READ]) | ({process} & self.left)
            numbers, texts = {"pid": self.system.process_states[process].pid, "bytes": 0}, {}
            texts["side"] = Part.READ.value
            self._add(
                FindingKind.TORN_MESSAGE,
                queue,
                who=(process,),
                waiting=waiting,
                numbers=numbers,
                texts=texts,
            )

    def _dead_joiners(self) -> None:
        for process, dead in self.graph.wakers.items():
            queue = self.system.places[dead]
            waiting = {process} | self._waiters(queue, {NodeKind.CONDITION, NodeKind.TASKS})
            numbers = {"pid": self.system.process_states[dead].pid}
            self._add(
                FindingKind.DIED_IN_JOIN, queue, who=(dead,), waiting=waiting, numbers=numbers
            )

    def _own_locks(self) -> None:
        """Locks of the program's own that the dead had."""
        system = self.system
        for at, lock in enumerate(system.own_locks):
            waiting = self._waiters(at, {NodeKind.OWN_LOCK})
            holders = system.holders(at)
            if waiting and holders and not set(holders) & set(system.alive):
                self._add(
                    FindingKind.OWN_LOCK_ORPHANED,
                    -1,
                    who=holders,
                    waiting=waiting,
                    texts={"kind": lock.kind, "made": lock.made or "?"},
                    spots=spots_of(system, waiting),
                )

    # -- by name --------------------------------------------------------------------------------

    def _unsent(self, queue: int) -> None:
        """Those who leave, and can't before their items are taken."""
        flushing = self._waiters(queue, {NodeKind.PIPE, NodeKind.WRITE_LOCK})
        flushing = {p for p in flushing if self.system.process_states[p].leaving_ns}
        if not flushing:
            return
        unsent = sum(self.system.of(process, queue).buffered for process in flushing)
        joiners = tuple(self._joiners(flushing))
        self._add(
            FindingKind.JOIN_BEFORE_DRAIN,
            queue,
            who=flushing,
            waiting=joiners,
            numbers={"unsent": unsent, "in_pipe": self.system.in_pipe(queue)},
            texts={"undrained": "joined" if joiners else "leaving"},
        )

    def _tasks(self, queue: int) -> None:
        """Those in JoinableQueue.join()."""
        waiting = self._waiters(queue, {NodeKind.TASKS})
        if not waiting:
            return
        self._take_away(self._waiters(queue, {NodeKind.ITEMS, NodeKind.READ_LOCK}))  # they idle
        depth = self.system.in_pipe(queue) + self.system.buffered(queue)
        if depth:
            self._nobody_takes(FindingKind.NOBODY_TAKES, queue, waiting, depth)
            return
        hands = {p: self.case.in_hand(p, queue) for p in self.case.takers(queue)}
        who = [process for process, hand in hands.items() if hand.number]
        items = tuple(item for process in who for item in hands[process].items)
        lost = sum(ledger.lost for ledger in self.case.ledgers if ledger.queue == queue)
        missing = self.system.unfinished(queue)
        self._add(
            FindingKind.TASK_DONE_MISSING,
            queue,
            who=who,
            waiting=waiting,
            numbers={"missing": missing, "lost": lost},
            items=items[:MOST_ITEMS],
        )

    def _slots(self, queue: int) -> None:
        """Those in put."""
        waiting = self._waiters(queue, {NodeKind.SLOTS, NodeKind.PIPE})
        if not waiting:
            return
        maxsize, missing = self.system.queues[queue].maxsize, self.system.missing_slots(queue)
        if missing:
            who = [p for p, _ in self.system.at_queue(queue) if self.case.has_failed(p)]
            numbers = {"lost": missing, "maxsize": maxsize, "left": maxsize - missing}
            waiting |= self._waiters(queue, {NodeKind.ITEMS, NodeKind.READ_LOCK})
            self._add(FindingKind.SLOTS_LOST, queue, who=who, waiting=waiting, numbers=numbers)
            return
        depth = self.system.in_pipe(queue) + self.system.buffered(queue)
        self._nobody_takes(FindingKind.NO_MORE_SLOTS, queue, waiting, depth)

    def _nobody_takes(
        self, kind: FindingKind, queue: int, waiting: Iterable[int], depth: int
    ) -> None:
        takers = self.case.takers(queue)
        died = [process for process in takers if self.case.has_failed(process)]
        if died and len(died) == len(takers):
            kind = FindingKind.CONSUMERS_DEAD
        failures = failed_processes(self.case, died)
        self._add(
            kind,
            queue,
            failures=failures[:MOST_FAILURES],
            who=died if kind is FindingKind.CONSUMERS_DEAD else (),
            waiting=waiting,
            numbers={
                "depth": depth,
                "died": len(died),
                "maxsize": self.system.queues[queue].maxsize,
            },
            texts={
                "full": "slots" if self.system.queues[queue].maxsize else "pipe",
                "blocked": "blocked" if waiting else "",
            },
        )

    def _items(self, queue: int) -> None:
        """Those in get."""
        waiting = self._waiters(queue, {NodeKind.ITEMS, NodeKind.READ_LOCK})
        if not waiting:
            return
        putters = self.case.putters(queue)
        died = [process for process in putters if self.case.has_failed(process)]
        known = [process for process, _ in self.system.at_queue(queue)]
        failures = failed_processes(self.case, known)
        ended = self._ended_alike(queue, waiting)
        lost = sum(ledger.lost for ledger in self.case.ledgers if ledger.queue == queue)
        if died and len(died) == len(putters):
            kind, who = FindingKind.PRODUCERS_DEAD, died
        elif failures:
            kind, who = FindingKind.PRODUCER_FAILED, [failed.process for failed in failures]
        elif ended and not lost:
            kind, who = FindingKind.SENTINEL_MISSING, []
        else:
            kind, who = FindingKind.NO_MORE_ITEMS, []
        because = self._why_no_items(queue, waiting, lost)
        if because == "own" and not who:
            who = [self._took_back(queue)]
        self._add(
            kind,
            queue,
            who=who,
            waiting=waiting,
            numbers={
                "missing": len(waiting),
                "ended": len(ended),
                "died": len(died),
                "lost": lost,
            },
            texts={"because": because},
            spots=spots_of(self.system, waiting),
            failures=failures[:MOST_FAILURES],
        )

    def _why_no_items(self, queue: int, waiting: Iterable[int], lost: int) -> str:
        """Why no item comes: the advice depends on it."""
        putters, takers = set(self.case.putters(queue)), set(self.case.takers(queue))
        if lost:
            return "lost"
        if not putters:
            return "unput"
        if self._took_back(queue) >= 0:
            return "own"
        return "ended" if putters - set(waiting) and takers >= set(waiting) else "unknown"

    def _took_back(self, queue: int) -> int:
        """A process that has taken an item which it had put itself, while others wait; -1: none."""
        view = next((each for each in self.case.queues if each.index == queue), None)
        if view is None or view.contents is None:
            return -1
        for process in set(self.case.putters(queue)) & set(self.case.takers(queue)):
            for sequence in range(min(view.contents.put_by(process), MOST_LOOKED_AT)):
                way = view.contents.way(process, sequence)
                if way is not None and way.consumer == process:
                    return process
        return -1

    def _ended_alike(self, queue: int, waiting: Iterable[int]) -> list[int]:
        """Those of the same kind, takers as well, who came to a good end."""
        kinds = {worker.kind for process in waiting if (worker := self.case.worker(process))}
        return [
            process
            for process in self.case.takers(queue)
            if process not in self.system.alive
            and (worker := self.case.worker(process)) is not None
            and worker.kind in kinds
            and worker.failure is None
        ]

    def _heaps(self, queue: int) -> None:
        """Nobody is stuck yet, but all who took are dead, and items pile up."""
        if any(finding.queue == queue for finding in self.found) or self.system.is_ending:
            return
        takers = self.case.takers(queue)
        died = [process for process in takers if self.case.has_failed(process)]
        depth = self.system.in_pipe(queue) + self.system.buffered(queue)
        if died and depth and len(died) == len(takers):
            numbers = {
                "depth": depth,
                "died": len(died),
                "maxsize": self.system.queues[queue].maxsize,
            }
            self._add(
                FindingKind.CONSUMERS_DEAD,
                queue,
                who=died,
                numbers=numbers,
                severity=Severity.WARNING,
            )

    # -- helpers --------------------------------------------------------------------------------

    def _waiters(self, queue: int, kinds: Iterable[NodeKind]) -> set[int]:
        """Those not explained yet who wait for such a part of that queue."""
        return {
            process
            for process in self.left
            if self.graph.waits[process][0] in kinds and self.graph.waits[process][1] == queue
        }

    def _readers(self, queue: int) -> set[int]:
        """Those who read, and have for long: they are in the midst of a message."""
        system = self.system
        return {
            process
            for process in system.alive
            if system.process_states[process].is_reading
            and system.places[process] == queue
            and system.is_still(process)
        }

    def _joiners(self, targets: Iterable[int]) -> set[int]:
        targets = set(targets)
        return {
            process
            for process in self.left
            if self.graph.waits[process][0] is NodeKind.PROCESS
            and self.graph.waits[process][1] in targets
        }

    def _take_away(self, processes: Iterable[int]) -> None:
        self.left -= set(processes)

    def _add(
        self,
        kind: FindingKind,
        queue: int,
        *,
        who: Iterable[int] = (),
        waiting: Iterable[int] = (),
        severity: Severity = Severity.CRITICAL,
        since_ns: int | None = None,
        **more: object,
    ) -> None:
        who, waiting = tuple(sorted(who)), tuple(sorted(waiting))
        process_states = self.system.process_states
        if since_ns is None:
            since_ns = max((process_states[p].since_ns for p in waiting), default=self.system.at_ns)
        self._take_away((*who, *waiting))
        self.found.append(
            Finding(kind, severity, since_ns, queue, who, waiting=waiting, **more)  # type: ignore[arg-type]
        )

    def _follow(self) -> None:
        """Whoever joins somebody that is stuck waits for the same cause."""
        for at, finding in enumerate(self.found):
            behind: set[int] = set()
            while more := self._joiners({*behind, *finding.waiting, *finding.who} & self.stuck):
                behind |= more
                self._take_away(more)
            self.found[at] = replace(finding, behind=tuple(sorted(behind)))


def _died_ns(case: DiagnosisInput, orphan: Orphan) -> int:
    return case.system.died_ns.get(orphan.process, case.system.at_ns)

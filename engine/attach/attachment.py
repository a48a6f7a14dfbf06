"""What is known of one program that is looked at from outside, from one look to the next.

    read()  Reading, Outlook: may take a second, for a large program
    take()  what is new in them, as packets
    complete()  a Snapshot made of the packets, with what no event tells

The program goes on meanwhile as it likes; it is over for us when its main process is gone.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from engine.attach.facts import MOST_LOST, depth_of, lost_workers, names_of
from engine.attach.processes import Kind
from engine.attach.program import Member, Reading
from engine.attach.reading import Reader
from engine.attach.spots import call_from, own_frame, spot_of
from engine.attach.story import Story
from engine.attach.threads import Thread
from engine.attach.waits import For, Outlook, outlook
from engine.model.findings import Finding, FindingKind, Severity
from engine.model.snapshot import QueueView, Snapshot
from engine.model.source import Packet
from engine.model.stack_positions import ProcessPosition, read_spot
from engine.timeline.depth import DepthView

LOOK_S = 0.3
ENOUGH_LOOKS = 2  # after these a result on its way has arrived
NAMED_LOOKS = 5  # by then the diagnosis has named what it knows a name for
MOST_SHARE = 0.25  # of the time is spent looking


class Attachment:
    """One program's. `reading` and `outlook` are those of the latest look."""

    def __init__(
        self, pid: int, *, with_values: bool = False, most_share: float = MOST_SHARE
    ) -> None:
        """`pid` is any process of the program. Raises ProcessLookupError: there is none such.

        Args:
            pid: any process of the program.
            with_values: stacks keep the local variables of the program's own frames.
            most_share: of the time that may be spent looking, from 0 to 1.
        """
        self._most_share = most_share
        self._reader = Reader(pid, with_values=with_values)
        self._story = Story()
        self.is_over = False  # the main process is gone
        self._next_s = 0.0
        self._depths: dict[int, tuple[list[int], list[int]]] = {}  # by queue: times, depths
        self.looks = 0
        self.stuck: tuple[int, ...] = ()  # pids of those that can never go on, by two looks
        self._suspects: frozenset[int] = frozenset()  # ... by the latest one
        self.moved: set[int] = set()  # pids of those that moved from one look to another
        self._first_cpu: dict[int, tuple[int, int]] = {}  # pid -> time, CPU time by then, ns
        self._seen_ns = 0
        self.reading: Reading | None = None
        self.outlook: Outlook | None = None

    @property
    def root(self) -> int:
        """The program's main process."""
        return self._reader.root

    @property
    def command(self) -> tuple[str, ...]:
        """Its command line."""
        return self._reader.command

    @property
    def is_due(self) -> bool:
        """Whether it is time for the next look: not too many, and not all the time."""
        return not self.is_over and time.monotonic() >= self._next_s

    def look(self) -> list[Packet]:
        """Reads, and tells what is new."""
        return self.take(*self.read())

    def read(self) -> tuple[Reading, Outlook]:
        """One reading; touches nothing that `take` and `complete` use."""
        started_s = time.monotonic()
        reading = self._reader.read()
        seen = outlook(reading)
        took_s = time.monotonic() - started_s
        self._next_s = time.monotonic() + max(LOOK_S - took_s, took_s / self._most_share - took_s)
        return reading, seen

    def take(self, reading: Reading, seen: Outlook) -> list[Packet]:
        """What is new in a reading."""
        self.reading, self.outlook = reading, seen
        self._seen_ns = time.monotonic_ns()
        for pid, member in reading.members.items():
            self._first_cpu.setdefault(pid, (self._seen_ns, member.process.stat.cpu_ns))
        hopeless = seen.hopeless(reading)
        self.stuck = tuple(pid for pid in hopeless if pid in self._suspects)
        self._suspects = frozenset(hopeless)
        self.moved |= _moved(reading)
        self.looks += 1
        root = reading.members.get(reading.root)
        self.is_over = root is None or root.process.is_dead
        packets = self._story.tell(reading, seen)
        self._note_depths(reading)
        return packets

    def cpu_share(self, pid: int) -> float:
        """How much of one CPU a process has used since it was first seen; 0 by one look alone."""
        if self.reading is None or pid not in self._first_cpu:
            return 0.0
        since_ns, before_ns = self._first_cpu[pid]
        used_ns = self.reading.members[pid].process.stat.cpu_ns - before_ns
        return used_ns / (self._seen_ns - since_ns) if self._seen_ns > since_ns else 0.0

    def queue_number(self, key: int) -> int:
        """The number of a queue in the Snapshot, by its key in the reading; -1: none."""
        return self._story.queue_number(key)

    def hopeless(self) -> tuple[int, ...]:
        """The numbers in the Snapshot of those that can never go on."""
        if self.reading is None:
            return ()
        numbers = self._story.numbers(self.reading)
        return tuple(numbers[pid] for pid in self.stuck if pid in numbers)

    def complete(self, snapshot: Snapshot) -> Snapshot:
        """The snapshot with what no event tells, and without what the outlook does not bear out.

        How full queues are is known by their semaphores. A finding that somebody is stuck stays
        only where none of those who wait can act by any of their threads.
        """
        hopeless = set(self.hopeless())
        findings = [each for each in snapshot.findings if _is_borne_out(each, hopeless)]
        lost = self._lost_result(snapshot, hopeless)
        if lost is not None:
            findings = [lost, *(f for f in findings if f.kind is not FindingKind.STANDSTILL)]
        elif self.looks > NAMED_LOOKS and not any(map(is_cause, findings)):
            findings = [*self._standstill(snapshot), *findings]
        return replace(
            snapshot,
            queues=tuple(self._with_depth(queue) for queue in snapshot.queues),
            findings=tuple(findings),
        )

    def _standstill(self, snapshot: Snapshot) -> Iterator[Finding]:
        """That nobody can go on, where the diagnosis knows no better name for it."""
        reading, seen = self.reading, self.outlook
        if reading is None or seen is None or not self.stuck:
            return
        members = [m for m in reading.members.values() if m.process.kind is Kind.PYTHON]
        if {m.pid for m in members if not m.process.is_dead} != set(self.stuck):
            return
        numbers = self._story.numbers(reading)
        yield Finding(
            FindingKind.STANDSTILL,
            Severity.WARNING,
            snapshot.origin_ns,
            who=tuple(sorted(numbers[pid] for pid in self.stuck)),
            spots=tuple(
                ProcessPosition(numbers[member.pid], read_spot(told))
                for member in members
                if (thread := member.main_thread) is not None
                and (told := spot_of(reading, seen, member, thread, self._seen_ns)) is not None
            ),
        )

    def _lost_result(self, snapshot: Snapshot, hopeless: set[int]) -> Finding | None:
        """A Pool's result is waited for, and workers of it are gone."""
        if self.reading is None or not self._story.lost:
            return None
        if len(lost_workers(self.reading)) > MOST_LOST:
            return None  # they end as soon as they begin: no single task is to blame
        waiting = tuple(
            number
            for pid, number in self._story.numbers(self.reading).items()
            if _waits_for_pool(self.reading.members[pid])
            and (number in hopeless or self._is_pool_idle(pid))
        )
        if not waiting:
            return None
        return Finding(
            FindingKind.RESULT_LOST,
            Severity.CRITICAL,
            snapshot.origin_ns,
            who=self._story.lost,
            waiting=waiting,
            spots=tuple(
                each
                for finding in snapshot.findings
                for each in finding.spots
                if each.process in waiting
            ),
        )

    def _is_pool_idle(self, pid: int) -> bool:
        """Whether a Pool has nothing to hand out, and all its workers wait for something to do."""
        if self.reading is None or self.outlook is None:
            return False
        names = names_of(self.reading)
        members = self.reading.members.values()
        workers = [each for each in members if "PoolWorker-" in names[each.pid] and each.threads]
        feeds = [t for t in self.reading.members[pid].threads if _is_in(t, "_handle_tasks")]
        waits = self.outlook.waits
        return (
            self.looks > ENOUGH_LOOKS
            and all(waits[pid, each.number].what is For.THREAD for each in feeds)
            and all(
                waits[each.pid, each.pid].what in {For.ITEMS, For.READ_LOCK} for each in workers
            )
        )

    def _note_depths(self, reading: Reading) -> None:
        at_ns = time.perf_counter_ns()
        for key, queue in reading.queues.items():
            depth = depth_of(reading, queue)
            if depth is not None:
                times, depths = self._depths.setdefault(self._story.queue_number(key), ([], []))
                times.append(at_ns)
                depths.append(depth)

    def _with_depth(self, queue: QueueView) -> QueueView:
        times, depths = self._depths.get(queue.index, ([], []))
        if not times:
            return queue
        series = DepthView(np.array(times, np.int64), np.array(depths, np.int32), ())
        return replace(queue, depth=depths[-1], peak=max(depths), series=series)


def is_cause(finding: Finding) -> bool:
    """Whether it says why somebody is stuck."""
    return finding.severity is Severity.CRITICAL or finding.kind is FindingKind.STANDSTILL


def _moved(reading: Reading) -> set[int]:
    """Who has moved since the look before; of the first look: while it was taken."""
    return {
        pid
        for pid, member in reading.members.items()
        if any(not thread.is_still for thread in member.threads)
    }


def _is_in(thread: Thread, function: str) -> bool:
    frames = thread.stack.frames if thread.stack is not None else ()
    return any(frame.name == function for frame in frames)


def _waits_for_pool(member: Member) -> bool:
    thread = member.main_thread
    if thread is None or thread.stack is None:
        return False
    own = own_frame(thread.stack)
    call = call_from(thread.stack, own) if own is not None else None
    return call is not None and call.module.endswith("/pool.py")


def _is_borne_out(finding: Finding, hopeless: set[int]) -> bool:
    if finding.severity is not Severity.CRITICAL or finding.is_over:
        return True
    return set(finding.waiting or finding.who) <= hopeless

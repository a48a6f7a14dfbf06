"""A live run's own judge: may it go on, must something be repaired first, or is it broken?

The full diagnosis is made from events and is for people. A run has to decide for itself, at once,
and needs less: the looks, and who said hello and goodbye. Only the demo's own runs are judged here;
somebody else's script is told about, and never touched.
"""

from __future__ import annotations

from dataclasses import dataclass

from engine.diagnosis import verdicts
from engine.diagnosis.lock_ownership import Orphan, Part, find_misread
from engine.diagnosis.wait_graph import Graph
from engine.model.messages import AnyMessage, Goodbye, Hello, QueueAnnounced, messages_in
from engine.model.source import Packet
from engine.model.system_samples import SystemSamples
from engine.model.system_state import QueueFacts, SystemState, put_together
from engine.observe import wire
from engine.text.sentences import Sentence

LASTS_NS = 500_000_000


@dataclass(slots=True)
class MonitoredProcess:
    """A process as its stream tells of it."""

    pid: int
    name: str
    is_main: bool
    has_said_end: bool = False
    exit_code: int = 0
    is_gone: bool = False

    @property
    def has_died(self) -> bool:
        """Whether it is gone otherwise than well."""
        return self.is_gone and (not self.has_said_end or self.exit_code != 0)


@dataclass(frozen=True, slots=True)
class Repair:
    """Release that lock for its dead holder."""

    orphan: Orphan


@dataclass(frozen=True, slots=True)
class Broken:
    """End the run: it can't be trusted, or can't move, any more. `problem` is for people."""

    problem: Sentence


class RunMonitor:
    """Reads along in the streams, and judges after each look."""

    def __init__(self) -> None:
        """Nobody is there yet."""
        self.members: dict[int, MonitoredProcess] = {}
        self.book = SystemSamples()
        self._queue_of: dict[tuple[int, int], int] = {}
        self._indices: dict[str, int] = {}
        self._facts: list[QueueFacts] = []
        self._suspects: frozenset[Orphan] = frozenset()
        self._stalled_ns: int | None = None  # since which look nobody can go on

    def read(self, packet: Packet) -> MonitoredProcess | None:
        """Takes a packet in; returns the process when it has just announced itself."""
        if packet.process == wire.APPLICATION:
            self.book.take(packet.frames)
            return None
        if not packet.frames:
            if (member := self.members.get(packet.process)) is not None:
                member.is_gone = True
            return None
        newcomer = None
        for message in messages_in(packet):
            newcomer = self._take(packet.process, message) or newcomer
        return newcomer

    def judge(self) -> Repair | Broken | None:
        """What must be done now. Call it after each look of a run that goes on."""
        system = put_together(self.book, self._queue_of, self._facts, self._main)
        graph = Graph(system)
        verdict = self._about_locks(graph)
        if verdict is None and (misread := find_misread(system)):
            process, queue = misread[0]
            who = self._name(process)
            verdict = Broken(Sentence(verdicts.MISREAD, who=who, queue=_named(queue)))
        return verdict or self._when_it_lasts(self._about_stall(system, graph))

    def _when_it_lasts(self, stall: Broken | None) -> Broken | None:
        """A stall is told by name first (doctor.py): only one that lasts ends the run."""
        if stall is None:
            self._stalled_ns = None
            return None
        if self._stalled_ns is None:
            self._stalled_ns = self.book.at_ns
        return stall if self.book.at_ns - self._stalled_ns >= LASTS_NS else None

    @property
    def _main(self) -> int | None:
        return next((process for process, each in self.members.items() if each.is_main), None)

    def _about_locks(self, graph: Graph) -> Repair | Broken | None:
        """A lock of a dead process, if it was one at the look before as well."""
        before, self._suspects = self._suspects, frozenset(graph.orphans)
        for orphan in graph.orphans:
            if orphan not in before:
                continue
            if orphan.is_torn or orphan.part is Part.CONDITION:
                return Broken(self._tell_orphan(orphan))
            return Repair(orphan)
        for process, dead in graph.wakers.items():
            who, last = self._name(dead), self._name(process)
            return Broken(Sentence(verdicts.DIED_IN_JOIN, who=who, last=last))
        return None

    def _about_stall(self, system: SystemState, graph: Graph) -> Broken | None:
        """Somebody has died, and nobody who is left can ever go on."""
        if system.is_ending:
            return None  # it ends its daemons itself
        dead = [member.name for member in self.members.values() if member.has_died]
        stuck = graph.stuck
        if not dead or not stuck or len(stuck) < len(system.alive):
            return None
        waits = tuple(
            Sentence(
                verdicts.WAITS,
                who=self._name(process),
                what=Sentence(verdicts.AWAITED[graph.waits[process][0]]),
            )
            for process in stuck
        )
        return Broken(Sentence(verdicts.STALLED, who=", ".join(dead), waits=waits))

    def _tell_orphan(self, orphan: Orphan) -> Sentence:
        return Sentence(
            verdicts.TORN if orphan.is_torn else verdicts.ORPHANED,
            who=self._name(orphan.process),
            lock=Sentence(verdicts.LOCKS[orphan.part.value]),
            side=Sentence(verdicts.SIDES[orphan.part.value]),
            queue=_named(orphan.queue),
            bytes=f"{orphan.torn_bytes:,}",
        )

    def _name(self, process: int) -> Sentence:
        member = self.members.get(process)
        if member is None:
            return Sentence(verdicts.SOMEBODY, process=process)
        return Sentence(verdicts.NAME_AND_PID, name=member.name, pid=member.pid)

    def _take(self, process: int, message: AnyMessage) -> MonitoredProcess | None:
        match message:
            case Hello(pid=pid, name=name, is_main=is_main):
                member = MonitoredProcess(pid, name, bool(is_main))
                self.members[process] = member
                return member
            case Goodbye(code=code) if process in self.members:
                self.members[process].has_said_end = True
                self.members[process].exit_code = code or 0
            case QueueAnnounced(key=key, type=kind, maxsize=maxsize, queue=queue):
                index = self._indices.setdefault(key, len(self._facts))
                if index == len(self._facts):
                    self._facts.append(QueueFacts(kind, maxsize))
                self._queue_of[process, queue] = index
        return None


def _named(queue: int) -> Sentence:
    if queue == 0:
        return Sentence(verdicts.FIRST_QUEUE)
    return Sentence(verdicts.NTH_QUEUE, number=queue + 1)

"""Tells what was read in the words of an observed program: packets, as of any other source.

    Reading, Outlook --+--> Hello, queues, where each stands   one stream a process
                       +--> waits that begin and end            (marks, spans)
                       +--> looks: how all stand; books: what lies in the queues

So the timeline, the diagnosis, the wait-for graph, the window and a recording take a program that
is looked at from outside as they take one that runs under the probe. What nobody outside can know
is not told: no item has an identity, and nothing is said of the time before the first reading.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import msgspec

from engine.attach import facts, spots
from engine.attach.books import NOWHERE, Stand, batches, book_records, look_record, stand_of
from engine.attach.processes import Kind
from engine.attach.program import Member, Reading
from engine.attach.queues import Part, Queue
from engine.attach.waits import Outlook
from engine.model.messages import (
    AnyMessage,
    ErrorRaised,
    Goodbye,
    Hello,
    LocksSampled,
    ProcessExited,
    QueueAnnounced,
)
from engine.model.source import Packet
from engine.observe import wire

UNCAUGHT = 1  # the exit code of a process that an exception has ended
_LANES = frozenset({wire.GET_WAIT, wire.PUT_WAIT, wire.JOIN_QUEUE, wire.JOIN_PROCESS})
GONE_NAME = "a process that is gone"


@dataclass(slots=True)
class _Told:
    """What was told of one process."""

    number: int
    pid: int
    stand: Stand = NOWHERE
    since_ns: int = 0
    queues: set[int] = field(default_factory=set)
    spot: AnyMessage | None = None
    locks: AnyMessage | None = None
    is_over: bool = False


class Story:
    """One program's. Give it every reading, in order."""

    def __init__(self) -> None:
        """Nothing is told yet."""
        self._told: dict[tuple[int, int], _Told] = {}  # by pid and start
        self._ghosts: dict[tuple[int, Part], _Told] = {}  # who had a lock that nobody alive has
        self._lost: dict[str, _Told] = {}  # workers of a Pool that are gone, by name
        self._queues: dict[int, int] = {}  # key -> number
        self._frames: list[tuple[int, bytes]] = []

    def numbers(self, reading: Reading) -> dict[int, int]:
        """The number of each process that was told of, by pid."""
        return {
            pid: told.number
            for pid, member in reading.members.items()
            if (told := self._told.get(_key(member))) is not None
        }

    def queue_number(self, key: int) -> int:
        """The number of a queue; -1: it was not told of."""
        return self._queues.get(key, -1)

    def tell(self, reading: Reading, outlook: Outlook) -> list[Packet]:
        """What is new in this reading."""
        at_ns = time.perf_counter_ns()
        self._frames = []
        for key in reading.queues:
            self._queues.setdefault(key, len(self._queues))
        names = facts.names_of(reading)
        looks: list[bytes] = []
        books: list[bytes] = []
        for member in _told_of(reading):
            told = self._meet(reading, member, names, at_ns)
            self._introduce_queues(reading, member, told, at_ns)
            self._tell_waits(reading, outlook, member, told, at_ns)
            looks.append(look_record(outlook, member, told.number, told.stand, told.since_ns))
            books += book_records(reading, outlook, member, told.number, self._queues)
        for look, book in self._orphans(reading, at_ns):
            looks.append(look)
            books.append(book)
        looks += self._lost_workers(reading, at_ns)
        self._end_those_who_are_gone(reading, at_ns)
        packets = [Packet(number, at_ns, frames) for number, frames in _joined(self._frames)]
        own = b"".join([*batches(wire.BOOKS, at_ns, books), *batches(wire.LOOKS, at_ns, looks)])
        return [*packets, Packet(wire.APPLICATION, at_ns, own)]

    # -- who there is ---------------------------------------------------------------------------

    def _meet(
        self, reading: Reading, member: Member, names: Mapping[int, str], at_ns: int
    ) -> _Told:
        key = _key(member)
        if key not in self._told:
            told = self._told[key] = self._new(member.pid, at_ns)
            is_main = member.pid == reading.root
            hello = Hello(
                at_ns=at_ns,
                pid=member.pid,
                name=names[member.pid],
                method="main" if is_main else _method(member),
                is_main=is_main,
            )
            self._say(told, hello)
        return self._told[key]

    def _new(self, pid: int, at_ns: int) -> _Told:
        number = len(self._told) + len(self._ghosts) + len(self._lost)
        return _Told(number, pid, since_ns=at_ns)

    def _introduce_queues(self, reading: Reading, member: Member, told: _Told, at_ns: int) -> None:
        for key in facts.known_queues(reading, member):
            number = self._queues[key]
            if number not in told.queues:
                told.queues.add(number)
                self._say(told, _announced(reading.queues[key], key, number, at_ns))

    def _end_those_who_are_gone(self, reading: Reading, at_ns: int) -> None:
        present = {_key(member) for member in reading.members.values()}
        for key, told in self._told.items():
            if key not in present and not told.is_over:
                self._finish(told, None, at_ns)

    def _finish(self, told: _Told, code: int | None, at_ns: int) -> None:
        """It has ended. A code that is not known counts as a good end: nothing else was seen."""
        told.is_over = True
        self._change(told, NOWHERE, at_ns)
        if code == UNCAUGHT:
            text = "its traceback is on its standard error"
            error = ErrorRaised(at_ns=at_ns, type=f"exit code {code}", text=text, traceback="")
            self._say(told, error)
        if code:
            self._say(told, ProcessExited(at_ns=at_ns, pid=told.pid, code=code))
        else:
            self._say(told, Goodbye(at_ns=at_ns, code=code))

    # -- what they wait for ---------------------------------------------------------------------

    def _tell_waits(
        self, reading: Reading, outlook: Outlook, member: Member, told: _Told, at_ns: int
    ) -> None:
        if member.process.is_dead:
            if not told.is_over:
                self._finish(told, facts.exit_code(member.process.stat.exit_status), at_ns)
            return
        thread = member.main_thread
        if thread is None:
            return
        self._change(told, stand_of(outlook, member, thread, self._queues), at_ns)
        spot = spots.spot_of(reading, outlook, member, thread, at_ns)
        if spot is not None and spots.is_news(spot, told.spot):
            told.spot = spot
            self._say(told, spot)
        held = LocksSampled(at_ns=at_ns, held=spots.locks_held(reading, member.pid), made=())
        known = told.locks.held if isinstance(told.locks, LocksSampled) else ()
        if held.held != known:
            told.locks = held
            self._say(told, held)
        body = wire.WATERMARK_BODY.pack(at_ns, 1)
        self._frames.append((told.number, wire.frame(wire.WATERMARK, wire.NO_QUEUE, body)))

    def _change(self, told: _Told, stand: Stand, at_ns: int) -> None:
        """Ends the wait that was, and begins the one that is."""
        before = told.stand
        if stand == before:
            return
        if before.code in _LANES:
            span = wire.SPAN.pack(told.since_ns, at_ns, before.code, before.argument)
            self._frames.append((told.number, wire.frame(wire.SPANS, _at(before), span)))
        if stand.code in _LANES:
            mark = wire.MARK.pack(at_ns, stand.code, stand.argument)
            self._frames.append((told.number, wire.frame(wire.MARKS, _at(stand), mark)))
        told.stand, told.since_ns = stand, at_ns

    # -- locks of the dead ----------------------------------------------------------------------

    def _orphans(self, reading: Reading, at_ns: int) -> Iterator[tuple[bytes, bytes]]:
        """A lock that is taken and that nobody alive has: who had it is gone."""
        for key, part in facts.orphaned_parts(reading):
            number = self._queues[key]
            if (key, part) not in self._ghosts:
                told = self._ghosts[key, part] = self._new(0, at_ns)
                name = facts.name_of_dead(reading) or GONE_NAME
                self._say(told, Hello(at_ns=at_ns, pid=told.pid, name=name, method="fork"))
                self._say(told, _announced(reading.queues[key], key, number, at_ns))
            told = self._ghosts[key, part]
            stand = Stand(wire.GET_WAIT, number, is_reading=part is Part.READ_LOCK)
            look = (wire.GONE, told.pid, 0, -1, stand.word, at_ns, 0, at_ns, 0)
            is_condition, is_writing = part is Part.CONDITION, part is Part.WRITE_LOCK
            book = (0, int(is_writing), 0, 0, 0, 0, 0, int(is_condition), 0, 0)
            yield (
                wire.LOOK.pack(told.number, *look),
                wire.BOOK.pack(told.number, number, *book),
            )

    def _lost_workers(self, reading: Reading, at_ns: int) -> Iterator[bytes]:
        lost = facts.lost_workers(reading)
        for name in lost if len(lost) <= facts.MOST_LOST else ():
            if name not in self._lost:
                told = self._lost[name] = self._new(0, at_ns)
                self._say(told, Hello(at_ns=at_ns, pid=0, name=name, method="fork"))
                self._say(told, Goodbye(at_ns=at_ns))
            look = (wire.GONE, 0, 0, -1, 0, at_ns, 0, at_ns, 0)
            yield wire.LOOK.pack(self._lost[name].number, *look)

    @property
    def lost(self) -> tuple[int, ...]:
        """The numbers of workers of a Pool that are gone."""
        return tuple(told.number for told in self._lost.values())

    def _say(self, told: _Told, message: AnyMessage) -> None:
        body = msgspec.json.encode(message)
        self._frames.append((told.number, wire.frame(wire.TEXT, wire.NO_QUEUE, body)))


def _told_of(reading: Reading) -> Iterator[Member]:
    """The program's own processes; its helpers are no lanes."""
    for member in reading.members.values():
        if member.process.kind is Kind.PYTHON:
            yield member


def _announced(queue: Queue, key: int, number: int, at_ns: int) -> QueueAnnounced:
    return QueueAnnounced(
        at_ns=at_ns, queue=number, key=str(key), type=queue.kind, maxsize=queue.maxsize
    )


def _method(member: Member) -> str:
    text = " ".join(member.process.command)
    return "forkserver" if "forkserver" in text else "spawn" if "spawn" in text else "fork"


def _key(member: Member) -> tuple[int, int]:
    return member.pid, member.process.stat.started


def _at(stand: Stand) -> int:
    return stand.queue if stand.queue >= 0 else wire.NO_QUEUE


def _joined(frames: Iterable[tuple[int, bytes]]) -> list[tuple[int, bytes]]:
    by_number: dict[int, list[bytes]] = {}
    for number, frame in frames:
        by_number.setdefault(number, []).append(frame)
    return [(number, b"".join(each)) for number, each in by_number.items()]

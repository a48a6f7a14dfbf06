"""Tells what was read in the words of an observed program: packets, as of any other source.

    Reading, Outlook --+--> Hello, queues, where each stands   one stream a process
                       +--> waits that begin and end            (marks, spans)
                       +--> looks: how all stand; books: what lies in the queues

So the timeline, the diagnosis, the wait-for graph, the window and a recording take a program that
is looked at from outside as they take one that runs under the probe. What nobody outside can know
is not told: no item has an identity, and nothing is said of the time before the first reading.

A book counts items put, sent and taken. From outside only differences are known: what lies in a
buffer, in the pipe, unfinished. So the counts of one process of each queue are chosen such that the
differences are right.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import msgspec

from engine.attach import spots
from engine.attach.processes import Kind
from engine.attach.queues import Part, Queue
from engine.attach.reading import Member, Reading, Thread
from engine.attach.waits import For, Outlook, Wait, queue_call
from engine.model.messages import AnyMessage, ErrorRaised, Goodbye, Hello, LocksSampled, ProcessExited, QueueAnnounced
from engine.model.source import Packet
from engine.observe import wire
from engine.observe.board import CONDITION_WAIT, READING, TIMED, state_word

UNCAUGHT = 1  # the exit code of a process that an exception has ended
_CODES = {
    For.ITEMS: wire.GET_WAIT,
    For.READ_LOCK: wire.GET_WAIT,
    For.SLOTS: wire.PUT_WAIT,
    For.ROOM: wire.PUT_WAIT,
    For.TASKS: wire.JOIN_QUEUE,
    For.CONDITION: CONDITION_WAIT,
    For.PROCESS: wire.JOIN_PROCESS,
}
_CALLS = {"get": wire.GET_WAIT, "put": wire.PUT_WAIT, "join": wire.JOIN_QUEUE}
_LANES = frozenset({wire.GET_WAIT, wire.PUT_WAIT, wire.JOIN_QUEUE, wire.JOIN_PROCESS})
_LEAVING = frozenset({"_exit_function", "_finalize_join", "_python_exit", "_run_finalizers"})
_POOL_WORKER = re.compile(r"(\w*PoolWorker)-(?:\d+:)*(\d+)")
_NUMBERED = re.compile(r"-(\d+)$")
MOST_LOST = 5
GONE_NAME = "a process that is gone"


@dataclass(frozen=True, slots=True)
class Stand:
    """How one process stands at the queues: a code of the wire's, its queue, and its argument."""

    code: int = 0
    queue: int = -1
    argument: int = 0
    is_reading: bool = False
    is_timed: bool = False

    @property
    def word(self) -> int:
        """As the board has it."""
        code = READING if self.is_reading else self.code
        return state_word(code, self.queue) | (TIMED if self.is_timed else 0)


@dataclass(slots=True)
class _Told:
    """What was told of one process."""

    number: int
    pid: int
    stand: Stand = Stand()
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
        names = names_of(reading)
        looks, books = [], []
        for member in _told_of(reading):
            told = self._meet(reading, member, names, at_ns)
            self._introduce_queues(reading, member, told, at_ns)
            self._tell_waits(reading, outlook, member, told, at_ns)
            looks.append(self._look(outlook, member, told))
            books += self._books(reading, outlook, member, told)
        for told, look, book in self._orphans(reading, at_ns):
            del told
            looks.append(look)
            books.append(book)
        looks += self._lost_workers(reading, at_ns)
        self._end_those_who_are_gone(reading, at_ns)
        packets = [Packet(number, at_ns, frames) for number, frames in _joined(self._frames)]
        own = b"".join([*_batches(wire.BOOKS, at_ns, books), *_batches(wire.LOOKS, at_ns, looks)])
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

    def _introduce_queues(
        self, reading: Reading, member: Member, told: _Told, at_ns: int
    ) -> None:
        for key in known_queues(reading, member):
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
        self._change(told, Stand(), at_ns)
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
                self._finish(told, _exit_code(member.process.stat.exit_status), at_ns)
            return
        thread = member.main_thread
        if thread is None:
            return
        self._change(told, self._stand(reading, outlook, member, thread), at_ns)
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

    def _stand(
        self, reading: Reading, outlook: Outlook, member: Member, thread: Thread
    ) -> Stand:
        wait = outlook.waits[member.pid, thread.number]
        call = queue_call(thread)
        if wait.what is For.PROCESS and wait.target:
            return Stand(wire.JOIN_PROCESS, argument=wait.target)
        if wait.is_at_queue and wait.what in _CODES:
            queue = self._queues[wait.queue]
            return Stand(_CODES[wait.what], queue, is_reading=wait.what is For.ITEMS)
        if wait.what is For.TIME and call in _CALLS and thread.stack is not None:
            key = spots.queue_at(member, thread.stack)
            if key in self._queues:
                return Stand(_CALLS[call], self._queues[key], is_timed=True)
        return Stand()

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

    # -- looks and books ------------------------------------------------------------------------

    def _look(self, outlook: Outlook, member: Member, told: _Told) -> bytes:
        stat = member.process.stat
        condition = wire.RUNNING
        if member.process.is_dead:
            condition = wire.ZOMBIE
        elif member.process.is_stopped:
            condition = wire.STOPPED
        elif stat.state == "R":
            condition = wire.RUNNABLE
        others = sum(
            (member.pid, each.number) in outlook.able
            for each in member.threads
            if each.number != member.pid and each.stack is not None
        )
        status = stat.exit_status if stat.exit_status is not None else -1
        stand = told.stand
        return wire.LOOK.pack(
            told.number,
            condition,
            stat.pid,
            stat.cpu_ns,
            status,
            stand.word,
            told.since_ns,
            stand.argument,
            told.since_ns if member.process.is_dead or _is_leaving(member) else 0,
            others,
        )

    def _books(
        self, reading: Reading, outlook: Outlook, member: Member, told: _Told
    ) -> Iterator[bytes]:
        for key in known_queues(reading, member):
            queue = reading.queues[key]
            is_writing = any(
                wait.what is For.ROOM and wait.queue == key
                for (pid, _), wait in outlook.waits.items()
                if pid == member.pid
            )
            puts = buffered_in(member, key) + is_writing
            sent = dones = 0
            if member.pid == _keeper(reading, key):
                sent = _in_pipe(reading, queue)
                puts += sent + _unseen(reading, queue, key)
                dones = _all_put(reading, queue, key, puts, member) - _unfinished(reading, queue)
            has_condition = member.pid in reading.holders(queue.parts.get(Part.CONDITION, 0))
            counters = (puts, sent + is_writing, sent, 0, 0, 0, dones, int(has_condition), 0, 0)
            yield wire.BOOK.pack(told.number, self._queues[key], *counters)

    # -- locks of the dead ----------------------------------------------------------------------

    def _orphans(self, reading: Reading, at_ns: int) -> Iterator[tuple[_Told, bytes, bytes]]:
        """A lock that is taken and that nobody alive has: who had it is gone."""
        for key, part in orphaned_parts(reading):
            number = self._queues[key]
            if (key, part) not in self._ghosts:
                told = self._ghosts[key, part] = self._new(0, at_ns)
                name = _name_of_dead(reading) or GONE_NAME
                self._say(told, Hello(at_ns=at_ns, pid=told.pid, name=name, method="fork"))
                self._say(told, _announced(reading.queues[key], key, number, at_ns))
                self._say(told, Goodbye(at_ns=at_ns))
            told = self._ghosts[key, part]
            stand = Stand(wire.GET_WAIT, number, is_reading=part is Part.READ_LOCK)
            look = (wire.GONE, told.pid, 0, -1, stand.word, at_ns, 0, at_ns, 0)
            is_condition, is_writing = part is Part.CONDITION, part is Part.WRITE_LOCK
            book = (0, int(is_writing), 0, 0, 0, 0, 0, int(is_condition), 0, 0)
            yield told, wire.LOOK.pack(told.number, *look), wire.BOOK.pack(told.number, number, *book)

    def _lost_workers(self, reading: Reading, at_ns: int) -> Iterator[bytes]:
        for name in lost_workers(reading):
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


def names_of(reading: Reading) -> dict[int, str]:
    """What each process calls itself, or its parent calls it; else by what it is."""
    from_parents = {
        pid: name for each in reading.members.values() for pid, name in each.family.children
    }
    found = {}
    for pid, member in reading.members.items():
        if member.process.kind in {Kind.TRACKER, Kind.FORK_SERVER}:
            found[pid] = member.process.kind.value
        else:
            found[pid] = member.family.name or from_parents.get(pid) or f"pid {pid}"
    return found


def known_queues(reading: Reading, member: Member) -> list[int]:
    """Keys of the queues that a process has."""
    mapped = set(member.maps.semaphores.values())
    return [key for key in reading.queues if key in mapped]


def orphaned_parts(reading: Reading) -> list[tuple[int, Part]]:
    """Locks of queues that are taken and that nobody alive has, as (queue, part)."""
    locks = (Part.READ_LOCK, Part.WRITE_LOCK, Part.CONDITION)
    return [
        (key, part)
        for key, queue in reading.queues.items()
        for part, inode in queue.parts.items()
        if part in locks and reading.values.get(inode) == 0 and not reading.holders(inode)
    ]


def lost_workers(reading: Reading) -> list[str]:
    """Workers of a Pool that have gone and were replaced: their numbers are missing.

    A Pool numbers its workers on. One that replaces them by itself (maxtasksperchild) has lost none.
    """
    numbers: dict[tuple[int, str], set[int]] = {}
    names = names_of(reading)
    for pid, member in reading.members.items():
        found = _POOL_WORKER.fullmatch(names[pid])
        if found and not _is_replaced_on_purpose(member):
            numbers.setdefault((member.process.stat.parent, found[1]), set()).add(int(found[2]))
    others = {
        int(found[1])
        for name in names.values()
        if not _POOL_WORKER.fullmatch(name) and (found := _NUMBERED.search(name))
    }
    return [
        f"{kind}-{number}"
        for (_, kind), known in numbers.items()
        for number in range(1, max(known))
        if number not in known | others
    ][:MOST_LOST]


def _is_replaced_on_purpose(member: Member) -> bool:
    thread = member.main_thread
    frames = thread.stack.frames if thread is not None and thread.stack is not None else ()
    return any(frame.variables.get("maxtasks", "None") != "None" for frame in frames)


def depth_of(reading: Reading, queue: Queue) -> int | None:
    """Items put and not yet taken, by the semaphore of the free slots; None: not known."""
    if Part.SLOTS not in queue.parts:
        return _in_pipe(reading, queue)
    free = reading.values.get(queue.parts[Part.SLOTS])
    most = queue.maxsize or (1 << 31) - 1
    return max(0, most - free) if free is not None else None


def buffered_in(member: Member, key: int) -> int:
    """Items that a process has put and not yet sent, as far as its stacks show."""
    return max((q.buffered or 0 for q in member.queues.values() if q.key == key), default=0)


def _in_pipe(reading: Reading, queue: Queue) -> int:
    told = reading.contents.get(queue.pipe)
    return told.items if told is not None else 0


def _unseen(reading: Reading, queue: Queue, key: int) -> int:
    """Items in the queue by its semaphore that were seen neither in a buffer nor in the pipe."""
    seen = sum(buffered_in(member, key) for member in reading.members.values())
    return max(0, (depth_of(reading, queue) or 0) - seen - _in_pipe(reading, queue))


def _all_put(reading: Reading, queue: Queue, key: int, keepers: int, keeper: Member) -> int:
    others = (m for m in reading.members.values() if m.pid != keeper.pid)
    return keepers + sum(buffered_in(member, key) for member in others)


def _unfinished(reading: Reading, queue: Queue) -> int:
    return reading.values.get(queue.parts.get(Part.TASKS, 0), 0)


def _keeper(reading: Reading, key: int) -> int:
    """The process whose counts stand for all that cannot be told apart."""
    return min(pid for pid in reading.members if key in known_queues(reading, reading.members[pid]))


def _told_of(reading: Reading) -> Iterator[Member]:
    """The program's own processes; its helpers are no lanes."""
    for member in reading.members.values():
        if member.process.kind is Kind.PYTHON:
            yield member


def _name_of_dead(reading: Reading) -> str:
    """Of the only one that a signal has ended, where there is one such."""
    names = names_of(reading)
    dead = [
        pid
        for pid, member in reading.members.items()
        if member.process.is_dead and (_exit_code(member.process.stat.exit_status) or 0) < 0
    ]
    return names[dead[0]] if len(dead) == 1 else ""


def _announced(queue: Queue, key: int, number: int, at_ns: int) -> QueueAnnounced:
    return QueueAnnounced(
        at_ns=at_ns, queue=number, key=str(key), type=queue.kind, maxsize=queue.maxsize
    )


def _method(member: Member) -> str:
    text = " ".join(member.process.command)
    return "forkserver" if "forkserver" in text else "spawn" if "spawn" in text else "fork"


def _is_leaving(member: Member) -> bool:
    thread = member.main_thread
    frames = thread.stack.frames if thread is not None and thread.stack is not None else ()
    return any(frame.name in _LEAVING for frame in frames)


def _exit_code(status: int | None) -> int | None:
    if status is None:
        return None
    return -(status & 0x7F) if status & 0x7F else status >> 8


def _key(member: Member) -> tuple[int, int]:
    return member.pid, member.process.stat.started


def _at(stand: Stand) -> int:
    return stand.queue if stand.queue >= 0 else wire.NO_QUEUE


def _joined(frames: Iterable[tuple[int, bytes]]) -> list[tuple[int, bytes]]:
    by_number: dict[int, list[bytes]] = {}
    for number, frame in frames:
        by_number.setdefault(number, []).append(frame)
    return [(number, b"".join(each)) for number, each in by_number.items()]


def _batches(kind: int, at_ns: int, records: list[bytes]) -> list[bytes]:
    head = wire.LOOK_TIME.pack(at_ns)
    if not records:
        return [wire.frame(kind, wire.NO_QUEUE, head)] if kind == wire.LOOKS else []
    most = (wire.BODY_LIMIT - len(head)) // len(records[0])
    return [
        wire.frame(kind, wire.NO_QUEUE, head + b"".join(records[at : at + most]))
        for at in range(0, len(records), most)
    ]


__all__ = ["Story", "Wait", "depth_of", "known_queues", "names_of", "orphaned_parts"]

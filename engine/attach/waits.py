"""What each thread waits for, who could end that wait, and so who can go on and who never can.

Of two sides it errs on one: whoever shares a pipe, a semaphore or memory with a thread that waits,
and can act, could end that wait. Somebody can act who runs, sleeps, waits with a timeout, waits for
the world outside the program, or has moved while we looked. So who is called hopeless is: nothing
that could wake it up can ever happen inside the program, as far as all of it could be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from engine.attach import queues
from engine.attach.calls import Doing
from engine.attach.ends import waited_descriptors
from engine.attach.processes import Kind
from engine.attach.program import Member, Reading
from engine.attach.queues import Part
from engine.attach.threads import Thread

_CHILD_ENDS = re.compile(r"(\d+): (\d+)")


class For(StrEnum):
    """What a thread waits for."""

    NOTHING = "nothing"  # it runs, or has moved while it was looked at
    TIME = "time"  # a timeout, or the end of a sleep
    OUTSIDE = "outside"  # something that comes from outside the program
    ITEMS = "items"
    READ_LOCK = "read-lock"
    SLOTS = "slots"
    ROOM = "room"  # in the queue's pipe
    WRITE_LOCK = "write-lock"
    TASKS = "tasks"  # task_done calls: JoinableQueue.join()
    CONDITION = "condition"  # the lock of a JoinableQueue's condition
    PROCESS = "process"  # its end
    LOCK = "lock"  # a Lock, a Semaphore, an Event ... of the program's own, between processes
    THREAD = "thread"  # a lock or another thread of its own process
    PIPE = "pipe"  # the other end of a pipe or local socket of the program's own


_AT_QUEUES = frozenset(
    {For.ITEMS, For.READ_LOCK, For.SLOTS, For.ROOM, For.WRITE_LOCK, For.TASKS, For.CONDITION}
)
_OF_PART = {
    Part.READ_LOCK: For.READ_LOCK,
    Part.WRITE_LOCK: For.WRITE_LOCK,
    Part.SLOTS: For.SLOTS,
    Part.CONDITION: For.CONDITION,
    Part.SLEEP: For.TASKS,
    Part.TASKS: For.TASKS,
}
_HELPERS = frozenset({Kind.TRACKER, Kind.FORK_SERVER})
_FREE = frozenset({For.NOTHING, For.TIME, For.OUTSIDE})


@dataclass(frozen=True, slots=True)
class Wait:
    """One thread's. `enders`: processes that could end it, by whichever thread of theirs."""

    what: For
    enders: frozenset[int] = frozenset()
    queue: int = 0  # Queue.key; 0: it is at none
    target: int = 0  # of PROCESS: its pid, 0: any child; of LOCK: the inode
    is_orphaned: bool = False  # a lock that is taken, and nobody who lives has it

    @property
    def is_at_queue(self) -> bool:
        """Whether it is at a queue that is known."""
        return self.what in _AT_QUEUES and self.queue != 0


@dataclass(frozen=True, slots=True)
class Outlook:
    """All waits of a reading, and who can act: threads as (pid, number), processes as pids."""

    waits: Mapping[tuple[int, int], Wait]
    able: frozenset[tuple[int, int]]
    able_processes: frozenset[int]

    def hopeless(self, reading: Reading) -> tuple[int, ...]:
        """Processes of the program's own code none of whose threads can ever go on."""
        return tuple(
            pid
            for pid, member in reading.members.items()
            if member.threads
            and member.process.kind is Kind.PYTHON
            and pid not in self.able_processes
        )


def outlook(reading: Reading) -> Outlook:
    """Who waits for what, and who can act."""
    judge = _Judge(reading)
    waits = {
        (pid, thread.number): judge.wait(member, thread)
        for pid, member in reading.members.items()
        for thread in member.threads
    }
    able = {key for key, wait in waits.items() if wait.what in _FREE}
    processes = {pid for pid, _ in able} | judge.unreadable
    left = set(waits) - able
    while freed := {key for key in left if _can_go_on(key, waits[key], processes)}:
        able |= freed
        processes |= {pid for pid, _ in freed}
        left -= freed
    return Outlook(waits, frozenset(able), frozenset(processes))


def _can_go_on(key: tuple[int, int], wait: Wait, processes: set[int]) -> bool:
    return bool(wait.enders & processes)


class _Judge:
    """One reading's."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.alive = {p for p, each in reading.members.items() if not each.process.is_dead}
        self.unreadable = {pid for pid in self.alive if not reading.members[pid].threads}
        self._queue_of = {
            inode: (key, part)
            for key, queue in reading.queues.items()
            for part, inode in queue.parts.items()
        }
        self._queue_of_pipe = {q.pipe: key for key, q in reading.queues.items() if q.pipe}
        self._child_ends = _ends_of_children(reading)

    def wait(self, member: Member, thread: Thread) -> Wait:
        """What that thread waits for."""
        if not thread.is_still or member.process.is_stopped:
            return Wait(For.NOTHING)
        if member.process.has_alarm and thread.number == member.pid:
            return Wait(For.TIME)
        if member.process.kind in _HELPERS or _serves_manager(thread):
            return Wait(For.PIPE, self._acting(self.alive - {member.pid}))  # serves the others
        return self._in_call(member, thread)

    def _in_call(self, member: Member, thread: Thread) -> Wait:
        call = thread.seen.call
        match call.doing:
            case Doing.TIMED:
                return Wait(For.TIME)
            case Doing.OUTSIDE:
                return Wait(For.OUTSIDE)
            case Doing.FUTEX:
                return self._at_futex(member, call.target)
            case Doing.CHILD:
                return self._for_process(member, call.target)
            case Doing.READS | Doing.WRITES:
                return self._at_descriptors(member, thread)
        return Wait(For.NOTHING)

    def _at_futex(self, member: Member, address: int) -> Wait:
        inode = member.maps.semaphores.get(address)
        if inode is None:
            return Wait(For.THREAD, frozenset({member.pid}))
        if self.reading.values.get(inode) != 0:
            return Wait(For.NOTHING)
        key, part = self._queue_of.get(inode, (0, None))
        objects = self.reading.locks.get(inode, {}).values()
        is_lock = any(each.is_lock for each in objects)
        holders = frozenset(self.reading.holders(inode))
        if not is_lock:
            enders = self.reading.shares(inode)
        else:
            enders = holders if part is not None else holders or self.reading.shares(inode)
        what = _OF_PART[part] if part is not None else For.LOCK
        return Wait(what, enders, key, inode, is_orphaned=is_lock and not holders)

    def _for_process(self, member: Member, pid: int) -> Wait:
        pid = self.reading.pids.get(pid, pid)
        if pid:
            return Wait(For.PROCESS if pid in self.alive else For.NOTHING, frozenset({pid}), 0, pid)
        children = frozenset(
            each
            for each in self.alive
            if self.reading.members[each].process.stat.parent == member.pid
        )
        return Wait(For.PROCESS, children)

    def _at_descriptors(self, member: Member, thread: Thread) -> Wait:
        waited = waited_descriptors(member, thread)
        is_reading = thread.seen.call.doing is Doing.READS
        waits = [self._at_descriptor(member, *each, is_reading=is_reading) for each in waited]
        for each in waits:
            if each.what in _FREE:
                return each
        if not waits:
            return Wait(For.OUTSIDE)
        enders = frozenset(pid for each in waits for pid in each.enders)
        if len(waits) == 1:
            return waits[0]
        return Wait(For.PIPE, enders)

    def _at_descriptor(self, member: Member, number: int, link: str, *, is_reading: bool) -> Wait:
        each = member.process.descriptors.get(number)
        if each is not None and each.pid:
            return self._for_process(member, each.pid)
        if link.startswith("socket:"):
            return self._at_socket(link)
        if not link.startswith("pipe:") or link in self.reading.outsiders:
            return Wait(For.OUTSIDE)
        return self._reads(link) if is_reading else self._writes(member, link)

    def _at_socket(self, link: str) -> Wait:
        peer = self.reading.peers.get(link)
        others = self._acting(self.reading.readers.get(peer, frozenset()) if peer else frozenset())
        return Wait(For.PIPE, others) if others else Wait(For.OUTSIDE)

    def _reads(self, link: str) -> Wait:
        told = self.reading.contents.get(link)
        if told is None or (told.bytes and not told.missing_bytes):
            return Wait(For.NOTHING)
        ended = self._child_ends.get(link)
        if ended is not None:
            what = For.PROCESS if ended in self.alive else For.NOTHING
            return Wait(what, frozenset({ended}), 0, ended)
        writers = self._acting(self.reading.writers.get(link, frozenset()))
        if not self.reading.writers.get(link):
            return Wait(For.OUTSIDE)
        key = self._queue_of_pipe.get(link, 0)
        return Wait(For.ITEMS if key else For.PIPE, writers, key)

    def _writes(self, member: Member, link: str) -> Wait:
        readers = self._acting(self.reading.readers.get(link, frozenset()))
        if not self.reading.readers.get(link):
            return Wait(For.OUTSIDE)
        key = self._queue_of_pipe.get(link, 0) or self._queue_that_writes(member)
        return Wait(For.ROOM if key else For.PIPE, readers, key)

    def _queue_that_writes(self, member: Member) -> int:
        """A feeder knows the lock of its queue, and not always the pipe: whose lock it has."""
        held = (
            inode
            for inode in self.reading.locks
            if member.pid in self.reading.holders(inode)
            and self._queue_of.get(inode, (0, None))[1] is Part.WRITE_LOCK
        )
        return next((self._queue_of[inode][0] for inode in held), 0)

    def _acting(self, pids: Iterable[int]) -> frozenset[int]:
        """Without multiprocessing's own helpers: they have ends, and never read or write there."""
        members = self.reading.members
        return frozenset(pid for pid in pids if members[pid].process.kind not in _HELPERS)


def _ends_of_children(reading: Reading) -> dict[str, int]:
    """Pipes that a fork server closes when one of its children ends -> that child's pid.

    Who joins a child of a fork server reads there, and so does a Pool of any kind.
    """
    found = {}
    for member in reading.members.values():
        if member.process.kind is not Kind.FORK_SERVER:
            continue
        for thread in member.threads:
            for frame in thread.stack.frames if thread.stack else ():
                for pid, number in _CHILD_ENDS.findall(frame.variables.get("pid_to_fd", "")):
                    descriptor = member.process.descriptors.get(int(number))
                    if descriptor is not None:
                        found[descriptor.link] = reading.pids.get(int(pid), int(pid))
    return found


def _serves_manager(thread: Thread) -> bool:
    """A Manager's own threads: one wakes each second for nothing, one waits for who connects."""
    frames = thread.stack.frames if thread.stack else ()
    return any(
        frame.module.endswith("/managers.py") and frame.name in {"serve_forever", "accepter"}
        for frame in frames[:8]
    ) and not any(frame.name == "serve_client" for frame in frames)


def queue_call(thread: Thread) -> str:
    """The queue's own function that a thread is in: "get", "put", "join" ...; "": in none."""
    frame = queues.call_of(thread.stack) if thread.stack else None
    return frame.name if frame is not None else ""

"""How processes stand and what queues hold, as the wire's records; see engine/observe/wire.py.

A book counts items put, sent and taken. From outside only differences are known: what lies in a
buffer, in the pipe, unfinished. So the counts of one process of each queue, its keeper, are chosen
such that the differences are right.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from engine.attach import facts, spots
from engine.attach.program import Member, Reading
from engine.attach.queues import Part
from engine.attach.threads import Thread
from engine.attach.waits import For, Outlook, queue_call
from engine.observe import wire
from engine.observe.board import CONDITION_WAIT, READING, TIMED, state_word

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
_LEAVING = frozenset({"_exit_function", "_finalize_join", "_python_exit", "_run_finalizers"})


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


NOWHERE = Stand()


def stand_of(outlook: Outlook, member: Member, thread: Thread, numbers: Mapping[int, int]) -> Stand:
    """How a process stands by its main thread. `numbers`: of queues, by key."""
    wait = outlook.waits[member.pid, thread.number]
    call = queue_call(thread)
    if wait.what is For.PROCESS and wait.target:
        return Stand(wire.JOIN_PROCESS, argument=wait.target)
    if wait.is_at_queue and wait.what in _CODES:
        queue = numbers[wait.queue]
        return Stand(_CODES[wait.what], queue, is_reading=wait.what is For.ITEMS)
    if wait.what is For.TIME and call in _CALLS and thread.stack is not None:
        key = spots.queue_at(member, thread.stack)
        if key in numbers:
            return Stand(_CALLS[call], numbers[key], is_timed=True)
    return Stand()


def look_record(
    outlook: Outlook, member: Member, number: int, stand: Stand, since_ns: int
) -> bytes:
    """How a process stands, since when."""
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
    return wire.LOOK.pack(
        number,
        condition,
        stat.pid,
        stat.cpu_ns,
        status,
        stand.word,
        since_ns,
        stand.argument,
        since_ns if member.process.is_dead or is_leaving(member) else 0,
        others,
    )


def book_records(
    reading: Reading, outlook: Outlook, member: Member, number: int, numbers: Mapping[int, int]
) -> Iterator[bytes]:
    """What lies in each queue that a process has. `numbers`: of queues, by key."""
    for key in facts.known_queues(reading, member):
        queue = reading.queues[key]
        is_writing = any(
            wait.what is For.ROOM and wait.queue == key
            for (pid, _), wait in outlook.waits.items()
            if pid == member.pid
        )
        puts = facts.buffered_in(member, key) + is_writing
        sent = dones = 0
        if member.pid == facts.keeper_of(reading, key):
            sent = facts.in_pipe(reading, queue)
            puts += sent + facts.unseen(reading, queue, key)
            dones = facts.all_put(reading, key, puts, member)
            dones -= facts.unfinished(reading, queue)
        has_condition = member.pid in reading.holders(queue.parts.get(Part.CONDITION, 0))
        counters = (puts, sent + is_writing, sent, 0, 0, 0, dones, int(has_condition), 0, 0)
        yield wire.BOOK.pack(number, numbers[key], *counters)


def is_leaving(member: Member) -> bool:
    """Whether its own code is through, and multiprocessing cleans up."""
    thread = member.main_thread
    frames = thread.stack.frames if thread is not None and thread.stack is not None else ()
    return any(frame.name in _LEAVING for frame in frames)


def batches(kind: int, at_ns: int, records: list[bytes]) -> list[bytes]:
    """Records in frames; a look tells its time even where nothing is new."""
    head = wire.LOOK_TIME.pack(at_ns)
    if not records:
        return [wire.frame(kind, wire.NO_QUEUE, head)] if kind == wire.LOOKS else []
    most = (wire.BODY_LIMIT - len(head)) // len(records[0])
    return [
        wire.frame(kind, wire.NO_QUEUE, head + b"".join(records[at : at + most]))
        for at in range(0, len(records), most)
    ]

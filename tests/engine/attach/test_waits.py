"""Who can go on: judged from what was read, without a process."""

from __future__ import annotations

import pytest

from engine.attach import pipes
from engine.attach.calls import Call, Doing, Seen
from engine.attach.memory import Maps
from engine.attach.pipes import Contents
from engine.attach.processes import Descriptor, Kind, Process, Stat
from engine.attach.program import Member, Reading
from engine.attach.queues import Part, Queue
from engine.attach.semaphores import PLAIN, SemLock
from engine.attach.threads import Thread
from engine.attach.waits import For, outlook

PIPE, ADDRESS, INODE = "pipe:[7]", 0x1000, 70
EMPTY = Contents(0, 0, 0)
WAITS_FOREVER = Call(Doing.FUTEX, 0x9999)  # at a lock of its own process


def member(pid, *calls, ends=(), semaphores=None, kind=Kind.PYTHON, state="S", **more):
    """A process whose threads are in these calls; `ends` are its ends of `PIPE`, "r" or "w"."""
    descriptors = {number: Descriptor(PIPE, mode) for number, mode in enumerate(ends)}
    stat = Stat(pid, 1, 1, state, pid, 0, None)
    threads = tuple(
        Thread(pid + at, Seen(1, call, 0), is_still=True) for at, call in enumerate(calls)
    )
    process = Process(stat, ("python",), kind, descriptors=descriptors, **more)
    return Member(process, threads, Maps(semaphores or {}))


def reading(*members, contents=EMPTY, values=None, locks=None, queues=None, **more):
    """Of these processes."""
    ends = {mode: frozenset(m.pid for m in members if _has(m, mode)) for mode in "rw"}
    told = {
        "root": members[0].pid,
        "members": {each.pid: each for each in members},
        "queues": queues or {},
        "values": values or {},
        "locks": locks or {},
        "contents": {PIPE: contents},
        "readers": {PIPE: ends["r"]},
        "writers": {PIPE: ends["w"]},
        "peers": {},
        "outsiders": frozenset(),
        "pids": {},
    }
    return Reading(**(told | more))


def _has(each, mode):
    return any(mode in one.mode for one in each.process.descriptors.values())


def stuck(read):
    """Who can never go on."""
    return set(outlook(read).hopeless(read))


READS = Call(Doing.READS, descriptors=(0,))
SLEEPS = Call(Doing.TIMED)


def test_a_reader_waits_for_whoever_can_write_and_act():
    assert not stuck(reading(member(10, READS, ends="r"), member(20, SLEEPS, ends="w")))


def test_a_reader_is_stuck_when_every_writer_is():
    writer = member(20, WAITS_FOREVER, ends="w")
    assert stuck(reading(member(10, READS, ends="r"), writer)) == {10, 20}


def test_any_thread_of_a_writer_may_write():
    writer = member(20, WAITS_FOREVER, SLEEPS, ends="w")
    assert not stuck(reading(member(10, READS, ends="r"), writer))


def test_a_reader_with_something_to_read_is_about_to():
    read = reading(member(10, READS, ends="r"), contents=Contents(9, 1, 0))
    assert not stuck(read)


def test_somebody_outside_the_program_may_write():
    writer = member(20, WAITS_FOREVER, ends="w")
    read = reading(member(10, READS, ends="r"), writer, outsiders=frozenset({PIPE}))
    assert stuck(read) == {20}


def test_multiprocessings_own_helpers_never_write():
    tracker = member(20, SLEEPS, ends="w", kind=Kind.TRACKER)
    assert stuck(reading(member(10, READS, ends="r"), tracker)) == {10}


def test_an_alarm_may_break_a_wait():
    assert not stuck(reading(member(10, WAITS_FOREVER, has_alarm=True)))


def test_who_is_stopped_may_go_on():
    assert not stuck(reading(member(10, WAITS_FOREVER, state="T")))


def test_who_cannot_be_read_may_do_anything():
    unread = Member(Process(Stat(20, 10, 1, "S", 20, 0, None), ("python",), Kind.PYTHON))
    joins = member(10, Call(Doing.CHILD, 20))
    assert not stuck(reading(joins, unread))


def test_a_join_waits_for_the_process_and_ends_with_it():
    joins = member(10, Call(Doing.CHILD, 20))
    dead = member(20, state="Z")
    assert stuck(reading(joins, member(20, WAITS_FOREVER))) == {10, 20}
    assert not stuck(reading(joins, dead))


def lock_of(count):
    """One process's object of the lock at `ADDRESS`."""
    return SemLock(ADDRESS, 0, count, 1, PLAIN)


def waiting(pid):
    """A process that waits for the lock."""
    return member(pid, Call(Doing.FUTEX, ADDRESS), semaphores={ADDRESS: INODE})


def having(pid, call):
    """One that may have it."""
    return member(pid, call, semaphores={ADDRESS: INODE})


@pytest.mark.parametrize(("call", "expected"), [(SLEEPS, set()), (WAITS_FOREVER, {10, 20})])
def test_a_lock_is_given_back_by_who_has_it(call, expected):
    locks = {INODE: {10: lock_of(0), 20: lock_of(1)}}
    read = reading(waiting(10), having(20, call), values={INODE: 0}, locks=locks)
    assert stuck(read) == expected


def test_a_free_lock_is_about_to_be_taken():
    assert not stuck(reading(waiting(10), values={INODE: 1}))


def test_a_queues_lock_that_nobody_alive_has_is_never_given_back():
    queue = Queue("Queue", parts={Part.WRITE_LOCK: 71, Part.READ_LOCK: INODE})
    locks = {INODE: {10: lock_of(0), 20: lock_of(0)}}
    read = reading(
        waiting(10), having(20, SLEEPS), values={INODE: 0}, locks=locks, queues={71: queue}
    )
    seen = outlook(read)
    assert set(seen.hopeless(read)) == {10}
    assert seen.waits[10, 10].is_orphaned
    assert seen.waits[10, 10].what is For.READ_LOCK


def test_a_lock_of_the_programs_own_may_be_released_by_whoever_shares_it():
    locks = {INODE: {10: lock_of(0), 20: lock_of(0)}}
    read = reading(waiting(10), having(20, SLEEPS), values={INODE: 0}, locks=locks)
    assert not stuck(read)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", (0, 0)),
        (b"\0\0\0\2ab", (1, 0)),
        (b"\0\0\0\2ab\0\0\0\3c", (1, 2)),
        (b"\xff\xff\xff\xff" + (5).to_bytes(8, "big") + b"abc", (0, 2)),
    ],
)
def test_whole_items_are_counted_and_what_is_missing(data, expected):
    assert pipes._items(data) == expected

"""What a reading tells of a program as a whole: names, depths, locks of the dead, lost workers."""

from __future__ import annotations

import re

from engine.attach.processes import Kind
from engine.attach.program import Member, Reading
from engine.attach.queues import Part, Queue

_POOL_WORKER = re.compile(r"(\w*PoolWorker)-(?:\d+:)*(\d+)")
_NUMBERED = re.compile(r"-(\d+)$")
MOST_LOST = 20  # workers of a Pool: where more are gone, all go as soon as they come


def names_of(reading: Reading) -> dict[int, str]:
    """What each process calls itself, or its parent calls it; else by what it is."""
    from_parents = {
        child.pid: child.name for m in reading.members.values() for child in m.family.children
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

    A Pool numbers its workers on. One with maxtasksperchild replaces them by itself: none is lost.
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
    ]


def _is_replaced_on_purpose(member: Member) -> bool:
    thread = member.main_thread
    frames = thread.stack.frames if thread is not None and thread.stack is not None else ()
    return any(frame.variables.get("maxtasks", "None") != "None" for frame in frames)


def depth_of(reading: Reading, queue: Queue) -> int | None:
    """Items put and not yet taken, by the semaphore of the free slots; None: not known."""
    if Part.SLOTS not in queue.parts:
        return in_pipe(reading, queue)
    free = reading.values.get(queue.parts[Part.SLOTS])
    most = queue.maxsize or (1 << 31) - 1
    return max(0, most - free) if free is not None else None


def buffered_in(member: Member, key: int) -> int:
    """Items that a process has put and not yet sent, as far as its stacks show."""
    return max((q.buffered or 0 for q in member.queues.values() if q.key == key), default=0)


def in_pipe(reading: Reading, queue: Queue) -> int:
    """Whole items that lie in a queue's pipe."""
    told = reading.contents.get(queue.pipe)
    return told.items if told is not None else 0


def unseen(reading: Reading, queue: Queue, key: int) -> int:
    """Items in the queue by its semaphore that were seen neither in a buffer nor in the pipe."""
    seen = sum(buffered_in(member, key) for member in reading.members.values())
    return max(0, (depth_of(reading, queue) or 0) - seen - in_pipe(reading, queue))


def all_put(reading: Reading, key: int, keepers: int, keeper: Member) -> int:
    """What the books of all processes together say was put, the keeper's being `keepers`."""
    others = (m for m in reading.members.values() if m.pid != keeper.pid)
    return keepers + sum(buffered_in(member, key) for member in others)


def unfinished(reading: Reading, queue: Queue) -> int:
    """task_done calls that are due before join() returns."""
    return reading.values.get(queue.parts.get(Part.TASKS, 0), 0)


def keeper_of(reading: Reading, key: int) -> int:
    """The process whose counts stand for all that cannot be told apart."""
    return min(pid for pid in reading.members if key in known_queues(reading, reading.members[pid]))


def name_of_dead(reading: Reading) -> str:
    """Of the only one that a signal has ended, where there is one such."""
    names = names_of(reading)
    dead = [
        pid
        for pid, member in reading.members.items()
        if member.process.is_dead and (exit_code(member.process.stat.exit_status) or 0) < 0
    ]
    return names[dead[0]] if len(dead) == 1 else ""


def exit_code(status: int | None) -> int | None:
    """The exit code in a wait status; negative: a signal."""
    if status is None:
        return None
    return -(status & 0x7F) if status & 0x7F else status >> 8

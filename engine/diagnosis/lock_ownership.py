"""Who died holding a lock?

A semaphore has no owner, so its value proves nothing. What proves something is the word that its
last holder left on the board:

    reading, writing, condition: the word was written inside the lock. The dead one held it.
    has read, has written: the word was written just before the lock was given back. The dead one
        may have held it: believed when others stand still who want it, and none of them has it.

A message is torn when its writer or its reader died between its pieces. Small ones are written in
one piece, which the system does wholly or not at all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from engine.model.system_state import SystemState
from engine.observe import wire
from engine.observe.board import CONDITION_WAIT

SUSPECT_NS = 200_000_000  # others must have stood still for so long before a "may" counts


class Part(StrEnum):
    """The locks of a queue."""

    READ = "read"
    WRITE = "write"
    CONDITION = "condition"


@dataclass(frozen=True, slots=True)
class Orphan:
    """A lock whose holder died. `torn_bytes`: size of the message that was torn, 0: none was."""

    part: Part
    queue: int
    process: int
    pid: int
    torn_bytes: int = 0

    @property
    def is_torn(self) -> bool:
        """Whether what lies in the pipe can't be read any more."""
        return self.torn_bytes > 0


def find_orphans(system: SystemState) -> tuple[Orphan, ...]:
    """All of them, those repaired left out.

    A program that comes to its end terminates its daemons wherever they are: then a lock is an
    orphan only if somebody waits for it all the same.
    """
    found = []
    for queue in range(len(system.queues)):
        for orphan in (
            *_read_orphans(system, queue),
            *_write_orphans(system, queue),
            *_condition_orphans(system, queue),
        ):
            if system.is_ending and not _is_missed(system, orphan.part, queue):
                continue
            is_repaired = (orphan.process, queue, orphan.part.value) in system.repaired
            if not is_repaired:
                found.append(orphan)
    return tuple(found)


def find_misread(system: SystemState) -> tuple[tuple[int, int], ...]:
    """(process, queue) of those who took the middle of a message for its beginning."""
    return tuple(key for key, words in system.words.items() if words.reading_bytes < 0)


def died_in_join(system: SystemState) -> tuple[tuple[int, int], ...]:
    """(process, queue) of those who died inside JoinableQueue.join()."""
    return tuple(
        (process, system.places[process])
        for process in system.dead
        if system.process_states[process].state == wire.JOIN_QUEUE and system.places[process] >= 0
    )


def _is_missed(system: SystemState, part: Part, queue: int) -> bool:
    """Whether somebody who lives has stood still for a while, and wants that lock."""
    for process in system.alive:
        process_state, words = system.process_states[process], system.of(process, queue)
        is_here = system.places[process] == queue
        wants = {
            Part.READ: is_here
            and process_state.state == wire.GET_WAIT
            and not process_state.is_reading,
            Part.WRITE: bool(words.buffered) and not words.is_writing,
            Part.CONDITION: is_here and process_state.state == CONDITION_WAIT,
        }[part]
        if wants and system.still_ns[process] >= SUSPECT_NS:
            return True
    return False


def _orphan(system: SystemState, part: Part, queue: int, process: int, torn: int = 0) -> Orphan:
    return Orphan(part, queue, process, system.process_states[process].pid, torn)


def _read_orphans(system: SystemState, queue: int) -> Iterator[Orphan]:
    living = [p for p in system.alive if system.places[p] == queue]
    readers = [p for p in living if system.process_states[p].is_reading]
    if readers:
        return  # somebody has it who lives
    is_missed = _is_missed(system, Part.READ, queue)
    for process, words in system.dead_at(queue):
        if system.places[process] != queue or _has_been_passed(system, process, queue):
            continue
        process_state = system.process_states[process]
        if process in system.unwound and not process_state.threads:
            continue
        if process_state.is_reading:
            yield _orphan(system, Part.READ, queue, process, max(0, words.reading_bytes))
        elif (
            is_missed and process_state.state in {0, wire.GET_WAIT} and not process_state.leaving_ns
        ):
            yield _orphan(system, Part.READ, queue, process)


def _has_been_passed(system: SystemState, process: int, queue: int) -> bool:
    """Whether somebody has begun a get after that death, and has read since.

    He is in his own code then, or about to say task_done. One that waits elsewhere at the queue, in
    put or join, has read nothing by that.
    """
    died_ns = system.died_ns.get(process, system.at_ns)
    return any(
        system.places[p] == queue
        and system.process_states[p].since_ns > died_ns
        and system.process_states[p].state in {0, CONDITION_WAIT}
        and system.of(p, queue).gets
        for p in system.alive
    )


def _write_orphans(system: SystemState, queue: int) -> Iterator[Orphan]:
    known = system.at_queue(queue)
    if any(words.is_writing and not system.process_states[p].is_dead for p, words in known):
        return
    is_missed = _is_missed(system, Part.WRITE, queue)
    for process, words in system.dead_at(queue):
        if words.is_writing:
            yield _orphan(system, Part.WRITE, queue, process, words.writing_bytes)
        elif is_missed and words.puts and not _left_well(system, process):
            yield _orphan(system, Part.WRITE, queue, process)


def _left_well(system: SystemState, process: int) -> bool:
    process_state = system.process_states[process]
    return bool(process_state.leaving_ns) and not any(
        words.buffered for (p, _), words in system.words.items() if p == process
    )


def _condition_orphans(system: SystemState, queue: int) -> Iterator[Orphan]:
    holders = [p for p, w in system.at_queue(queue) if w.in_condition and _has_it(system, p)]
    if any(not system.process_states[process].is_dead for process in holders):
        return
    for process in holders:
        if system.process_states[process].is_dead and process not in system.unwound:
            yield _orphan(system, Part.CONDITION, queue, process)


def _has_it(system: SystemState, process: int) -> bool:
    """Who waits in join has given the lock back meanwhile."""
    return system.process_states[process].state not in {wire.JOIN_QUEUE, CONDITION_WAIT}

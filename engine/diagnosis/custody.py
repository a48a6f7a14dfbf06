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

from engine.diagnosis.situation import Situation
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


def find_orphans(situation: Situation) -> tuple[Orphan, ...]:
    """All of them, those repaired left out.

    A program that comes to its end terminates its daemons wherever they are: then a lock is an
    orphan only if somebody waits for it all the same.
    """
    found = []
    for queue in range(len(situation.queues)):
        for orphan in (
            *_read_orphans(situation, queue),
            *_write_orphans(situation, queue),
            *_condition_orphans(situation, queue),
        ):
            if situation.is_ending and not _is_missed(situation, orphan.part, queue):
                continue
            is_repaired = (orphan.process, queue, orphan.part.value) in situation.repaired
            if not is_repaired:
                found.append(orphan)
    return tuple(found)


def find_misread(situation: Situation) -> tuple[tuple[int, int], ...]:
    """(process, queue) of those who took the middle of a message for its beginning."""
    return tuple(key for key, words in situation.words.items() if words.reading_bytes < 0)


def died_in_join(situation: Situation) -> tuple[tuple[int, int], ...]:
    """(process, queue) of those who died inside JoinableQueue.join()."""
    return tuple(
        (process, situation.places[process])
        for process in situation.dead
        if situation.standings[process].state == wire.JOIN_QUEUE and situation.places[process] >= 0
    )


def _is_missed(situation: Situation, part: Part, queue: int) -> bool:
    """Whether somebody who lives has stood still for a while, and wants that lock."""
    for process in situation.alive:
        standing, words = situation.standings[process], situation.of(process, queue)
        is_here = situation.places[process] == queue
        wants = {
            Part.READ: is_here and standing.state == wire.GET_WAIT and not standing.is_reading,
            Part.WRITE: bool(words.buffered) and not words.is_writing,
            Part.CONDITION: is_here and standing.state == CONDITION_WAIT,
        }[part]
        if wants and situation.still_ns[process] >= SUSPECT_NS:
            return True
    return False


def _orphan(situation: Situation, part: Part, queue: int, process: int, torn: int = 0) -> Orphan:
    return Orphan(part, queue, process, situation.standings[process].pid, torn)


def _read_orphans(situation: Situation, queue: int) -> Iterator[Orphan]:
    living = [p for p in situation.alive if situation.places[p] == queue]
    readers = [p for p in living if situation.standings[p].is_reading]
    if readers:
        return  # somebody has it who lives
    is_missed = _is_missed(situation, Part.READ, queue)
    for process, words in situation.dead_at(queue):
        if situation.places[process] != queue or _has_been_passed(situation, process, queue):
            continue
        standing = situation.standings[process]
        if standing.is_reading:
            yield _orphan(situation, Part.READ, queue, process, max(0, words.reading_bytes))
        elif is_missed and standing.state in {0, wire.GET_WAIT} and not standing.leaving_ns:
            yield _orphan(situation, Part.READ, queue, process)


def _has_been_passed(situation: Situation, process: int, queue: int) -> bool:
    """Whether somebody has begun a get after that death, and has read since.

    He is in his own code then, or about to say task_done. One that waits elsewhere at the queue, in
    put or join, has read nothing by that.
    """
    died_ns = situation.died_ns.get(process, situation.at_ns)
    return any(
        situation.places[p] == queue
        and situation.standings[p].since_ns > died_ns
        and situation.standings[p].state in {0, CONDITION_WAIT}
        and situation.of(p, queue).gets
        for p in situation.alive
    )


def _write_orphans(situation: Situation, queue: int) -> Iterator[Orphan]:
    known = situation.at_queue(queue)
    if any(words.is_writing and not situation.standings[p].is_dead for p, words in known):
        return
    is_missed = _is_missed(situation, Part.WRITE, queue)
    for process, words in situation.dead_at(queue):
        if words.is_writing:
            yield _orphan(situation, Part.WRITE, queue, process, words.writing_bytes)
        elif is_missed and words.puts and not _left_well(situation, process):
            yield _orphan(situation, Part.WRITE, queue, process)


def _left_well(situation: Situation, process: int) -> bool:
    standing = situation.standings[process]
    return bool(standing.leaving_ns) and not any(
        words.buffered for (p, _), words in situation.words.items() if p == process
    )


def _condition_orphans(situation: Situation, queue: int) -> Iterator[Orphan]:
    holders = [p for p, w in situation.at_queue(queue) if w.in_condition and _has_it(situation, p)]
    if any(not situation.standings[process].is_dead for process in holders):
        return
    for process in holders:
        if situation.standings[process].is_dead:
            yield _orphan(situation, Part.CONDITION, queue, process)


def _has_it(situation: Situation, process: int) -> bool:
    """Who waits in join has given the lock back meanwhile."""
    return situation.standings[process].state not in {wire.JOIN_QUEUE, CONDITION_WAIT}

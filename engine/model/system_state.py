"""All that can be judged from looks alone: who is there, what they hold, what lies in the queues.

Everything is by the run's own indices here: queues are one thing in all processes. Both the
timeline and a live run make one of these, so both judge alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from engine.model.stack_positions import ProgramLock, StackPosition
from engine.model.system_samples import NO_WORDS, ProcessState, SystemSamples, Words
from engine.observe.board import PipeSample

STILL_NS = 700_000_000  # one that stood still for so long waits in earnest
TOLD_NS = 400_000_000  # one whose spot is so old has not moved while the others told theirs
WELL_KNOWN_NS = 900_000_000  # by then all have looked, and told, what came of a death


@dataclass(frozen=True, slots=True)
class PipeFacts:
    """What is known of a queue's pipe beforehand; engine/observe/wire.py."""

    capacity_bytes: int = 0  # 0: the system does not tell
    own_capacity_bytes: int = 0  # of the program's own bytes; 0: as many as fit
    trailer_bytes: int = 0  # the probe's, behind each item


@dataclass(frozen=True, slots=True)
class QueueFacts:
    """What kind of queue it is."""

    kind: str  # "Queue", "JoinableQueue", "SimpleQueue"
    maxsize: int  # 0: unbounded
    pipe: PipeFacts = PipeFacts()


@dataclass(frozen=True)
class SystemState:
    """One look, put together. Processes are `WorkerView.process`, queues `QueueView.index`."""

    at_ns: int
    process_states: Mapping[int, ProcessState]
    places: Mapping[int, int]  # process -> the queue at which it waits, or waited last; -1: none
    words: Mapping[tuple[int, int], Words]  # of (process, queue)
    queues: Sequence[QueueFacts]
    still_ns: Mapping[int, int]
    died_ns: Mapping[int, int]
    repaired: frozenset[tuple[int, int, str]]  # process, queue, part
    is_ending: bool  # the main process is gone, or about to go
    paces: tuple[tuple[int, float], ...] = ()  # since when the demo's work goes how much faster
    spots: Mapping[int, StackPosition] = field(
        default_factory=dict
    )  # where they stand outside queues
    held: Mapping[int, tuple[ProgramLock, ...]] = field(
        default_factory=dict
    )  # the dead: had at last
    locks_made: Mapping[str, ProgramLock] = field(default_factory=dict)  # by key, where it is known

    unwound: frozenset[int] = frozenset()  # the dead that left by Python's own way

    @cached_property
    def alive(self) -> tuple[int, ...]:
        """Processes that have not ended."""
        return tuple(
            p for p, process_state in self.process_states.items() if not process_state.is_dead
        )

    @cached_property
    def dead(self) -> tuple[int, ...]:
        """Processes that have."""
        return tuple(p for p, process_state in self.process_states.items() if process_state.is_dead)

    @cached_property
    def own_locks(self) -> tuple[ProgramLock, ...]:
        """Locks of the program's own that somebody waits for, as those know them who made them."""
        wanted = {spot.lock.key: spot.lock for spot in self.spots.values() if spot.lock is not None}
        return tuple(self.locks_made.get(key, lock) for key, lock in wanted.items())

    def own_lock(self, process: int) -> int:
        """The number of the lock for which the process waits; -1: it waits for none."""
        spot = self.spots.get(process)
        key = spot.lock.key if spot is not None and spot.lock is not None else None
        return next((at for at, lock in enumerate(self.own_locks) if lock.key == key), -1)

    def is_endless(self, process: int) -> bool:
        """Whether it waits outside queues without an end, and others were looked at since.

        What others do is known half a second later (observe/stack_sampler.py): one that got
        the lock meanwhile would have reported it.
        """
        spot = self.spots.get(process)
        return spot is not None and spot.is_endless and self.at_ns - spot.at_ns >= TOLD_NS

    def has_died_just_now(self, process: int) -> bool:
        """Whether others may not have told yet what came of its death."""
        return self.at_ns - self.died_ns.get(process, -WELL_KNOWN_NS) < WELL_KNOWN_NS

    def holders(self, own_lock: int) -> tuple[int, ...]:
        """Who has that lock, as far as is known; among them the dead who had it at last."""
        key = self.own_locks[own_lock].key
        return tuple(p for p, locks in self.held.items() if any(lock.key == key for lock in locks))

    @cached_property
    def by_pid(self) -> Mapping[int, int]:
        """The latest process of each pid."""
        return {
            process_state.pid: process for process, process_state in self.process_states.items()
        }

    def of(self, process: int, queue: int) -> Words:
        """The words of one process at one queue."""
        return self.words.get((process, queue), NO_WORDS)

    @cached_property
    def _by_queue(self) -> Mapping[int, list[tuple[int, Words]]]:
        found: dict[int, list[tuple[int, Words]]] = {}
        for (process, queue), words in self.words.items():
            found.setdefault(queue, []).append((process, words))
        return found

    def at_queue(self, queue: int) -> Iterable[tuple[int, Words]]:
        """All processes that know the queue, with their words."""
        return self._by_queue.get(queue, ())

    def dead_at(self, queue: int) -> Iterable[tuple[int, Words]]:
        """Those among them that have ended."""
        return [(p, words) for p, words in self.at_queue(queue) if self.process_states[p].is_dead]

    def knows(self, process: int, queue: int) -> bool:
        """Whether the process has that queue."""
        return (process, queue) in self.words

    def buffered(self, queue: int) -> int:
        """Items in the buffers of living processes."""
        return sum(
            words.buffered
            for p, words in self.at_queue(queue)
            if not self.process_states[p].is_dead
        )

    def in_pipe(self, queue: int) -> int:
        """Items written and not yet read."""
        return self._in_pipe.get(queue, 0)

    @cached_property
    def _in_pipe(self) -> Mapping[int, int]:
        return {
            queue: max(0, sum(words.sent - words.drops - words.gets for _, words in known))
            for queue, known in self._by_queue.items()
        }

    def pipe_sample(self, queue: int) -> PipeSample | None:
        """What anybody saw last of the queue itself."""
        seen = (words.pipe_sample for _, words in self.at_queue(queue))
        return max((each for each in seen if each is not None), default=None)

    def unfinished(self, queue: int) -> int:
        """task_done calls that are due before join returns."""
        at_queue = self.at_queue(queue)
        return max(0, sum(words.puts - words.dones for _, words in at_queue))

    def missing_slots(self, queue: int) -> int:
        """Slots that neither an item has nor anybody can get: they went with dead processes."""
        used = self.buffered(queue) + self.in_pipe(queue)
        return max(0, self.queues[queue].maxsize - used) if self.queues[queue].maxsize else 0

    def is_still(self, process: int) -> bool:
        """Whether it has stood exactly so for long enough to be believed."""
        return self.still_ns.get(process, 0) >= STILL_NS


def put_together(
    book: SystemSamples,
    queue_of: Mapping[tuple[int, int], int],
    queues: Sequence[QueueFacts],
    main: int | None,
) -> SystemState:
    """The system at the latest look.

    Args:
        book: of all looks.
        queue_of: (process, its own index of a queue) -> the run's index.
        queues: by the run's index.
        main: the program's main process.
    """
    process_states = book.process_states
    words: dict[tuple[int, int], Words] = {}
    for (process, local), index in queue_of.items():
        if process in process_states:
            words[process, index] = book.words.get((process, local), NO_WORDS)
    return SystemState(
        at_ns=book.at_ns,
        process_states=dict(process_states),
        places={p: queue_of.get((p, s.queue), -1) for p, s in process_states.items()},
        words=words,
        queues=tuple(queues),
        still_ns={process: book.still_ns(process) for process in process_states},
        died_ns=dict(book.died_ns),
        repaired=frozenset(
            (released.process, released.queue, released.part) for released in book.repairs
        ),
        is_ending=main in process_states
        and bool(process_states[main].is_dead or process_states[main].leaving_ns),
        paces=tuple(book.paces),
    )

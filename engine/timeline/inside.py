"""What is inside a queue: its buffers, its pipe, its locks and its counts, at the latest look.

    process        a sender's buffer   write lock   pipe   read lock   a receiver's hands
    put() ----------> [ o o o ] ---------> | ------> ( o o ) ---> | --------> get() ... task_done()

A queue that looks like one thing from outside is all of this. The numbers are the processes' own
counters on the board, read ten times a second together with who stands where; so they are true of
one moment, and between two of them much may happen that nobody is shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from engine.observe import board, wire
from engine.timeline.columns import Growable

if TYPE_CHECKING:
    from engine.diagnosis.looks import Words
    from engine.diagnosis.situation import PipeFacts, QueueFacts, Situation
    from engine.model.snapshot import Counts, Times


UNSEEN_NS = 250_000_000  # a process that runs any Python looks again within 100 ms


class Feeder(Enum):
    """What the feeder thread of a process with items in its buffer is at."""

    WRITING = auto()  # it has the write lock
    PICKLING = auto()  # seen in ForkingPickler.dumps
    AT_WRITE_LOCK = auto()  # seen to wait for it while another process has it
    COMING = auto()  # seen elsewhere: it has not come to the next item yet
    UNSEEN = auto()  # no thread of the process runs Python: C code that pickles, as a rule
    STOPPED = auto()  # the process is, by a signal
    IDLE = auto()  # nothing is in the buffer


_SEEN = {board.PICKLING: Feeder.PICKLING, board.AT_WRITE_LOCK: Feeder.AT_WRITE_LOCK}


@dataclass(frozen=True, slots=True)
class Pipe:
    """The bytes in a queue's pipe. `own` is without what the probe puts behind each item."""

    at_ns: int  # when they were counted, by a process that has the queue
    bytes: int
    own_bytes: int
    capacity_bytes: int  # 0: not known
    own_capacity_bytes: int  # 0: not known


@dataclass(frozen=True, slots=True)
class Sender:
    """A process that has put items into the queue. `process` is `WorkerView.process`."""

    process: int
    buffered: int  # items that put() has returned for and the feeder has not yet written
    feeder: Feeder = Feeder.IDLE
    writing_bytes: int = 0  # size of the message it writes in several pieces, else 0

    @property
    def is_writing(self) -> bool:
        """Whether its feeder thread has the write lock."""
        return self.feeder is Feeder.WRITING


@dataclass(frozen=True, slots=True)
class Inside:
    """The parts of one queue at one moment. Processes are `WorkerView.process`."""

    at_ns: int
    senders: tuple[Sender, ...]
    in_pipe: int  # items written and not yet read
    pipe: Pipe | None  # None: nobody could count its bytes
    reader: int | None  # has the read lock
    waiting: tuple[int, ...]  # wait for the read lock, in get
    reading_bytes: int  # size of the message that is read in several pieces, else 0
    in_condition: int | None  # has the lock of JoinableQueue's condition
    free_slots: int | None  # what the semaphore would say; None: it has no bound
    in_hands: int  # taken, and no task_done yet; 0 where the queue has no task_done
    unfinished: int | None  # task_done calls that join() still waits for; None: not joinable
    history: History

    @property
    def buffered(self) -> int:
        """Items in all buffers together."""
        return sum(sender.buffered for sender in self.senders)

    @property
    def writer(self) -> int | None:
        """The process whose feeder thread has the write lock."""
        return next((sender.process for sender in self.senders if sender.is_writing), None)


@dataclass(frozen=True, slots=True)
class History:
    """Where the items were at each look at which something had changed; each of shape (n,)."""

    times_ns: Times
    buffered: Counts
    in_pipe: Counts
    in_hands: Counts

    def at(self, moments_ns: Times) -> npt.NDArray[np.int64]:
        """What held at these moments: buffered, in_pipe, in_hands; shape (3, m). Before: zeros."""
        places = np.searchsorted(self.times_ns, moments_ns, side="right") - 1
        found = np.stack([self.buffered, self.in_pipe, self.in_hands]) if len(self.times_ns) else 0
        if isinstance(found, int):
            return np.zeros((3, len(moments_ns)), np.int64)
        held: npt.NDArray[np.int64] = np.where(places >= 0, found[:, np.maximum(places, 0)], 0)
        return held


class Insides:
    """One timeline's; looks into each queue and remembers."""

    def __init__(self) -> None:
        """Nothing has been looked at."""
        self._tracks: dict[int, Growable] = {}
        self._last: dict[int, tuple[int, int, int]] = {}

    def look(self, situation: Situation) -> tuple[Inside, ...]:
        """The inside of each queue, in their order."""
        return tuple(
            self._look_into(situation, queue, facts) for queue, facts in enumerate(situation.queues)
        )

    def _look_into(self, situation: Situation, queue: int, facts: QueueFacts) -> Inside:
        maxsize = facts.maxsize
        known = sorted(situation.at_queue(queue))
        alive = [(p, words) for p, words in known if not situation.standings[p].is_dead]
        senders = tuple(
            Sender(p, words.buffered, _feeder(situation, p, words), words.writing_bytes)
            for p, words in known
            if words.puts
        )
        readers = [
            (p, situation.standings[p].is_reading)
            for p, _ in alive
            if situation.standings[p].state == wire.GET_WAIT and situation.places.get(p) == queue
        ]
        is_joinable = facts.kind == "JoinableQueue"
        gets = sum(words.gets for _, words in known)
        dones = sum(words.dones for _, words in known)
        in_hands = max(0, gets - dones) if is_joinable else 0
        in_pipe = situation.in_pipe(queue)
        buffered = sum(sender.buffered for sender in senders)
        self._remember(queue, situation.at_ns, (buffered, in_pipe, in_hands))
        return Inside(
            at_ns=situation.at_ns,
            senders=senders,
            in_pipe=in_pipe,
            pipe=_pipe(situation, queue, facts.pipe),
            reader=next((p for p, is_reading in readers if is_reading), None),
            waiting=tuple(p for p, is_reading in readers if not is_reading),
            reading_bytes=max((words.reading_bytes for _, words in known), default=0),
            in_condition=next((p for p, words in known if words.in_condition), None),
            free_slots=max(0, maxsize - buffered - in_pipe) if maxsize else None,
            in_hands=in_hands,
            unfinished=situation.unfinished(queue) if is_joinable else None,
            history=self._history(queue),
        )

    def _remember(self, queue: int, at_ns: int, counts: tuple[int, int, int]) -> None:
        if self._last.get(queue) == counts:
            return
        self._last[queue] = counts
        track = self._tracks.setdefault(queue, Growable(np.int64, 4))
        track.append(np.array([[at_ns, *counts]]))

    def _history(self, queue: int) -> History:
        rows = self._tracks[queue].view()
        return History(rows[:, 0], rows[:, 1], rows[:, 2], rows[:, 3])


def _feeder(situation: Situation, process: int, words: Words) -> Feeder:
    sample = words.pipe_sample
    if words.is_writing:
        return Feeder.WRITING
    if not words.buffered:
        return Feeder.IDLE
    if situation.standings[process].is_stopped:
        return Feeder.STOPPED
    if sample is None or situation.at_ns - sample.at_ns > UNSEEN_NS:
        return Feeder.UNSEEN
    return _SEEN.get(sample.feeder, Feeder.COMING)


def _pipe(situation: Situation, queue: int, facts: PipeFacts) -> Pipe | None:
    sample = situation.pipe_sample(queue)
    if sample is None:
        return None
    ours = facts.trailer_bytes * situation.in_pipe(queue)
    return Pipe(
        sample.at_ns,
        sample.pipe_bytes,
        max(0, sample.pipe_bytes - ours),
        facts.capacity_bytes,
        facts.own_capacity_bytes,
    )

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

if TYPE_CHECKING:
    from engine.model.snapshot import Counts, Times


class Feeder(Enum):
    """What the feeder thread of a process with items in its buffer is at."""

    WRITING = auto()  # it has the write lock
    PICKLING = auto()  # seen in ForkingPickler.dumps
    AT_WRITE_LOCK = auto()  # seen to wait for it while another process has it
    COMING = auto()  # seen elsewhere: it has not come to the next item yet
    UNSEEN = auto()  # no thread of the process runs Python: C code that pickles, as a rule
    STOPPED = auto()  # the process is, by a signal
    IDLE = auto()  # nothing is in the buffer


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

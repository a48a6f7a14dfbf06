"""The books of a queue, as data: items put = taken + in the queue + lost, exactly.

While a run goes on, items between a producer's buffer and a consumer's hands are in the queue. At
its end each one that was not taken is either still in the pipe (in the queue; nobody came for it)
or lost, with its reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from engine.model.findings import ItemId


class LossReason(StrEnum):
    """Why an item that was put can never be taken."""

    UNPICKLABLE = "unpicklable"  # the feeder could not pickle it
    NOT_WRITTEN = "not-written"  # the feeder could not write it: the pipe was closed or broken
    NOT_FLUSHED = "not-flushed"  # the process ended before its feeder had sent it; why is not known
    EXITED = "exited"  # likewise, by os._exit() or another way that skips Python's own end
    KILLED = "killed"  # the process was killed before its feeder had sent it
    TORN = "torn"  # it was cut off, or lies behind one that was: it can't be read any more


@dataclass(frozen=True, slots=True)
class Loss:
    """Items of one producer, lost for one reason."""

    reason: LossReason
    producer: int  # WorkerView.process
    count: int
    items: tuple[ItemId, ...] = ()  # the first of them
    repr: str = ""  # of the first, where its producer could still tell
    error: str = ""  # what the feeder raised, if it did
    at_ns: int = 0  # when the first of them was lost


@dataclass(frozen=True, slots=True)
class Ledger:
    """The books of one queue. `is_final`: nobody is left who could put or take."""

    queue: int  # QueueView.index
    put: int = 0
    taken: int = 0
    in_buffers: int = 0  # put, and not yet written to the pipe
    in_pipe: int = 0  # written, and not yet taken
    losses: tuple[Loss, ...] = ()
    unfinished: int = 0  # of a JoinableQueue: task_done calls that are due
    is_final: bool = False

    @property
    def in_queue(self) -> int:
        """Items that can still be taken, or could have been."""
        return self.in_buffers + self.in_pipe

    @property
    def lost(self) -> int:
        """Items that were put and can never be taken."""
        return sum(loss.count for loss in self.losses)

    @property
    def balance(self) -> int:
        """Items put and not accounted for: 0, or the books are wrong."""
        return self.put - self.taken - self.in_queue - self.lost

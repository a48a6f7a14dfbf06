"""Closes the books of processes that died: what they did and could not tell any more.

A process tells what it does up to every 20 ms; its counters on the board are exact to the last
moment. When it has died, its stream has run dry and all others have told of that time, what the
counters say beyond what is known is put down:

    items put and not told        put, at the latest when it died
    items in its buffer           lost: nobody will ever write them
    an item half written          torn, and lost
    items taken and not told      the oldest ones that others have not taken
    task_done calls not told      finished, whichever they were for
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from engine.model.ledger import LossReason
from engine.model.snapshot import EventCode
from engine.timeline.events import FOREVER, Rows, make_rows
from engine.timeline.items import Drop, Hand

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from engine.model.system_samples import SystemSamples, Words
    from engine.timeline.queues import QueueTrack
    from engine.timeline.workers import Worker

SETTLE_NS = 200_000_000  # by then all others have told what they did before the death
BURIED = "its process died before its feeder thread had sent it"
TORN = "its process died in the middle of writing it"
TORN_READ = "its reader died in the middle of reading it"


class Auditor:
    """Each death is closed twice: the dead one's puts at once, what it took when all is told."""

    def __init__(self, book: SystemSamples) -> None:
        """`book` is filled by others."""
        self._book = book
        self.closed: set[int] = set()  # processes whose puts and losses are known
        self._settled: set[int] = set()  # and whose takes are, too
        self.queue_of: Mapping[tuple[int, int], int] = {}  # process, its own index -> the run's

    def audit(
        self,
        workers: Mapping[int, Worker],
        queues: Sequence[QueueTrack],
        drop: Callable[[Worker, int, int, Drop], None],
        *,
        is_over: bool,
    ) -> Iterator[Rows]:
        """Rows that are news. `drop` is told of each item that is lost."""
        for process, died_ns in self._book.died_ns.items():
            worker = workers.get(process)
            if worker is None or worker.stream_end_ns is None or process in self.closed:
                continue
            self.closed.add(process)
            at_ns = min(died_ns, worker.stream_end_ns)
            for index, words in self._words(worker):
                yield from self._close(worker, queues[index], words, at_ns, drop)
        for process in self.closed - self._settled:
            died_ns, worker = self._book.died_ns[process], workers[process]
            if is_over or self._book.at_ns - died_ns > SETTLE_NS:
                self._settled.add(process)
                for index, words in self._words(worker):
                    yield from self._settle(worker, queues[index], words, died_ns)
        if is_over:
            self._judge_last_writes(workers, queues, drop)

    def _judge_last_writes(
        self,
        workers: Mapping[int, Worker],
        queues: Sequence[QueueTrack],
        drop: Callable[[Worker, int, int, Drop], None],
    ) -> None:
        for process in self.closed:
            for index, words in self._words(workers[process]):
                _judge_last_write(workers[process], queues[index], words, drop)

    def _words(self, worker: Worker) -> Iterator[tuple[int, Words]]:
        for local, index in worker.queues.items():
            words = self._book.words.get((worker.process, local))
            if words is not None:
                yield index, words

    def _close(
        self,
        worker: Worker,
        queue: QueueTrack,
        words: Words,
        at_ns: int,
        drop: Callable[[Worker, int, int, Drop], None],
    ) -> Iterator[Rows]:
        yield queue.ledger.put_untold(worker.process, words.puts, at_ns)
        first = words.sending if words.is_writing else words.sent
        if words.is_writing and words.writing_bytes:
            drop(worker, queue.index, words.sent, Drop(at_ns, TORN, LossReason.TORN))
        for sequence in range(first, words.puts):
            if queue.ledger.is_open(worker.process, sequence):
                drop(worker, queue.index, sequence, Drop(at_ns, BURIED, ""))

    def _settle(
        self, worker: Worker, queue: QueueTrack, words: Words, at_ns: int
    ) -> Iterator[Rows]:
        hand = worker.hands.get(queue.index)
        if hand is None:
            hand = worker.hands[queue.index] = Hand(queue.index, worker.process)
        if words.reading_bytes > 0 and not queue.ledger.is_torn:
            queue.ledger.torn_reads.append((worker.process, at_ns))
            yield make_rows(EventCode.DROPPED, at_ns, worker=-1, queue=queue.index)
        taken, done = hand.told
        if (untold := words.gets - taken) > 0:
            sent = {
                process: _perhaps_written(self._book.words[process, local])
                for process, local in self._book.words
                if self._knows(process, local, queue)
            }
            items = queue.ledger.oldest_open(sent, untold)
            times = np.full(len(items), at_ns)
            hand.take(items, times)
            yield from queue.ledger.take(worker.process, items, times)
            nobody = untold - len(items)
            yield make_rows(
                EventCode.TAKEN, at_ns, count=nobody, worker=worker.process, queue=queue.index
            )
        if (untold := words.dones - done) > 0:
            hand.say_done(np.full(untold, at_ns))
            yield from hand.match(queue.ledger, FOREVER)

    def _knows(self, process: int, local: int, queue: QueueTrack) -> bool:
        return self.queue_of.get((process, local)) == queue.index


def _perhaps_written(words: Words) -> int:
    """Items written, the last one too if its writer died in that moment and was not in between."""
    return words.sent if words.writing_bytes else words.sending


def _judge_last_write(
    worker: Worker,
    queue: QueueTrack,
    words: Words,
    drop: Callable[[Worker, int, int, Drop], None],
) -> None:
    """A small item whose writer died in that moment was written wholly or not at all.

    If what was written later was taken, and it was not, it never was written.
    """
    at_ns = worker.stream_end_ns
    if not words.is_writing or words.writing_bytes or at_ns is None:
        return
    is_open = queue.ledger.is_open(worker.process, words.sent)
    if is_open and queue.ledger.last_written_ns() > at_ns:
        drop(worker, queue.index, words.sent, Drop(at_ns, BURIED, ""))

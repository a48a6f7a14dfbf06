"""Every item's way through one queue, and the rows of the event table that tell of it.

An item is known by its producer and its sequence there. Its moments lie in columns indexed by the
sequence, one set for each producer, and are filled in whatever order they become known: a get
carries its item's put time, so an item whose producer was killed before it could tell is complete
as soon as it is taken. What is known already is never told twice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from engine.timeline.columns import Growable, distinct
from engine.timeline.events import Rows, join_rows, make_rows
from engine.timeline.snapshot import EventCode, ItemWay

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from engine.timeline.snapshot import Counts, Times

UNKNOWN = -1
BLOCK = 16_384  # items
MOST_AHEAD = 1 << 26  # a sequence so far beyond the last known one is no sequence of ours
MOST_PROCESSES = 1 << 20
NO_ROWS: Rows = make_rows(EventCode.PUT, 0, count=0)


class Block:
    """The moments of `BLOCK` items of one producer; `UNKNOWN` where not known yet."""

    __slots__ = ("consumer", "done", "put", "taken", "written")

    def __init__(self) -> None:
        """Nothing is known."""
        self.put, self.written, self.taken, self.done = (_unknown(BLOCK) for _ in range(4))
        self.consumer = np.full(BLOCK, UNKNOWN, np.int32)


# Some of the sequences asked for: their block, their places in it, which of those asked for.
Piece = tuple[Block, npt.NDArray[np.int64], "slice | npt.NDArray[np.bool_]"]


class Parcels:
    """The moments of all items of one producer, by sequence.

    In blocks, so that a long run grows by a block and never by a copy of all that was.
    """

    __slots__ = ("_blocks", "known")

    def __init__(self) -> None:
        """Empty."""
        self.known = 0  # sequences below this may be known
        self._blocks: list[Block] = []

    def reach(self, stop: int) -> None:
        """Makes room for all sequences below `stop`."""
        self.known = max(self.known, stop)
        while len(self._blocks) * BLOCK < stop:
            self._blocks.append(Block())

    def pieces(self, sequences: Counts) -> list[Piece]:
        """Where these sequences are; there is room for all of them."""
        if not len(sequences):
            return []
        first, last = int(sequences.min()) // BLOCK, int(sequences.max()) // BLOCK
        if first == last:
            return [(self._blocks[first], sequences - first * BLOCK, slice(None))]
        numbers = sequences // BLOCK
        found: list[Piece] = []
        for number in distinct(numbers - first):
            mine = numbers == number + first
            places = sequences[mine] - (number + first) * BLOCK
            found.append((self._blocks[number + first], places, mine))
        return found

    def moment(self, name: str, sequence: int) -> int | None:
        """One moment of one item, or its consumer; None where not known."""
        if not 0 <= sequence < self.known:
            return None
        value = int(getattr(self._blocks[sequence // BLOCK], name)[sequence % BLOCK])
        return None if value == UNKNOWN else value


class Ledger:
    """All items of one queue."""

    def __init__(self, queue: int) -> None:
        """Empty."""
        self._queue = queue
        self._parcels: dict[int, Parcels] = {}
        self._drops: dict[tuple[int, int], tuple[int, str]] = {}
        self._drops_without_put: dict[tuple[int, int], tuple[int, int]] = {}
        self.waits_ns: list[Times] = []  # put to taken, of items newly taken

    def put(self, producer: int, first: int, times: Times) -> Rows:
        """Put times of consecutive sequences; the rows that are news."""
        parcels = self._parcels_of(producer)
        stop = first + len(times)
        if stop > parcels.known + MOST_AHEAD:
            return NO_ROWS
        parcels.reach(stop)
        sequences, is_new = np.arange(first, stop), np.empty(len(times), np.bool_)
        for block, at, mine in parcels.pieces(sequences):
            is_new[mine] = here = block.put[at] == UNKNOWN
            block.put[at[here]] = times[mine][here]
        if not is_new.all():
            times, sequences = times[is_new], sequences[is_new]
        return self._rows(EventCode.PUT, times, producer, producer, sequences)

    def take(self, consumer: int, items: Rows, taken: Times) -> list[Rows]:
        """Items that `consumer` took; the rows that are news, of their puts too."""
        producers = np.minimum(items["producer"], MOST_PROCESSES)
        rows: list[Rows] = []
        for producer in distinct(producers):
            mine = producers == producer
            if producer == MOST_PROCESSES:
                rows += self._take_foreign(consumer, taken[mine])
            else:
                rows += self._take_from(producer, consumer, items[mine], taken[mine])
        return rows

    def drop(self, producer: int, sequence: int, at_ns: int, why: str, note: int) -> Rows:
        """The feeder could not send an item. It counts as gone once its put is known.

        `note` is where the snapshot's notes say why.
        """
        self._drops[producer, sequence] = at_ns, why
        self._drops_without_put[producer, sequence] = at_ns, note
        return self.dropped_rows(frozenset())

    def dropped_rows(self, gone: AbstractSet[int]) -> Rows:
        """Drops whose puts have become known, and all of producers that are gone."""
        if not self._drops_without_put:
            return NO_ROWS
        found = [NO_ROWS]
        for (producer, sequence), (at_ns, note) in list(self._drops_without_put.items()):
            parcels = self._parcels_of(producer)
            is_known = parcels.moment("put", sequence) is not None
            if not is_known and producer in gone:
                found.append(self.put(producer, sequence, np.array([at_ns])))
            if is_known or producer in gone:
                del self._drops_without_put[producer, sequence]
                number, moment = np.array([sequence]), np.array([at_ns])
                rows = self._rows(EventCode.DROPPED, moment, producer, producer, number)
                rows["argument"] = note
                found.append(rows)
        return join_rows(found)

    def finish(self, producers: npt.NDArray[np.int32], sequences: Counts, done: Times) -> None:
        """`task_done` was called for these items."""
        for producer in distinct(producers[producers != UNKNOWN]):
            own = producers == producer
            times = done[own]
            for block, at, mine in self._parcels[producer].pieces(sequences[own]):
                block.done[at] = times[mine]

    def way(self, producer: int, sequence: int) -> ItemWay | None:
        """One item's way as far as it is known."""
        parcels = self._parcels.get(producer)
        if parcels is None:
            return None
        names = ("put", "written", "taken", "done", "consumer")
        put, written, taken, done, consumer = (parcels.moment(name, sequence) for name in names)
        if put is None:
            return None
        _, why = self._drops.get((producer, sequence), (0, None))
        return ItemWay(
            self._queue, producer, sequence, put, written, taken, done, consumer, dropped=why
        )

    def _parcels_of(self, producer: int) -> Parcels:
        parcels = self._parcels.get(producer)
        if parcels is None:
            parcels = self._parcels[producer] = Parcels()
        return parcels

    def _take_from(self, producer: int, consumer: int, items: Rows, taken: Times) -> list[Rows]:
        parcels = self._parcels_of(producer)
        sequences = items["sequence"].astype(np.int64)
        stop = int(sequences.max()) + 1
        if stop > parcels.known + MOST_AHEAD:
            return self._take_foreign(consumer, taken)
        parcels.reach(stop)
        pieces, is_new = parcels.pieces(sequences), np.empty(len(sequences), np.bool_)
        for block, at, mine in pieces:
            is_new[mine] = block.taken[at] == UNKNOWN
        if not is_new.all():
            items, sequences, taken = items[is_new], sequences[is_new], taken[is_new]
            pieces = parcels.pieces(sequences)
        put = np.minimum(items["put_ns"], taken)
        self.waits_ns.append(taken - put)
        is_news = np.empty(len(sequences), np.bool_)  # the put too: its producer has not told yet
        for block, at, mine in pieces:
            is_news[mine] = here = block.put[at] == UNKNOWN
            block.put[at[here]] = put[mine][here]
            block.written[at] = items["written_ns"][mine]
            block.taken[at] = taken[mine]
            block.consumer[at] = consumer
        rows = [self._rows(EventCode.TAKEN, taken, consumer, producer, sequences)]
        if is_news.any():
            put, sequences = put[is_news], sequences[is_news]
            rows.insert(0, self._rows(EventCode.PUT, put, producer, producer, sequences))
        return rows

    def _take_foreign(self, consumer: int, taken: Times) -> list[Rows]:
        """An unobserved process put them, nobody knows when: at the latest now."""
        nobody = np.full(len(taken), UNKNOWN)
        return [
            self._rows(EventCode.PUT, taken, UNKNOWN, UNKNOWN, nobody),
            self._rows(EventCode.TAKEN, taken, consumer, UNKNOWN, nobody),
        ]

    def _rows(
        self, code: EventCode, at_ns: Times, worker: int, producer: int, sequence: Counts
    ) -> Rows:
        return make_rows(
            code,
            at_ns,
            count=len(at_ns),
            worker=worker,
            queue=self._queue,
            producer=producer,
            sequence=sequence,
        )


class Hand:
    """What one process took from one queue and has, or has not, said `task_done` for.

    The k-th `task_done` is for the item taken earliest and not finished yet. One that comes before
    any such take finishes no item of its own; that is known once the process has sent everything
    up to then.
    """

    def __init__(self, queue: int, process: int) -> None:
        """Empty."""
        self._queue, self._process = queue, process
        self._takes_ns, self._sequences = Growable(np.int64), Growable(np.int64)
        self._producers = Growable(np.int32)
        self._dones_ns = Growable(np.int64)
        self._taken = self._done = 0  # so many are matched

    def take(self, items: Rows, taken: Times) -> None:
        """Items it took, in order."""
        producers = items["producer"].copy()
        is_foreign = producers >= MOST_PROCESSES
        self._takes_ns.append(taken)
        self._producers.append(np.where(is_foreign, UNKNOWN, producers.astype(np.int64)))
        self._sequences.append(np.where(is_foreign, UNKNOWN, items["sequence"].astype(np.int64)))

    def say_done(self, dones_ns: Times) -> None:
        """Successful calls of `task_done`."""
        self._dones_ns.append(dones_ns)

    def match(self, ledger: Ledger, sent_ns: int) -> list[Rows]:
        """DONE rows of all calls whose item is known, or known to be none.

        Args:
            ledger: of the queue; learns which items are done.
            sent_ns: the process has sent everything up to this time.
        """
        rows: list[Rows] = []
        while self._done < len(self._dones_ns):
            takes, dones = self._takes_ns.view()[self._taken :], self._dones_ns.view()[self._done :]
            count = min(len(takes), len(dones))
            too_early = np.flatnonzero(takes[:count] > dones[:count])
            count = int(too_early[0]) if len(too_early) else count
            if count:
                rows.append(self._finish(ledger, count, dones[:count]))
            elif len(too_early) or int(dones[0]) < sent_ns:
                rows.append(self._row(dones[:1], UNKNOWN, UNKNOWN))
                self._done += 1
            else:
                break
        return rows

    def _finish(self, ledger: Ledger, count: int, dones: Times) -> Rows:
        mine = slice(self._taken, self._taken + count)
        producers, sequences = self._producers.view()[mine], self._sequences.view()[mine]
        ledger.finish(producers, sequences, dones)
        self._taken += count
        self._done += count
        return self._row(dones, producers, sequences)

    def _row(
        self, at_ns: Times, producers: npt.NDArray[np.int32] | int, sequences: Counts | int
    ) -> Rows:
        return make_rows(
            EventCode.DONE,
            at_ns,
            count=len(at_ns),
            worker=self._process,
            queue=self._queue,
            producer=producers,
            sequence=sequences,
        )


def _unknown(count: int) -> Times:
    return np.full(count, UNKNOWN, np.int64)

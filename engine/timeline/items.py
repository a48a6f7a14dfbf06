"""Every item's way through one queue, and the rows of the event table that tell of it.

An item is known by its producer and its sequence there. Its moments lie in columns indexed by the
sequence, one set for each producer, and are filled in whatever order they become known: a get
carries its item's put time, so an item whose producer was killed before it could tell is complete
as soon as it is taken. What is known already is never told twice.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from engine.model.snapshot import EventCode, ItemPath
from engine.timeline.columns import UNKNOWN, Column, Growable, distinct
from engine.timeline.decode import ITEM
from engine.timeline.events import Rows, join_rows, make_rows

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from engine.model.snapshot import Counts, Times

MOST_AHEAD = 1 << 22  # a sequence so far beyond the last known one is no sequence of ours
MOST_PROCESSES = 1 << 20
NO_ROWS: Rows = make_rows(EventCode.PUT, 0, count=0)


class Parcels:
    """The moments of all items of one producer, by sequence; `UNKNOWN` where not known yet."""

    __slots__ = ("consumer", "done", "dropped", "known", "put", "taken", "written")

    def __init__(self) -> None:
        """Empty."""
        self.known = 0  # sequences below this may be known
        self.dropped = Growable(np.int64, 2)  # sequence, when; in the feeder's order
        self.put, self.written, self.taken, self.done = (Column() for _ in range(4))
        self.consumer = Column(np.int32)

    def reach(self, stop: int) -> None:
        """Makes room for all sequences below `stop`."""
        self.known = max(self.known, stop)
        for column in (self.put, self.written, self.taken, self.done, self.consumer):
            column.reach(stop)

    def moments(self, name: str, sequences: Counts) -> Times:
        """One moment of each of these items, `UNKNOWN` where not known; there is room for all."""
        found: Times = getattr(self, name)[sequences]
        return found

    def moment(self, name: str, sequence: int) -> int | None:
        """One moment of one item, or its consumer; None where not known."""
        if not 0 <= sequence < self.known:
            return None
        value = int(getattr(self, name)[sequence])
        return None if value == UNKNOWN else value


@dataclass(frozen=True, slots=True)
class Drop:
    """Why an item will never be sent. `reason` is a `LossReason`; "" where its producer died."""

    at_ns: int
    why: str
    reason: str
    repr: str = ""


class Ledger:
    """All items of one queue."""

    def __init__(self, queue: int) -> None:
        """Empty."""
        self._queue = queue
        self.parcels: dict[int, Parcels] = {}
        self.drops: dict[tuple[int, int], Drop] = {}  # by producer and sequence
        self.torn_reads: list[tuple[int, int]] = []  # consumer who died reading, when
        self._drops_without_put: dict[tuple[int, int], tuple[int, int]] = {}
        self.waits_ns: list[Times] = []  # put to taken, of items newly taken

    def put(self, producer: int, first: int, times: Times) -> Rows:
        """Put times of consecutive sequences; the rows that are news."""
        parcels = self._parcels_of(producer)
        stop = first + len(times)
        if stop > parcels.known + MOST_AHEAD:
            return NO_ROWS
        parcels.reach(stop)
        sequences, is_new = np.arange(first, stop), parcels.put[first:stop] == UNKNOWN
        if not is_new.all():
            times, sequences = times[is_new], sequences[is_new]
        parcels.put[sequences] = times
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

    def drop(self, producer: int, sequence: int, drop: Drop, note: int) -> Rows:
        """An item will never be sent. It counts as gone once its put is known.

        `note` is where the snapshot's notes say why.
        """
        if (producer, sequence) in self.drops:
            return NO_ROWS
        self.drops[producer, sequence] = drop
        self._parcels_of(producer).dropped.append(np.array([[sequence, drop.at_ns]]))
        self._drops_without_put[producer, sequence] = drop.at_ns, note
        return self.dropped_rows(frozenset())

    def dropped_rows(self, gone: AbstractSet[int]) -> Rows:
        """Drops whose puts have become known, and all of producers that are gone."""
        if not self._drops_without_put:
            return NO_ROWS
        found = [NO_ROWS]
        for (producer, sequence), (at_ns, note) in list(self._drops_without_put.items()):
            parcels = self._parcels_of(producer)
            is_known = sequence < parcels.known and parcels.put[sequence] != UNKNOWN
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
            mine = producers == producer
            self.parcels[producer].done[sequences[mine]] = done[mine]

    def put_untold(self, producer: int, count: int, at_ns: int) -> Rows:
        """A producer that died had put `count` items: those not told of, at the latest then."""
        known = self.parcels.get(producer)
        first = known.known if known is not None else 0
        gaps = np.flatnonzero(known.put[:first] == UNKNOWN) if known is not None else ()
        rows = [self.put(producer, int(gap), np.array([at_ns])) for gap in gaps if gap < count]
        if count > first:
            rows.append(self.put(producer, first, np.full(count - first, at_ns)))
        return join_rows(rows) if rows else NO_ROWS

    @property
    def is_torn(self) -> bool:
        """Whether an item was cut off in its writing: who reads it then reads the same one."""
        return any(drop.reason == "torn" for drop in self.drops.values())

    def is_open(self, producer: int, sequence: int) -> bool:
        """Whether an item was put and neither taken nor dropped, as far as is known."""
        parcels = self.parcels.get(producer)
        if parcels is None or sequence >= parcels.known or (producer, sequence) in self.drops:
            return False
        return bool(parcels.put[sequence] != UNKNOWN and parcels.taken[sequence] == UNKNOWN)

    def oldest_open(self, sent: dict[int, int], count: int) -> Rows:
        """The items, written and not taken, that a reader comes to first; as ITEM records.

        `sent`: each producer's number of items written. Who put first is taken to have written
        first.
        """
        found: list[tuple[int, int, int]] = []
        for producer, stop in sent.items():
            parcels = self.parcels.get(producer)
            if parcels is None:
                continue
            upto = min(stop, parcels.known)
            put, taken = parcels.put[:upto], parcels.taken[:upto]
            is_open = (taken == UNKNOWN) & (put != UNKNOWN)
            found += [
                (int(put[sequence]), producer, sequence)
                for sequence in np.flatnonzero(is_open)[: count + len(self.drops)].tolist()
                if (producer, sequence) not in self.drops
            ]
        items = [(put, put, sequence, producer) for put, producer, sequence in sorted(found)]
        return np.array(items[:count], ITEM)

    def last_written_ns(self) -> int:
        """When the youngest item that was taken had been written; 0 before any was."""
        known = (each.written[: each.known] for each in self.parcels.values())
        return max((int(column.max(initial=0)) for column in known), default=0)

    def way(self, producer: int, sequence: int) -> ItemPath | None:
        """One item's way as far as it is known."""
        parcels = self.parcels.get(producer)
        if parcels is None:
            return None
        names = ("put", "written", "taken", "done", "consumer")
        put, written, taken, done, consumer = (parcels.moment(name, sequence) for name in names)
        if put is None:
            return None
        drop = self.drops.get((producer, sequence))
        why = drop.why if drop is not None else None
        return ItemPath(
            self._queue, producer, sequence, put, written, taken, done, consumer, dropped=why
        )

    def _parcels_of(self, producer: int) -> Parcels:
        parcels = self.parcels.get(producer)
        if parcels is None:
            parcels = self.parcels[producer] = Parcels()
        return parcels

    def _take_from(self, producer: int, consumer: int, items: Rows, taken: Times) -> list[Rows]:
        parcels = self._parcels_of(producer)
        sequences = items["sequence"].astype(np.int64)
        stop = int(sequences.max()) + 1
        if stop > parcels.known + MOST_AHEAD:
            return self._take_foreign(consumer, taken)
        parcels.reach(stop)
        is_new = parcels.taken[sequences] == UNKNOWN
        if not is_new.all():
            items, sequences, taken = items[is_new], sequences[is_new], taken[is_new]
        put = np.minimum(items["put_ns"], taken)
        self.waits_ns.append(taken - put)
        is_news = parcels.put[sequences] == UNKNOWN  # the put too: its producer has not told yet
        parcels.put[sequences[is_news]] = put[is_news]
        parcels.written[sequences] = items["written_ns"]
        parcels.taken[sequences] = taken
        parcels.consumer[sequences] = consumer
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

    @property
    def told(self) -> tuple[int, int]:
        """How many takes and calls of `task_done` are known."""
        return len(self._takes_ns), len(self._dones_ns)

    def open(self) -> list[tuple[int, int]]:
        """(producer, sequence) of what it took and has not said done, oldest first."""
        start = self._taken
        pairs = zip(self._producers.view()[start:], self._sequences.view()[start:], strict=True)
        return [(int(producer), int(sequence)) for producer, sequence in pairs]

    def last(self) -> tuple[int, int] | None:
        """(producer, sequence) of what it took last."""
        if not len(self._takes_ns):
            return None
        return int(self._producers.view()[-1]), int(self._sequences.view()[-1])

    def say_done(self, dones_ns: Times) -> None:
        """Successful calls of `task_done`."""
        self._dones_ns.append(dones_ns)

    @property
    def takes_ns(self) -> Times:
        """When it took each item, in order."""
        return self._takes_ns.view()

    def taken(self, number: int) -> tuple[int, int]:
        """The item (producer, sequence) it took as its `number`-th, counted from 0."""
        return int(self._producers.view()[number]), int(self._sequences.view()[number])

    def finished(self, at_ns: int) -> int:
        """How often it had said `task_done` up to a moment."""
        return bisect_right(self._dones_ns.view(), at_ns)

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

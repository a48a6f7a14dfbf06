"""Where the items of one queue are: waiting in it, or in somebody's hands.

    the ledger's columns of one producer, by sequence:

    taken taken taken | waiting waiting ... waiting waiting | not put yet
                     head                                  tail

One producer's items leave the queue in their order, so what waits lies between two marks that only
move on: finding the oldest and the newest costs what happened since it was asked last, and never
what happened before. An item that was overtaken (whoever took it was killed before telling) is
remembered apart.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from engine.model.snapshot import Held, Item, ItemPath
from engine.timeline.columns import UNKNOWN
from engine.timeline.items import Parcels

if TYPE_CHECKING:
    from collections.abc import Mapping

    from engine.model.snapshot import Counts, Times
    from engine.timeline.items import Hand, Ledger

CHUNK = 1024
MOST_OVERTAKEN = 64  # so many are remembered of one producer, the newest
SLACK = 32  # more is looked at than is asked for, since some may have been overtaken


class Cursor:
    """Where the waiting items of one producer begin and end."""

    __slots__ = ("head", "overtaken", "tail")

    def __init__(self) -> None:
        """Nothing has been put."""
        self.head = self.tail = 0
        self.overtaken: list[int] = []  # waiting sequences below `head`

    def advance_tail(self, parcels: Parcels, now_ns: int) -> None:
        """Moves on to the first item that is not put yet."""
        while self.tail < parcels.known:
            stop = min(self.tail + CHUNK, parcels.known)
            puts = parcels.moments("put", np.arange(self.tail, stop))
            there = np.flatnonzero((puts != UNKNOWN) & (puts <= now_ns))
            if not len(there):
                return
            self.tail += int(there[-1]) + 1
            if int(there[-1]) + 1 < len(puts):
                return

    def advance_head(self, parcels: Parcels, now_ns: int) -> None:
        """Moves on to the oldest item that has not left the queue."""
        while self.head < self.tail:
            stop = min(self.head + CHUNK, self.tail)
            left = np.flatnonzero(~_is_gone(parcels, self.head, stop, now_ns))
            if not len(left):
                self.head = stop
            elif stop - self.head == CHUNK and int(left[-1]) < CHUNK // 2:
                self.overtaken = [*self.overtaken, *(self.head + left).tolist()][-MOST_OVERTAKEN:]
                self.head = stop
            else:
                self.head += int(left[0])
                return

    def waiting(self, parcels: Parcels, now_ns: int, first: int, last: int) -> Counts:
        """Sequences of the `first` oldest and `last` newest waiting items, at least."""
        self.advance_tail(parcels, now_ns)
        self.advance_head(parcels, now_ns)
        self.overtaken = [
            each for each in self.overtaken if not _is_gone(parcels, each, each + 1, now_ns)[0]
        ]
        upper = max(self.head, self.tail - last - SLACK)
        lower = min(upper, self.head + first + SLACK)
        old = np.arange(self.head, lower)[~_is_gone(parcels, self.head, lower, now_ns)]
        new = np.arange(upper, self.tail)[~_is_gone(parcels, upper, self.tail, now_ns)]
        sequences = np.concatenate([np.array(self.overtaken, np.int64), old, new])
        puts = parcels.moments("put", sequences)
        found: Counts = sequences[(puts != UNKNOWN) & (puts <= now_ns)]
        return found


class ContentsView:
    """The `Contents` of one queue at a moment."""

    __slots__ = ("_cursors", "_hands", "_is_joinable", "_ledger", "_now_ns")

    def __init__(
        self,
        ledger: Ledger,
        cursors: dict[int, Cursor],
        hands: Mapping[int, Hand],
        now_ns: int,
        *,
        is_joinable: bool,
    ) -> None:
        """`cursors` are the queue's own and move on with each question."""
        self._ledger, self._cursors, self._hands = ledger, cursors, hands
        self._now_ns, self._is_joinable = now_ns, is_joinable

    def waiting(self, first: int, last: int) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
        """The `first` oldest items in the queue, and of the others the `last` newest."""
        puts, producers, sequences = [], [], []
        for producer, parcels in list(self._ledger.parcels.items()):
            found = self._cursor(producer).waiting(parcels, self._now_ns, first, last)
            puts.append(parcels.moments("put", found))
            producers.append(np.full(len(found), producer))
            sequences.append(found)
        if not puts:
            return (), ()
        columns = [np.concatenate(each) for each in (sequences, producers, puts)]
        order = np.lexsort(columns)
        rows = zip(*(column[order].tolist() for column in columns), strict=True)
        items = [Item(producer, sequence, put_ns) for sequence, producer, put_ns in rows]
        rest = items[first:]
        return tuple(items[:first]), tuple(rest[max(0, len(rest) - last) :])

    def held(self) -> tuple[Held, ...]:
        """What processes have in their hands."""
        found = []
        for process, hand in self._hands.items():
            count = bisect_right(hand.takes_ns, self._now_ns)
            left = count - hand.finished(self._now_ns) if self._is_joinable else min(count, 1)
            if left > 0:
                producer, sequence = hand.taken(count - 1)
                item = Item(producer, sequence, int(hand.takes_ns[count - 1]))
                found.append(Held(process, item, left))
        return tuple(found)

    def put_by(self, process: int) -> int:
        """How many items a process has put here."""
        parcels = self._ledger.parcels.get(process)
        if parcels is None:
            return 0
        cursor = self._cursor(process)
        cursor.advance_tail(parcels, self._now_ns)
        return cursor.tail

    def taken_by(self, process: int) -> int:
        """How many items a process has taken from here."""
        hand = self._hands.get(process)
        return 0 if hand is None else bisect_right(hand.takes_ns, self._now_ns)

    def way(self, producer: int, sequence: int) -> ItemPath | None:
        """One item's way as far as it is known."""
        return self._ledger.way(producer, sequence)

    def puts_ns(self, process: int, start_ns: int, end_ns: int, most: int) -> Times:
        """When a process put items here in a range of time."""
        first, stop = (self._puts_before(process, at_ns) for at_ns in (start_ns, end_ns + 1))
        parcels = self._ledger.parcels.get(process)
        picked = _evenly(first, stop, most)
        return picked if parcels is None else parcels.moments("put", picked)

    def takes_ns(self, process: int, start_ns: int, end_ns: int, most: int) -> Times:
        """When a process took items from here in a range of time."""
        hand = self._hands.get(process)
        if hand is None:
            return _evenly(0, 0, most)
        first = bisect_left(hand.takes_ns, start_ns)
        stop = bisect_right(hand.takes_ns, min(end_ns, self._now_ns))
        taken: Times = hand.takes_ns[_evenly(first, stop, most)]
        return taken

    def worked_on(self, process: int, at_ns: int) -> tuple[int, int] | None:
        """The item that a process made or had in its hands at a moment."""
        hand = self._hands.get(process)
        number = bisect_right(hand.takes_ns, min(at_ns, self._now_ns)) - 1 if hand else -1
        if hand is not None and number >= 0:
            producer, sequence = hand.taken(number)
            way = self.way(producer, sequence)
            is_done = way is not None and way.done_ns is not None and way.done_ns <= at_ns
            return None if is_done or way is None else (producer, sequence)
        number = self._puts_before(process, at_ns)
        return (process, number) if number < self.put_by(process) else None

    def nearest(self, at_ns: int, within_ns: int) -> tuple[int, int] | None:
        """The item that was put or taken closest to a moment."""
        found: list[tuple[int, int, int]] = []  # how far, producer, sequence
        for producer, parcels in list(self._ledger.parcels.items()):
            place = self._puts_before(producer, at_ns)
            for number in range(max(0, place - 1), min(self.put_by(producer), place + 1)):
                put_ns = parcels.moment("put", number)
                if put_ns is not None:
                    found.append((abs(put_ns - at_ns), producer, number))
        for process, hand in self._hands.items():
            place = bisect_left(hand.takes_ns, at_ns)
            near = range(max(0, place - 1), min(self.taken_by(process), place + 1))
            found += [(abs(int(hand.takes_ns[each]) - at_ns), *hand.taken(each)) for each in near]
        known = [each for each in found if each[0] <= within_ns and each[1] != UNKNOWN]
        return min(known)[1:] if known else None

    def _puts_before(self, process: int, at_ns: int) -> int:
        """How many items a process had put here before a moment; looks at a few of them."""
        parcels = self._ledger.parcels.get(process)
        if parcels is None:
            return 0
        numbers = range(self.put_by(process))
        return bisect_left(numbers, at_ns, key=lambda number: parcels.moment("put", number) or 0)

    def _cursor(self, producer: int) -> Cursor:
        return self._cursors.setdefault(producer, Cursor())


def _is_gone(parcels: Parcels, start: int, stop: int, now_ns: int) -> npt.NDArray[np.bool_]:
    """Which of the items start..stop have left the queue: were taken, or dropped by the feeder."""
    taken = parcels.moments("taken", np.arange(start, stop))
    gone: npt.NDArray[np.bool_] = (taken != UNKNOWN) & (taken <= now_ns)
    if len(parcels.dropped):
        drops = parcels.dropped.view()
        some = drops[bisect_left(drops[:, 0], start) : bisect_left(drops[:, 0], stop)]
        gone[some[some[:, 1] <= now_ns, 0] - start] = True
    return gone


def _evenly(first: int, stop: int, most: int) -> Counts:
    """The numbers first..stop, or so many of them."""
    count = min(stop - first, most)
    return first + np.arange(count) * (stop - first) // max(1, count)

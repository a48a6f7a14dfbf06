"""The event table: everything that happened, in the order of time.

    rows, as they arrive --> tail (unsettled) --settle--> blocks of 2048 rows, in order

What arrives older than what is already in order is put in its place: only the blocks from there on
are made anew, and a table handed out earlier keeps the old ones.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from engine.model.snapshot import EventCode, EventColumns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.model.snapshot import Counts, Times

BLOCK = 2048
FOREVER = np.iinfo(np.int64).max

ROW = np.dtype(
    [
        ("at_ns", np.int64),
        ("sequence", np.int64),
        ("argument", np.int64),
        ("worker", np.int32),
        ("queue", np.int32),
        ("producer", np.int32),
        ("code", np.int16),
    ],
    align=True,
)
Rows = npt.NDArray[np.void]
_RAW = np.dtype((np.void, ROW.itemsize))  # numpy copies such rows in one go, not field by field

# What comes first in the same nanosecond: an item is put before it is taken.
_ORDER = [
    EventCode.STARTED,
    EventCode.JOINED,
    EventCode.PUT,
    EventCode.TAKEN,
    EventCode.DROPPED,
    EventCode.DONE,
    EventCode.FULL,
    EventCode.EMPTY,
]
_RANK = np.full(max(EventCode) + 1, len(_ORDER), np.int16)
_RANK[_ORDER] = np.arange(len(_ORDER))
_RANK[[EventCode.ENDED, EventCode.FAILED]] = len(_ORDER) + 1


def make_rows(
    code: EventCode,
    at_ns: Times | int,
    *,
    count: int = 1,
    worker: int = -1,
    queue: int = -1,
    producer: npt.NDArray[np.int32] | int = -1,
    sequence: Counts | int = -1,
    argument: Counts | int = -1,
) -> Rows:
    """`count` rows that share their code, worker and queue."""
    rows: Rows = np.empty(count, ROW)
    rows["at_ns"], rows["sequence"], rows["argument"] = at_ns, sequence, argument
    rows["worker"], rows["queue"], rows["producer"] = worker, queue, producer
    rows["code"] = code
    return rows


def join_rows(parts: Sequence[Rows]) -> Rows:
    """Some rows after others, in a new array."""
    return np.concatenate([part.view(_RAW) for part in parts]).view(ROW)


class EventLog:
    """Puts rows in the order of time."""

    def __init__(self) -> None:
        """Empty."""
        self.received = 0
        self._tail: list[Rows] = []
        self._blocks: list[Rows] = []  # whole ones; views share the list, which only grows
        self._last: Rows = np.empty(BLOCK, ROW)  # the one being filled ...
        self._filled = 0  # ... up to here
        self._firsts: list[int] = []  # time of each whole block's first row
        self.latest_ns = 0  # of all rows that were looked at in `settle`

    def add(self, rows: Rows) -> None:
        """Takes rows in any order."""
        if len(rows):
            self.received += len(rows)
            self._tail.append(rows)

    def settle(self, upto_ns: int) -> Rows:
        """Puts all rows before a time in their place; returns those that are new, in order."""
        if not self._tail:
            return np.empty(0, ROW)
        rows = in_order(join_rows(self._tail))
        self.latest_ns = max(self.latest_ns, int(rows["at_ns"][-1]))
        count = int(np.searchsorted(rows["at_ns"], upto_ns))
        self._tail = [rows[count:]] if count < len(rows) else []
        fresh = rows[:count]
        if count:
            self._place(fresh)
        return fresh

    def view(self) -> EventTableView:
        """The table as it stands."""
        return EventTableView(self._blocks, len(self._blocks), self._last[: self._filled])

    def _place(self, rows: Rows) -> None:
        first_ns = int(rows["at_ns"][0])
        if self._filled or self._blocks:
            last = self._last[: self._filled] if self._filled else self._blocks[-1]
            if first_ns <= int(last["at_ns"][-1]):
                rows = in_order(join_rows([self._take_back(first_ns), rows]))
        while len(rows):
            part = rows[: BLOCK - self._filled]
            target = self._last[self._filled : self._filled + len(part)]
            target.view(_RAW)[:] = part.view(_RAW)
            self._filled += len(part)
            rows = rows[len(part) :]
            if self._filled == BLOCK:
                self._blocks.append(self._last)
                self._firsts.append(int(self._last["at_ns"][0]))
                self._last, self._filled = np.empty(BLOCK, ROW), 0

    def _take_back(self, from_ns: int) -> Rows:
        """Takes out all rows from a time on; they are copied, never moved under a view."""
        keep = max(0, bisect_left(self._firsts, from_ns) - 1)
        taken = [*self._blocks[keep:], self._last[: self._filled]]
        self._blocks = self._blocks[:keep]  # another list: views may have the old one
        del self._firsts[keep:]
        rows = join_rows(taken)
        kept = int(np.searchsorted(rows["at_ns"], from_ns))
        self._last, self._filled = np.empty(BLOCK, ROW), 0
        if kept:
            self._place(rows[:kept])
        return rows[kept:]


def in_order(rows: Rows) -> Rows:
    """Rows by time; of the same time by what they are: the order of arrival is no matter."""
    order = np.argsort(np.ascontiguousarray(rows["at_ns"]), kind="stable")
    rows = rows.take(order)
    times = np.ascontiguousarray(rows["at_ns"])
    is_same = times[1:] == times[:-1]
    if is_same.any():
        tied = np.flatnonzero(np.append(is_same, [False]) | np.append([False], is_same))
        some = rows[tied]
        names = ("argument", "sequence", "producer", "queue", "worker", "code")
        keys = [some[name] for name in names]
        rows[tied] = some[np.lexsort((*keys, _RANK[some["code"]], some["at_ns"]))]
    return rows


class EventTableView:
    """A frozen `EventTable`: the first `whole` of some blocks, and the rows of the one begun."""

    __slots__ = ("_blocks", "_last", "_whole")

    def __init__(self, blocks: list[Rows], whole: int, last: Rows) -> None:
        """`blocks` may grow."""
        self._blocks, self._whole, self._last = blocks, whole, last

    def __len__(self) -> int:
        """How many rows there are."""
        return self._whole * BLOCK + len(self._last)

    def columns(self, start: int, stop: int) -> EventColumns:
        """Rows start..stop, as arrays."""
        start, stop, _ = slice(start, stop).indices(len(self))
        first, last = start // BLOCK, max(start, stop - 1) // BLOCK
        parts = self._blocks[first : min(last + 1, self._whole)]
        if last == self._whole or not parts:
            parts = [*parts, self._last]
        rows = join_rows(parts)[start - first * BLOCK :]
        rows = rows[: max(0, stop - start)]
        names = ("at_ns", "code", "worker", "queue", "producer", "sequence", "argument")
        return EventColumns(*(np.ascontiguousarray(rows[name]) for name in names))

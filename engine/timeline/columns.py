"""Growable arrays whose views stay true: what a Snapshot holds never changes under it.

Appending writes behind everything that was handed out. Taking back (`truncate`) moves what is kept
to a new buffer, so a view handed out earlier keeps the old one. Taking back is rare and costs a
copy; that is the whole price of frozen snapshots.

A long array does not grow in one go: copying millions of rows would be a frame that is missed. Its
buffer is made with room for a million, which the system gives only as it is used; and when a buffer
that large is half full, the next one is filled little by little, with every append.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

FIRST_CAPACITY = 256
LONG = 16_384  # rows; a shorter buffer is copied at once
ROOM = 1 << 20  # rows of a longer one
COPIED_AHEAD = 4  # rows of the next buffer for each row beyond half; 2 would just do
AT_ONCE = 1024  # rows that are copied together
FILLED_AT_ONCE = 4096  # rows that are made UNKNOWN together
UNKNOWN = -1
FEW = 64


def distinct(values: npt.NDArray[Any]) -> list[int]:
    """The different values, ascending; small numbers from 0 on."""
    if len(values) < FEW:  # numpy's calls take longer than they save
        return sorted(set(values.tolist()))
    found: list[int] = np.flatnonzero(np.bincount(values)).tolist()
    return found


class Growable:
    """A numpy array that only grows at its end, unless it is truncated."""

    __slots__ = ("_buffer", "_copied", "_length", "_next", "_view")

    def __init__(self, dtype: npt.DTypeLike, width: int = 0) -> None:
        """`width` 0 makes shape (n,), else (n, width)."""
        shape = (FIRST_CAPACITY, width) if width else (FIRST_CAPACITY,)
        self._buffer: npt.NDArray[Any] = np.empty(shape, dtype)
        self._length = 0
        self._next: npt.NDArray[Any] | None = None  # twice as long ...
        self._copied = 0  # ... and so far a copy of so many rows
        self._view: npt.NDArray[Any] | None = None  # of all rows, once it is asked for

    def __len__(self) -> int:
        """How many rows there are."""
        return self._length

    def append(self, values: npt.NDArray[Any]) -> None:
        """Adds rows at the end."""
        end = self._length + len(values)
        if end > len(self._buffer):
            self._grow(end)
        self._buffer[self._length : end] = values
        self._length, self._view = end, None
        due = _due(end, len(self._buffer), end)
        if due - self._copied >= AT_ONCE:
            self._copy_ahead(due)

    def truncate(self, length: int) -> None:
        """Keeps the first `length` rows, in a new buffer."""
        if length < self._length:
            self._length, self._view = length, None
            self._next, self._copied = None, 0
            self._move(len(self._buffer))

    def view(self) -> npt.NDArray[Any]:
        """All rows, read-only; stays as it is whatever happens to this object."""
        if self._view is None:
            self._view = self._buffer[: self._length]
            self._view.flags.writeable = False
        return self._view

    def _copy_ahead(self, stop: int) -> None:
        if self._next is None:
            shape = 2 * len(self._buffer), *self._buffer.shape[1:]
            self._next = np.empty(shape, self._buffer.dtype)
        self._next[self._copied : stop] = self._buffer[self._copied : stop]
        self._copied = stop

    def _grow(self, length: int) -> None:
        if self._next is not None and length <= len(self._next):
            self._copy_ahead(self._length)
            self._buffer, self._next, self._copied = self._next, None, 0
        else:
            self._next, self._copied = None, 0
            self._move(_capacity(length, len(self._buffer)))

    def _move(self, capacity: int) -> None:
        moved = np.empty((capacity, *self._buffer.shape[1:]), self._buffer.dtype)
        moved[: self._length] = self._buffer[: self._length]
        self._buffer = moved


class Column:
    """A number for each sequence, `UNKNOWN` until it is filled in, in whatever order.

    Read and written like an array of numpy, up to what was reached; grows as `Growable` does.
    """

    __slots__ = ("_buffer", "_copied", "_filled", "_next")

    def __init__(self, dtype: npt.DTypeLike = np.int64) -> None:
        """Nothing is known."""
        self._buffer: npt.NDArray[Any] = np.full(FIRST_CAPACITY, UNKNOWN, dtype)
        self._filled = FIRST_CAPACITY  # so many rows are UNKNOWN or known
        self._next: npt.NDArray[Any] | None = None  # twice as long ...
        self._copied = 0  # ... and so far a copy of so many rows

    def __getitem__(self, where: Any) -> Any:
        """Some of the numbers: a view for a slice, a copy for an array of sequences."""
        return self._buffer[where]

    def __setitem__(self, where: Any, values: Any) -> None:
        """Fills some in; there must be room for them."""
        self._buffer[where] = values
        if self._next is not None:
            self._next[where] = values

    def reach(self, stop: int) -> None:
        """Makes room for all sequences below `stop`."""
        if stop > len(self._buffer):
            self._grow(stop)
        if stop > self._filled:
            end = min(len(self._buffer), stop + FILLED_AT_ONCE)
            self[self._filled : end] = UNKNOWN
            self._filled = end
        due = _due(stop, len(self._buffer), self._filled)
        if due - self._copied >= AT_ONCE:
            self._copy_ahead(due)

    def _copy_ahead(self, stop: int) -> None:
        if self._next is None:
            self._next = np.empty(2 * len(self._buffer), self._buffer.dtype)
        self._next[self._copied : stop] = self._buffer[self._copied : stop]
        self._copied = stop

    def _grow(self, stop: int) -> None:
        if self._next is None or stop > len(self._next):
            capacity = _capacity(stop, len(self._buffer))
            self._next, self._copied = np.empty(capacity, self._buffer.dtype), 0
        self._copy_ahead(self._filled)
        self._buffer, self._next, self._copied = self._next, None, 0


def _due(length: int, capacity: int, most: int) -> int:
    """So many rows should be in the next buffer, and `most` can be, when this one has `length`."""
    return min(most, COPIED_AHEAD * (length - capacity // 2)) if capacity >= ROOM else 0


def _capacity(length: int, before: int) -> int:
    """Of the next buffer."""
    doubled = max(length, 2 * before)
    return max(doubled, ROOM) if doubled > LONG else doubled

"""Growable arrays whose views stay true: what a Snapshot holds never changes under it.

Appending writes behind everything that was handed out. Taking back (`truncate`) moves what is kept
to a new buffer, so a view handed out earlier keeps the old one. Taking back is rare and costs a
copy; that is the whole price of frozen snapshots.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

FIRST_CAPACITY = 256


def distinct(values: npt.NDArray[Any]) -> list[int]:
    """The different values, ascending; small numbers from 0 on."""
    found: list[int] = np.flatnonzero(np.bincount(values)).tolist()
    return found


class Growable:
    """A numpy array that only grows at its end, unless it is truncated."""

    __slots__ = ("_buffer", "_length")

    def __init__(self, dtype: npt.DTypeLike, width: int = 0) -> None:
        """`width` 0 makes shape (n,), else (n, width)."""
        shape = (FIRST_CAPACITY, width) if width else (FIRST_CAPACITY,)
        self._buffer: npt.NDArray[Any] = np.empty(shape, dtype)
        self._length = 0

    def __len__(self) -> int:
        """How many rows there are."""
        return self._length

    def append(self, values: npt.NDArray[Any]) -> None:
        """Adds rows at the end."""
        end = self._length + len(values)
        if end > len(self._buffer):
            self._move(max(end, 2 * len(self._buffer)))
        self._buffer[self._length : end] = values
        self._length = end

    def truncate(self, length: int) -> None:
        """Keeps the first `length` rows, in a new buffer."""
        if length < self._length:
            self._length = length
            self._move(len(self._buffer))

    def view(self) -> npt.NDArray[Any]:
        """All rows, read-only; stays as it is whatever happens to this object."""
        view = self._buffer[: self._length]
        view.flags.writeable = False
        return view

    def _move(self, capacity: int) -> None:
        moved = np.empty((capacity, *self._buffer.shape[1:]), self._buffer.dtype)
        moved[: self._length] = self._buffer[: self._length]
        self._buffer = moved

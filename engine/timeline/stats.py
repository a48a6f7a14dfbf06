"""Small statistics that grow with the run: counts by worker and queue, and waiting times."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from engine.model.snapshot import EventCode

if TYPE_CHECKING:
    from engine.model.snapshot import Times
    from engine.timeline.events import Rows

EXACT = 4096  # so many waiting times are kept as they are
SUB_BITS = 6  # then a histogram with 64 steps in each doubling: at most 0.8 % off

PUT, TAKEN, DONE, DROPPED = range(4)
_KINDS = 5
_KIND = np.full(max(EventCode) + 1, _KINDS - 1, np.int64)
_KIND[[EventCode.PUT, EventCode.TAKEN, EventCode.DONE, EventCode.DROPPED]] = range(4)


class Tally:
    """How many items each index (a worker's, or a queue's) put, took, finished and dropped."""

    def __init__(self) -> None:
        """Empty."""
        self._counts = np.zeros((1, _KINDS), np.int64)

    def add(self, indices: np.ndarray[tuple[int], np.dtype[np.int32]], codes: Rows) -> None:
        """Counts settled rows; index -1 is nobody's, and counted as such."""
        places = (indices.astype(np.int64) + 1) * _KINDS + _KIND[codes]
        counts = np.bincount(places).astype(np.int64)
        rows = -(-len(counts) // _KINDS)
        counts.resize((rows, _KINDS), refcheck=False)
        if rows > len(self._counts):
            self._counts = np.pad(self._counts, ((0, rows - len(self._counts)), (0, 0)))
        self._counts[:rows] += counts

    def of(self, index: int) -> list[int]:
        """Put, taken, done, dropped."""
        if index + 1 >= len(self._counts):
            return [0] * 4
        counts: list[int] = self._counts[index + 1, :4].tolist()
        return counts


class WaitTimes:
    """Waiting times of items, put to taken: exact quantiles at first, then from a histogram."""

    def __init__(self) -> None:
        """Empty."""
        self._exact = np.zeros(0, np.int64)
        self._bins = np.zeros(64 << SUB_BITS, np.int64)
        self._count = 0
        self._shown: tuple[float | None, float | None] = None, None
        self._shown_at = 0

    def add(self, waits_ns: Times) -> None:
        """Takes more waiting times."""
        self._count += len(waits_ns)
        if self._count <= EXACT:
            self._exact = np.concatenate([self._exact, waits_ns])
        bins = (np.maximum(waits_ns, 1).astype(np.float64).view(np.int64) >> (52 - SUB_BITS)) - (
            1023 << SUB_BITS
        )
        self._bins += np.bincount(bins, minlength=len(self._bins))

    def quantiles_s(self) -> tuple[float | None, float | None]:
        """p50 and p99; None before the first."""
        if self._shown_at != self._count:
            self._shown_at = self._count
            self._shown = self._quantile_s(0.5), self._quantile_s(0.99)
        return self._shown

    def _quantile_s(self, share: float) -> float:
        """The smallest value that at least this share of all values does not exceed."""
        rank = max(0, int(np.ceil(share * self._count)) - 1)
        if self._count <= EXACT:
            return float(np.partition(self._exact, rank)[rank]) / 1e9
        place = int(np.searchsorted(np.cumsum(self._bins), rank, side="right"))
        exponent, step = divmod(place, 1 << SUB_BITS)
        return float(2.0**exponent * (1 + (step + 0.5) / (1 << SUB_BITS))) / 1e9

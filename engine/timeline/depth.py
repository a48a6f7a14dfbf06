"""The depth of one queue as a step function, with a pyramid of minima and maxima over it.

    keys (time * 2 + is_minus, sorted) --> times, depths --> blocks of 16 --> blocks of 256 --> ...

A plot asks for the lowest and highest depth in each of its columns. Each column's range of events
is covered by at most 15 blocks on either side at each level, so what that costs does not depend on
how many events there are.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from engine.model.snapshot import Envelope
from engine.timeline.columns import Growable

if TYPE_CHECKING:
    from engine.model.snapshot import Times

FACTOR = 16
NARROW = 2 * FACTOR  # so few blocks in every column are looked at one by one

Depths = npt.NDArray[np.int32]
Indices = npt.NDArray[np.int64]
Level = tuple[Depths, Depths]  # lowest and highest depth of each whole block


class DepthTrack:
    """Builds the depth series of one queue; `append` takes what has been settled."""

    def __init__(self) -> None:
        """Empty."""
        self.peak = 0
        self._times = Growable(np.int64)
        self._depths = Growable(np.int32)
        self._levels: list[tuple[Growable, Growable]] = []
        self._area = 0  # items x ns, from the first event to the last

    def append(self, keys: Indices) -> None:
        """Adds changes, sorted: each is 2 x its time (ns), plus 1 if the depth went down."""
        if not len(keys):
            return
        last_ns = int(self._times.view()[-1]) if len(self._times) else None
        if last_ns is not None and int(keys[0]) >> 1 <= last_ns:
            keys = self._take_back(int(keys[0]) >> 1, keys)
        self._extend(keys)

    def view(self) -> DepthView:
        """The series as it stands."""
        levels = tuple((low.view(), high.view()) for low, high in self._levels)
        return DepthView(self._times.view(), self._depths.view(), levels)

    def mean(self, until_ns: int) -> float:
        """The time-weighted mean depth from the first event on."""
        if not len(self._times):
            return 0.0
        times, depths = self._times.view(), self._depths.view()
        area = self._area + int(depths[-1]) * max(0, until_ns - int(times[-1]))
        span_ns = max(until_ns, int(times[-1])) - int(times[0])
        return area / span_ns if span_ns else float(depths[-1])

    def _take_back(self, from_ns: int, keys: Indices) -> Indices:
        """Something older came late: takes everything from then on out, and merges it in."""
        times, depths = self._times.view(), self._depths.view()
        keep = int(np.searchsorted(times, from_ns))
        before = int(depths[keep - 1]) if keep else 0
        is_minus = np.diff(depths[keep:], prepend=np.int32(before)) < 0
        merged = np.concatenate([times[keep:] * 2 + is_minus, keys])
        merged.sort()
        for column in (self._times, self._depths):
            column.truncate(keep)
        for low, high in self._levels:
            keep //= FACTOR
            low.truncate(keep)
            high.truncate(keep)
        times, depths = self._times.view(), self._depths.view()
        self.peak = int(depths.max(initial=0))
        self._area = int(np.sum(depths[:-1] * np.diff(times))) if len(times) else 0
        return merged

    def _extend(self, keys: Indices) -> None:
        times = keys >> 1
        base = int(self._depths.view()[-1]) if len(self._depths) else 0
        depths = (np.cumsum(1 - 2 * (keys & 1)) + base).astype(np.int32)
        start_ns = int(self._times.view()[-1]) if len(self._times) else int(times[0])
        held = np.diff(times, prepend=start_ns)
        self._area += base * int(held[0]) + int(np.sum(depths[:-1] * held[1:]))
        self.peak = max(self.peak, int(depths.max()))
        self._times.append(times)
        self._depths.append(depths)
        self._raise_pyramid()

    def _raise_pyramid(self) -> None:
        below_low = below_high = self._depths.view()
        at = 0
        while len(below_low) >= FACTOR:
            if at == len(self._levels):
                self._levels.append((Growable(np.int32), Growable(np.int32)))
            low, high = self._levels[at]
            old, new = len(low), len(below_low) // FACTOR
            if new > old:
                part = slice(old * FACTOR, new * FACTOR)
                low.append(below_low[part].reshape(-1, FACTOR).min(axis=1))
                high.append(below_high[part].reshape(-1, FACTOR).max(axis=1))
            below_low, below_high = low.view(), high.view()
            at += 1


class DepthView:
    """A frozen `DepthSeries`."""

    __slots__ = ("_levels", "depths", "times_ns")

    def __init__(self, times_ns: Times, depths: Depths, levels: tuple[Level, ...]) -> None:
        """`levels` are blocks of 16, 256, ... events."""
        self.times_ns = times_ns
        self.depths = depths
        self._levels = levels

    def at(self, at_ns: int) -> int:
        """The depth at a moment; 0 before the first event."""
        index = bisect_right(self.times_ns, at_ns) - 1
        return int(self.depths[index]) if index >= 0 else 0

    def changes(self, start_ns: int, end_ns: int) -> tuple[int, int]:
        """How often the depth went up and down after `start_ns`, until `end_ns` inclusive."""
        count = bisect_right(self.times_ns, end_ns) - bisect_right(self.times_ns, start_ns)
        rise = self.at(end_ns) - self.at(start_ns)
        return (count + rise) // 2, (count - rise) // 2

    def envelope(self, start_ns: int, end_ns: int, columns: int) -> Envelope:
        """What a plot of `columns` pixels shows of a range.

        A column includes its beginning and not its end; the last one includes both.
        """
        edges = start_ns + (end_ns - start_ns) * np.arange(columns + 1, dtype=np.int64) // columns
        times, count = self.times_ns, len(self.times_ns)
        places = np.searchsorted(times, edges)
        first, stop = places[:-1], places[1:].copy()
        stop[-1] = bisect_right(times, end_ns)
        if not count:
            none = np.full(columns, -1, np.int32)
            return Envelope(start_ns, end_ns, none, none, none)
        begins_there = times[np.minimum(first, count - 1)] == edges[:-1]
        begins_there &= first < stop
        first = np.maximum(0, np.where(begins_there, first, first - 1))
        has_begun = stop > 0
        low, high = self._extremes(first, np.where(has_begun, stop, first))
        last = np.where(has_begun, self.depths[np.maximum(stop, 1) - 1], -1).astype(np.int32)
        low[~has_begun] = high[~has_begun] = -1
        return Envelope(start_ns, end_ns, low, high, last)

    def _extremes(self, first: Indices, stop: Indices) -> Level:
        """The lowest and highest depth of the events first..stop of each column."""
        limits = np.iinfo(np.int32)
        low = np.full(len(first), limits.max, np.int32)
        high = np.full(len(first), limits.min, np.int32)
        level: Level = self.depths, self.depths
        for above in self._levels:
            if int((stop - first).max(initial=0)) <= NARROW:
                break
            inner_first, inner_stop = -(-first // FACTOR), stop // FACTOR
            head_stop = np.minimum(inner_first * FACTOR, stop)
            _fold(level, first, head_stop, low, high)
            _fold(level, np.maximum(inner_stop * FACTOR, head_stop), stop, low, high)
            first, stop = inner_first, np.maximum(inner_stop, inner_first)
            level = above
        _fold(level, first, stop, low, high)
        return low, high


def _fold(level: Level, first: Indices, stop: Indices, low: Depths, high: Depths) -> None:
    """Takes blocks first..stop of each column into `low` and `high`.

    A block looked at twice changes no minimum: short ranges repeat their last block.
    """
    is_filled = stop > first
    width = int((stop - first).max(initial=0))
    if width <= 0:
        return
    lows, highs = level
    lasts = np.minimum(np.maximum(stop - 1, 0), len(lows) - 1)  # empty ranges may lie outside
    places = np.minimum(first + np.arange(width)[:, None], lasts)
    np.minimum(low, lows[places].min(axis=0), out=low, where=is_filled)
    np.maximum(high, highs[places].max(axis=0), out=high, where=is_filled)

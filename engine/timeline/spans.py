"""The times in which at least one process was blocked at a queue: a union of many intervals.

Finished waits arrive late and out of order between processes. The union is kept in two parts: what
is old enough to be left alone (`cold`, append-only), and the last moments (`warm`, made anew each
time). A wait that began long ago and has just ended takes back what it swallows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from engine.timeline.columns import Growable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.model.snapshot import Times

WARM_NS = 300_000_000

_NONE: Times = np.zeros(0, np.int64)


class SpanTrack:
    """Builds the `Spans` of one queue and one kind of wait, and their sum over all workers."""

    def __init__(self) -> None:
        """Empty."""
        self._starts = Growable(np.int64)
        self._ends = Growable(np.int64)
        self._covered = Growable(np.int64)  # ns covered up to the end of each
        self._warm = _NONE, _NONE
        self._fresh: list[tuple[Times, Times]] = []  # added since they were last looked at
        self._total_ns = 0
        self._ahead = _NONE, _NONE  # waits whose end may be later than what is shown yet

    def add(self, starts: Times, ends: Times) -> None:
        """Adds finished waits, in any order."""
        self._fresh.append((starts, ends))

    def _take_fresh(self) -> None:
        if not self._fresh:
            return
        starts, ends = (np.concatenate(parts) for parts in zip(*self._fresh, strict=True))
        self._fresh = []
        is_filled = ends > starts
        if not is_filled.all():
            starts, ends = starts[is_filled], ends[is_filled]
        self._total_ns += int((ends - starts).sum())
        self._ahead = _join(self._ahead, (starts, ends))
        self._warm = _join(self._warm, (starts, ends))

    def total_s(self, now_ns: int, open_since_ns: Sequence[int]) -> float:
        """Seconds of waiting until now, each worker's counted; unfinished waits included."""
        self._take_fresh()
        starts, ends = self._ahead
        is_ahead = ends > now_ns
        starts, ends = self._ahead = starts[is_ahead], ends[is_ahead]
        ahead_ns = int(np.sum(ends - np.maximum(starts, now_ns)))
        open_ns = sum(max(0, now_ns - since_ns) for since_ns in open_since_ns)
        return (self._total_ns - ahead_ns + open_ns) / 1e9

    def view(self, now_ns: int, open_since_ns: Sequence[int]) -> SpanView:
        """The union as it stands at `now_ns`; an unfinished wait covers all since its beginning."""
        self._take_fresh()
        self._settle(now_ns)
        starts, ends = self._warm
        is_shown = starts < now_ns
        recent = starts[is_shown], np.minimum(ends[is_shown], now_ns)
        count = len(self._starts)
        open_ns = min(open_since_ns, default=now_ns)
        if open_ns < now_ns:
            count = int(np.searchsorted(self._ends.view(), open_ns))
            swallowed = self._starts.view()[count : count + 1]
            start_ns = min(open_ns, *swallowed.tolist()) if len(swallowed) else open_ns
            running = np.array([start_ns], np.int64), np.array([now_ns], np.int64)
            recent = union(*_join(recent, running))
        cold = self._starts.view()[:count], self._ends.view()[:count], self._covered.view()[:count]
        return SpanView(cold, recent)

    def _settle(self, now_ns: int) -> None:
        starts, ends = self._warm
        if not len(starts):
            return
        cold_ends = self._ends.view()
        keep = int(np.searchsorted(cold_ends, starts.min()))
        if keep < len(cold_ends):
            taken_back = self._starts.view()[keep:], cold_ends[keep:]
            starts, ends = _join(taken_back, (starts, ends))
            for column in (self._starts, self._ends, self._covered):
                column.truncate(keep)
        starts, ends = union(starts, ends)
        cold = int(np.searchsorted(ends, now_ns - WARM_NS))
        if cold:
            before_ns = int(self._covered.view()[-1]) if len(self._covered) else 0
            self._starts.append(starts[:cold])
            self._ends.append(ends[:cold])
            self._covered.append(np.cumsum(ends[:cold] - starts[:cold]) + before_ns)
        self._warm = starts[cold:], ends[cold:]


class SpanView:
    """A frozen `Spans`."""

    __slots__ = ("_cold", "_warm")

    def __init__(self, cold: tuple[Times, Times, Times], warm: tuple[Times, Times]) -> None:
        """`cold` is starts, ends and covered time; `warm`, all later, is starts and ends."""
        self._cold = cold
        self._warm = (*warm, np.cumsum(warm[1] - warm[0]))

    @property
    def starts_ns(self) -> Times:
        """Beginnings, ascending."""
        return np.concatenate([self._cold[0], self._warm[0]])

    @property
    def ends_ns(self) -> Times:
        """Ends, ascending."""
        return np.concatenate([self._cold[1], self._warm[1]])

    def shares(self, start_ns: int, end_ns: int, columns: int) -> npt.NDArray[np.float32]:
        """Share of each column's time that was blocked."""
        edges = np.linspace(start_ns, end_ns, columns + 1)
        covered = _covered_until(*self._cold, edges) + _covered_until(*self._warm, edges)
        width_ns = max(end_ns - start_ns, 1) / columns
        return (np.diff(covered) / width_ns).clip(0, 1).astype(np.float32)


def union(starts: Times, ends: Times) -> tuple[Times, Times]:
    """The same times as intervals that neither overlap nor touch, ascending."""
    if len(starts) < 2:
        return starts, ends
    order = np.argsort(starts, kind="stable")
    starts, ends = starts[order], np.maximum.accumulate(ends[order])
    begins = np.concatenate([[True], starts[1:] > ends[:-1]])
    return starts[begins], ends[np.concatenate([begins[1:], [True]])]


def _covered_until(
    starts: Times, ends: Times, covered: Times, edges: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    if not len(starts):
        return np.zeros(len(edges))
    # Whole ns: for another type than its own numpy would copy all starts of a long run.
    index = starts.searchsorted(np.floor(edges).astype(np.int64), "right") - 1
    left = np.maximum(ends[index] - edges, 0)
    return np.where(index >= 0, covered[index] - left, 0.0)


def _join(one: tuple[Times, Times], other: tuple[Times, Times]) -> tuple[Times, Times]:
    return np.concatenate([one[0], other[0]]), np.concatenate([one[1], other[1]])

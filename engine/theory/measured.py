"""What a queue did in a span of time, in the terms of queueing theory; Little's law checked.

Everything is exact for what was observed: the mean depth is weighted by time, and rates count what
happened in the span. J. D. C. Little, A Proof for the Queuing Formula L = lambda W, 1961.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from engine.model.snapshot import DepthSeries, EventCode, QueueView, Snapshot, State
from engine.timeline.item_table import items_of

_NAMES = ("at_ns", "code", "worker", "queue", "producer", "sequence")
_FEW = 2  # of so many times no variation can be told


@dataclass(frozen=True, slots=True)
class Measured:
    """One queue in one span. Rates in 1/s, times in s, lengths in items."""

    span_s: float
    consumers: int  # those that took something in the span
    maxsize: int  # 0: unbounded
    arrival_rate: float
    arrival_scv: float  # squared coefficient of variation of the times between puts
    throughput: float  # items taken
    service_s: float  # mean time that a consumer has an item
    service_scv: float
    depth: float  # mean, weighted by time
    wait_s: float  # mean from put to taken, of items put in the span
    held_back: float  # share of the span in which a put was blocked

    @property
    def utilisation(self) -> float:
        """Share of their time in which consumers had an item, by rate and service time."""
        return self.throughput * self.service_s / self.consumers if self.consumers else 0.0

    @property
    def little(self) -> float:
        """The depth that Little's law gives: arrival rate x wait."""
        return self.arrival_rate * self.wait_s

    @property
    def little_deviation(self) -> float:
        """How far that is from the measured depth, as a share of it.

        Not 0: items were there before the span or are there after it.
        """
        return abs(self.little - self.depth) / self.depth if self.depth else 0.0


def measure(snapshot: Snapshot, queue: int, start_ns: int, end_ns: int) -> Measured:
    """One queue's from `start_ns` to `end_ns`; raises ValueError for a span without length."""
    if end_ns <= start_ns:
        msg = f"the span ends at {end_ns}; it must end after {start_ns}"
        raise ValueError(msg)
    view = next(each for each in snapshot.queues if each.index == queue)
    span_s = (end_ns - start_ns) / 1e9
    items = _items(snapshot, queue)
    put_ns, taken_ns = items["put_ns"], items["taken_ns"]
    is_put = (put_ns >= start_ns) & (put_ns < end_ns)
    is_taken = (taken_ns >= start_ns) & (taken_ns < end_ns)
    waits_ns = (taken_ns - put_ns)[is_put & (taken_ns >= 0)]
    service_s, service_scv = _moments(_services_ns(snapshot, view, items)[is_taken])
    _, arrival_scv = _moments(np.diff(put_ns[is_put]))
    return Measured(
        span_s=span_s,
        consumers=len(np.unique(items["consumer"][is_taken])),
        maxsize=view.maxsize,
        arrival_rate=int(is_put.sum()) / span_s,
        arrival_scv=arrival_scv,
        throughput=int(is_taken.sum()) / span_s,
        service_s=service_s,
        service_scv=service_scv,
        depth=mean_depth(view.series, start_ns, end_ns),
        wait_s=float(waits_ns.mean()) / 1e9 if len(waits_ns) else 0.0,
        held_back=float(view.put_blocked.shares(start_ns, end_ns, 1)[0]),
    )


def mean_depth(series: DepthSeries, start_ns: int, end_ns: int) -> float:
    """The depth of a queue in a span, weighted by time."""
    times, depths = series.times_ns, series.depths
    first, last = np.searchsorted(times, [start_ns, end_ns], side="right")
    edges = np.concatenate([[start_ns], times[first:last], [end_ns]])
    before = int(depths[first - 1]) if first else 0
    held = np.concatenate([[before], depths[first:last]])
    return float((held * np.diff(edges)).sum() / (end_ns - start_ns))


def _items(snapshot: Snapshot, queue: int) -> dict[str, npt.NDArray[np.int64]]:
    events: dict[str, npt.NDArray[Any]] = {name: np.zeros(0, np.int64) for name in _NAMES}
    if snapshot.events is not None:
        rows = snapshot.events.columns(0, len(snapshot.events))
        mine = (rows.queue == queue) & (rows.code <= EventCode.DONE)
        events = {name: getattr(rows, name)[mine] for name in _NAMES}
    return items_of(events)


def _services_ns(
    snapshot: Snapshot, view: QueueView, items: dict[str, npt.NDArray[np.int64]]
) -> npt.NDArray[np.int64]:
    """How long each item was in its consumer's hands; -1 where that is not known.

    To its task_done; of a queue without one, until its consumer takes the next or waits for it.
    """
    taken_ns = items["taken_ns"]
    if view.kind == "JoinableQueue":
        return np.where(items["done_ns"] >= 0, items["done_ns"] - taken_ns, -1)
    services = np.full(len(taken_ns), -1, np.int64)
    for worker in snapshot.workers:
        mine = np.flatnonzero((items["consumer"] == worker.process) & (taken_ns >= 0))
        starts, states = worker.lane.starts_ns, worker.lane.states
        ends = np.union1d(taken_ns[mine], starts[states != State.BUSY])
        places = np.searchsorted(ends, taken_ns[mine], side="right")
        is_over = places < len(ends)
        services[mine[is_over]] = ends[places[is_over]] - taken_ns[mine[is_over]]
    return services


def _moments(times_ns: npt.NDArray[np.int64]) -> tuple[float, float]:
    """Mean in s, and squared coefficient of variation, of those that are known."""
    known = times_ns[times_ns >= 0]
    if len(known) < _FEW or not known.mean():
        return (float(known.mean()) / 1e9 if len(known) else 0.0), 0.0
    return float(known.mean()) / 1e9, float(known.var() / known.mean() ** 2)

"""How fast items come and go, for each worker; and whether an eye can follow single items.

Rates are counted over the last second of the run's own time. What is too fast to be seen as single
items is shown as flows; between the two there is some room, so that the picture does not flicker.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

from engine.model.snapshot import QueueView, Snapshot

SPAN_NS = 1_000_000_000
EVERY_NS = 100_000_000  # how often a sample is kept
FAST_PER_S, SLOW_PER_S = 30.0, 20.0  # flows begin above the one and end below the other

Counts = dict[int, tuple[int, int]]  # process -> items put, taken


@dataclass
class Rates:
    """Remembers counts of the last second of one run and queue."""

    is_fast: bool = False
    _run: tuple[int, int] = (0, -1)
    _samples: deque[tuple[int, Counts]] = field(default_factory=deque)

    def see(self, snapshot: Snapshot, queue: QueueView) -> None:
        """Takes a moment of a run; another run or queue begins anew."""
        if self._run != (snapshot.origin_ns, queue.index):
            self._run, self.is_fast = (snapshot.origin_ns, queue.index), False
            self._samples.clear()
        fastest = max(queue.in_per_s, queue.out_per_s)
        self.is_fast = fastest > (SLOW_PER_S if self.is_fast else FAST_PER_S)
        contents = queue.contents
        if contents is None or (
            self._samples and snapshot.now_ns < self._samples[-1][0] + EVERY_NS
        ):
            return
        counts = {
            worker.process: (contents.put_by(worker.process), contents.taken_by(worker.process))
            for worker in snapshot.workers
        }
        self._samples.append((snapshot.now_ns, counts))
        while len(self._samples) > 2 and self._samples[1][0] <= snapshot.now_ns - SPAN_NS:
            self._samples.popleft()

    def of(self, process: int) -> tuple[float, float]:
        """Items a second that a process puts and takes."""
        if len(self._samples) < 2:
            return 0.0, 0.0
        (begin_ns, before), (end_ns, now) = self._samples[0], self._samples[-1]
        put, taken = now.get(process, (0, 0))
        old_put, old_taken = before.get(process, (0, 0))
        seconds = max(end_ns - begin_ns, EVERY_NS) / 1e9
        return (put - old_put) / seconds, (taken - old_taken) / seconds

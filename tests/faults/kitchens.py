"""Scenarios for the fault tests, and the loop that drives a run as the window's timer would."""

from __future__ import annotations

import functools
import time
from collections.abc import Callable

import psutil

from engine.analysis.analysis import Analysis
from engine.model.snapshot import Snapshot
from engine.run.run import Run
from tests.faults.clean import Clean
from tests.support import kitchens
from tests.support.clock import Clock
from tests.support.leftovers import describe, processes_of

METHODS = ("fork", "spawn", "forkserver")
TICK_S = 0.004
TIMEOUT_S = 20.0

SIZE = {
    "name": "Fault kitchen",
    "maxsize": 8,
    "cook_s": 0.002,
    "guest_s": 0.002,
}
kitchen = functools.partial(kitchens.text, **SIZE)
"""A scenario's text: two endless cooks and two guests, with changes."""
scenario = functools.partial(kitchens.kitchen, **SIZE)
"""The same, read."""


class Loop:
    """A run with its timeline, ticked as by the window; `with` closes it."""

    def __init__(self, run: Run, clean: Clean) -> None:
        self.run = run
        self.clean = clean
        self.timeline = Analysis(run.worker_kinds)
        self.snapshot: Snapshot = self.timeline.snapshot(run.now_ns(), run.phase)
        self.output: list[str] = []
        run.start()

    def __enter__(self) -> Loop:
        return self

    def __exit__(self, *_: object) -> None:
        self.run.close()

    def tick(self) -> Snapshot:
        """One tick."""
        self.timeline.feed(self.run.poll(0.004))
        self.output += self.run.take_output()
        self.snapshot = self.timeline.snapshot(self.run.now_ns(), self.run.phase)
        self.clean.beat()
        return self.snapshot

    def until(self, condition: Callable[[], object], timeout_s: float = TIMEOUT_S) -> float:
        """Ticks until the condition holds; returns after how many seconds. Fails if it does not."""
        clock = Clock()
        while not condition():
            self.tick()
            told = [(each.name, each.state.name) for each in self.snapshot.workers]
            assert clock.passed_s < timeout_s, (self.run.phase, self.run.problem, told)
            time.sleep(TICK_S)
        return clock.passed_s

    def until_started(self, count: int) -> None:
        """Until so many processes have said hello, the main process too, and an item was taken."""
        self.until(
            lambda: (
                len(self.snapshot.workers) >= count
                and any(queue.taken for queue in self.snapshot.queues)
            )
        )

    def until_over(self, timeout_s: float = TIMEOUT_S) -> float:
        """Until the run has ended."""
        return self.until(lambda: self.run.phase.is_over, timeout_s)

    def pids(self, name: str = "") -> list[int]:
        """The pids of the workers whose names begin so."""
        return [each.pid for each in self.snapshot.workers if each.name.startswith(name)]

    @property
    def leader(self) -> int:
        """The main process's pid."""
        return self.run._host.pid

    def processes(self) -> list[psutil.Process]:
        """Everybody of the run who is alive now."""
        return processes_of(self.run._session.folder)

    def left(self) -> list[str]:
        """The same, in words."""
        return describe(self.processes())

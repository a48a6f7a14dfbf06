"""Sits at a real bench as the window would: polls it, makes calls, waits for states."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest

from engine.analysis.analysis import Analysis
from engine.model.snapshot import Snapshot, State
from engine.playground.calls import Call, CallState
from engine.playground.playground_run import PlaygroundRun
from engine.playground.setup import Setup
from engine.scenario.schema import QueueKind, StartMethod

TIMEOUT_S = 15.0
PERIOD_S = 0.004


class Desk:
    """A bench that is open."""

    def __init__(self, setup: Setup) -> None:
        self.run = PlaygroundRun(setup)
        self.output: list[str] = []
        self._timeline = Analysis(self.run.worker_kinds)
        self.run.start()

    def until(self, condition: Callable[[], bool]) -> None:
        """Polls until the condition holds; fails the test when it does not in time."""
        deadline_s = time.monotonic() + TIMEOUT_S
        while not condition():
            if time.monotonic() > deadline_s:
                pytest.fail(f"{self.run.phase}, {self.run.members}, {self.run.calls[-3:]}")
            self._timeline.feed(self.run.poll(0.01))
            self.output += self.run.take_output()
            time.sleep(PERIOD_S)

    def until_there(self, count: int) -> None:
        """Until so many processes are there, the main one too."""
        self.until(lambda: sum(member.is_alive for member in self.run.members) == count)

    def call(self, process: str, method: str, value: str = "", **options: object) -> Call:
        """Makes a call and waits for its end."""
        number = self.run.call(process, method, value, **options)
        self.until(lambda: not self.now(number).state.is_open)
        return self.now(number)

    def begin(self, process: str, method: str, value: str = "", **options: object) -> int:
        """Makes a call that blocks, and waits until it does."""
        number = self.run.call(process, method, value, **options)
        self.until(lambda: self.now(number).state is CallState.BLOCKED)
        return number

    def end(self, number: int) -> Call:
        """Waits for the end of a call that has begun."""
        self.until(lambda: not self.now(number).state.is_open)
        return self.now(number)

    def now(self, number: int) -> Call:
        """A call as it stands."""
        return self.run.calls[number - 1]

    @property
    def snapshot(self) -> Snapshot:
        """What a window would show."""
        return self._timeline.snapshot(self.run.now_ns(), self.run.phase)

    def state_of(self, name: str) -> State:
        """What a process's lane shows now."""
        workers = self.snapshot.workers
        return next((worker.state for worker in workers if worker.name == name), State.ABSENT)

    def stop(self) -> None:
        """Closes the bench in the ordinary way."""
        self.run.stop()
        self.until(lambda: self.run.phase.is_over)
        self.run.close()


@pytest.fixture
def sit() -> Iterator[Callable[..., Desk]]:
    """Opens benches; closes them after the test."""
    desks: list[Desk] = []

    def open_bench(
        kind: QueueKind = QueueKind.QUEUE, maxsize: int = 0, method: str = "fork", workers: int = 2
    ) -> Desk:
        desk = Desk(Setup(kind, maxsize, StartMethod(method), workers))
        desks.append(desk)
        desk.until_there(workers + 1)
        return desk

    yield open_bench
    for desk in desks:
        desk.run.close()

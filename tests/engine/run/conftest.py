"""Drives real runs as a window would: polls them, and waits for states."""

from __future__ import annotations

import functools
import time
from collections.abc import Callable, Iterator

import pytest

from engine.model.source import Packet
from engine.observe import wire
from engine.run.run import Run
from engine.scenario.schema import Scenario
from tests.support import frames, kitchens

TIMEOUT_S = 15.0
PERIOD_S = 0.004

kitchen = functools.partial(kitchens.kitchen, critics=0)
"""Two endless cooks and two guests, with changes; nobody yet of a second kind."""


class Driver:
    """A run, and what its streams have told so far."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.counts = {wire.PUTS: 0, wire.GETS: 0, wire.DONES: 0}
        self.pids: dict[int, int] = {}
        self.names: dict[int, str] = {}
        self.ended: set[int] = set()
        self.errors: list[str] = []
        self.output: list[str] = []

    @property
    def counted(self) -> tuple[int, int, int]:
        """Items put, taken and done."""
        return tuple(self.counts.values())

    @property
    def there(self) -> list[str]:
        """The names of the processes that are there."""
        return sorted(name for process, name in self.names.items() if process not in self.ended)

    def stream(self, name: str) -> int:
        """The stream of the process of that name."""
        return next(process for process, known in self.names.items() if known == name)

    def poll(self) -> None:
        """One look."""
        for packet in self.run.poll(0.01):
            self.take(packet)
        self.output += self.run.take_output()

    def take(self, packet: Packet) -> None:
        """Counts what a packet tells."""
        if not packet.frames:
            self.ended.add(packet.process)
        for kind, _, body in frames.cut(packet.frames):
            size = len(body)
            if kind == wire.PUTS:
                self.counts[kind] += (size - wire.SEQUENCE.size) // 8
            elif kind == wire.GETS:
                self.counts[kind] += size // (wire.ITEM.size + 8)
            elif kind == wire.DONES:
                self.counts[kind] += size // 8
            elif kind == wire.TEXT:
                self.hear(packet.process, body)

    def hear(self, process: int, body: bytes) -> None:
        """Notes who is there, and what went wrong."""
        import json

        text = json.loads(body)
        if text["what"] == "hello":
            self.names[process] = text["name"]
            self.pids[process] = text["pid"]
        elif text["what"] == "error":
            self.errors.append(f"{self.names[process]}: {text['type']}: {text['text']}")

    def until(self, condition: Callable[[], bool], timeout_s: float = TIMEOUT_S) -> None:
        """Polls until the condition holds; fails the test when it does not in time."""
        deadline_s = time.monotonic() + timeout_s
        while True:
            self.poll()
            if condition():
                return
            if time.monotonic() > deadline_s:
                pytest.fail(f"{self.run.phase}, {self.counted}, {self.there}, {self.output[-5:]}")
            time.sleep(PERIOD_S)

    def until_over(self, timeout_s: float = TIMEOUT_S) -> None:
        """Polls until the run is over, and takes what is left."""
        self.until(lambda: self.run.phase.is_over, timeout_s)
        self.poll()

    def until_there(self, *names: str) -> None:
        """Polls until exactly these processes are there, and the main process."""
        self.until(lambda: self.there == sorted([*names, "MainProcess"]))

    def until_quiet(self, quiet_s: float = 0.15) -> tuple[int, int, int]:
        """Polls until the counts have stood still for a while; returns them."""
        last, since_s = self.counted, time.monotonic()
        deadline_s = since_s + TIMEOUT_S
        while time.monotonic() - since_s < quiet_s:
            if time.monotonic() > deadline_s:
                pytest.fail(f"it goes on: {self.run.phase}, {self.counted}")
            self.poll()
            if self.counted != last:
                last, since_s = self.counted, time.monotonic()
            time.sleep(PERIOD_S)
        return last


@pytest.fixture
def drive() -> Iterator[Callable[[Scenario], Driver]]:
    """Starts runs of scenarios; closes them after the test."""
    drivers: list[Driver] = []

    def start(scenario: Scenario) -> Driver:
        driver = Driver(Run(scenario))
        drivers.append(driver)
        driver.run.start()
        return driver

    yield start
    for driver in drivers:
        driver.run.close()


@pytest.fixture
def make() -> Callable[..., Scenario]:
    """Makes a scenario: two endless cooks and two guests, with changes."""
    return kitchen


@pytest.fixture(params=["fork", "spawn", "forkserver"])
def method(request: pytest.FixtureRequest) -> str:
    """Each start method."""
    return str(request.param)

"""Runs that go wrong on purpose, watched as the window watches them; and what is left of them."""

from __future__ import annotations

import functools
import subprocess
import textwrap
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from engine.analysis.analysis import Analysis
from engine.model.findings import Finding, FindingKind
from engine.model.snapshot import Snapshot, WorkerView
from engine.run.run import Run
from engine.run.script_run import ScriptRun
from engine.run.script_target import Target
from tests.faults.clean import Clean
from tests.support import kitchens

HERE = Path(__file__).parent
PERIOD_S = 0.02
TIMEOUT_S = 20.0
STOP_S = 2.5

kitchen = functools.partial(kitchens.kitchen, guests=3)
"""Two endless cooks and three guests, with changes."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks what lies in here."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.faults)


class Watched:
    """A run and its timeline, polled together."""

    def __init__(self, run: Run | ScriptRun) -> None:
        self.run = run
        self.timeline = Analysis(run.worker_kinds)
        self.output: list[str] = []
        run.start()
        self.poll()

    def poll(self) -> Snapshot:
        """One look."""
        self.timeline.feed(self.run.poll(0.01))
        if isinstance(self.run, Run):
            self.output += self.run.take_output()
        self.snapshot = self.timeline.snapshot(self.run.now_ns(), self.run.phase)
        return self.snapshot

    def until(self, is_so: Callable[[], object], timeout_s: float = TIMEOUT_S) -> float:
        """Polls until it is so; returns how long it took, in s."""
        start_s = time.monotonic()
        while True:
            self.poll()
            if is_so():
                return time.monotonic() - start_s
            if time.monotonic() - start_s > timeout_s:
                pytest.fail(f"not within {timeout_s} s: {self.tell()}")
            time.sleep(PERIOD_S)

    def tell(self) -> str:
        """How it stands, for whoever reads a failed test."""
        snapshot = self.snapshot
        states = [(worker.name, worker.state.name) for worker in snapshot.workers]
        found = [(f.kind.value, f.who, f.waiting, f.is_over) for f in snapshot.findings]
        system = self.timeline._timeline._evidence._system
        words = (system.process_states, system.words, system.still_ns) if system else ""
        return (
            f"{snapshot.phase}, {self.run.problem}, {states}, {found}, {snapshot.ledgers}, {words}"
        )

    def worker(self, name: str) -> WorkerView:
        """The worker of that name."""
        return next(worker for worker in self.snapshot.workers if worker.name == name)

    def has(self, *names: str) -> bool:
        """Whether all of them have come."""
        return set(names) <= {worker.name for worker in self.snapshot.workers}

    def find(self, kind: FindingKind) -> Finding | None:
        """The finding of that kind which holds."""
        return next(
            (each for each in self.snapshot.findings if each.kind is kind and not each.is_over),
            None,
        )

    def names(self, processes: tuple[int, ...]) -> list[str]:
        """Their names."""
        known = {worker.process: worker.name for worker in self.snapshot.workers}
        return [known[process] for process in processes]

    @property
    def produced(self) -> int:
        """Items put."""
        return sum(queue.produced for queue in self.snapshot.queues)

    @property
    def taken(self) -> int:
        """Items taken."""
        return sum(queue.taken for queue in self.snapshot.queues)

    def end(self) -> None:
        """Stops it, in time, and closes the books: they must balance."""
        self.run.stop()
        self.finish(STOP_S if isinstance(self.run, Run) else TIMEOUT_S)

    def finish(self, timeout_s: float = TIMEOUT_S) -> None:
        """Waits for its end; the books must balance."""
        self.until(lambda: self.run.phase.is_over, timeout_s)
        self.run.close()
        self.poll()
        self.check_books()

    def check_books(self) -> None:
        """The books balance, and agree with the counters that each process kept on the board."""
        system = self.timeline._timeline._evidence._system
        for ledger in self.snapshot.ledgers:
            words = [each for _, each in system.at_queue(ledger.queue)]
            assert ledger.balance == 0, self.tell()
            if any(each.reading_bytes < 0 for each in words):
                continue  # a message was torn: what was read behind it are no items
            assert ledger.put == sum(each.puts for each in words), self.tell()
            assert ledger.taken == sum(each.gets for each in words), self.tell()
            never_written = sum(each.puts - each.sending for each in words)
            assert never_written <= ledger.lost <= ledger.put - ledger.taken, self.tell()


@pytest.fixture
def watch() -> Iterator[Callable[[Run | ScriptRun], Watched]]:
    """Starts runs, and closes them after the test."""
    watched: list[Watched] = []

    def start(run: Run | ScriptRun) -> Watched:
        watched.append(Watched(run))
        return watched[-1]

    yield start
    for each in watched:
        each.run.close()


@pytest.fixture
def cook(watch) -> Callable[..., Watched]:
    """Starts a kitchen, with changes."""
    return lambda **changes: watch(Run(kitchen(**changes)))


@pytest.fixture
def trace(watch, tmp_path: Path) -> Callable[..., Watched]:
    """Starts a script, given as text, under the probe; its output goes to `output`."""

    def start(source: str, *arguments: str) -> Watched:
        path = tmp_path / "script.py"
        path.write_text("import multiprocessing as mp\n" + textwrap.dedent(source))
        with (tmp_path / "output").open("wb") as output:
            run = ScriptRun(Target(str(path), arguments), stdout=output, stderr=subprocess.DEVNULL)
            return watch(run)

    return start


@pytest.fixture(params=["fork", "spawn", "forkserver"])
def method(request: pytest.FixtureRequest) -> str:
    """Each start method."""
    return str(request.param)


@pytest.fixture
def ends_clean(leaves_nothing, watch) -> Iterator[None]:
    """CLEAN: nothing is left, and a fresh run of 100 items passes."""
    yield
    fresh = watch(Run(kitchen(items=50, cook_s=0, guest_s=0)))
    fresh.finish()
    assert (fresh.run.phase, fresh.produced, fresh.taken) == ("finished", 100, 100), fresh.tell()


@pytest.fixture
def cleanly() -> Clean:
    """What is there before the test may stay; give it as the first of a test's fixtures."""
    return Clean()

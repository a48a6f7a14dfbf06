"""Row 4: all workers at once, the main process, the application: nothing is left 2 s later."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from engine.model.findings import FindingKind
from engine.model.source import Phase
from engine.run.run import Run
from tests.faults.clean import WITHIN_S
from tests.faults.kitchens import METHODS, Loop, kitchen, scenario
from tests.support.clock import Clock
from tests.support.leftovers import SERVERS, describe, processes_of, until_nothing

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = ROOT / "tests" / "faults" / "programs" / "application.py"
LATEST_S = 0.5  # until then a kill may come: while they start, and when all is under way


class Application:
    """An application that has started its run, with temporary files in a folder of its own."""

    def __init__(self, folder: Path, line: str) -> None:
        pid, place, leader = line.split()
        self.folder = folder
        self.pid = int(pid)
        self.run_folder = Path(place)
        self.leader = int(leader)

    def kill(self) -> None:
        os.kill(self.pid, signal.SIGKILL)

    def processes(self) -> list[psutil.Process]:
        """Everybody of its run who is alive."""
        return processes_of(self.run_folder)

    def processes_left(self) -> list[str]:
        """The same, in words."""
        return describe(self.processes())

    def left(self) -> list[str]:
        """What is left of its run."""
        return self.processes_left() + [str(self.run_folder)] * self.run_folder.exists()

    def until_at_work(self) -> None:
        """Until main process and four workers are there and have done something."""
        clock = Clock()
        while len(there := self.processes()) < 5 or not all(map(has_run, there[-4:])):
            assert clock.passed_s < 10
            time.sleep(0.02)


def has_run(process: psutil.Process) -> bool:
    """Whether it has used some CPU."""
    try:
        return process.cpu_times().user > 0
    except psutil.Error:
        return False


class Nursery:
    """Starts applications, in processes of their own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.count = 0
        self.windows: list[subprocess.Popen[str]] = []
        self.process = self._popen(stdin=subprocess.PIPE)

    def _popen(self, *arguments: Path, **pipes: int) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, str(PROGRAM), *map(str, arguments)],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env={**os.environ, "TMPDIR": str(self.folder), "PYTHONPATH": str(ROOT)},
            **pipes,
        )

    def _scenario(self, method: str) -> Path:
        self.count += 1
        path = self.folder / f"{self.count}.toml"
        path.write_text(kitchen(method=method), encoding="utf-8")
        return path

    def start(self, method: str) -> Application:
        """One without a window."""
        self.process.stdin.write(f"{self._scenario(method)}\n")
        self.process.stdin.flush()
        return Application(self.folder, self.process.stdout.readline())

    def open_window(self, method: str) -> Application:
        """One with the real window."""
        self.windows.append(self._popen(self._scenario(method)))
        return Application(self.folder, self.windows[-1].stdout.readline())

    def close(self) -> None:
        for process in (*self.windows, self.process):
            process.kill()
            process.communicate()


@pytest.fixture
def nursery(tmp_path):
    nursery = Nursery(tmp_path)
    yield nursery
    nursery.close()


@pytest.mark.parametrize("kind", ["Cook", "Guest", ""], ids=["producers", "consumers", "all"])
@pytest.mark.parametrize("method", METHODS)
def test_workers_killed_all_at_once_are_noticed_and_nothing_is_left_2_s_later(
    cleanly, method, kind
):
    with Loop(Run(scenario(method=method)), cleanly) as loop:
        loop.until_started(5)
        victims = [pid for pid in loop.pids(kind) if pid != loop.leader]
        for pid in victims:
            os.kill(pid, signal.SIGKILL)
        clock = Clock()
        loop.until_over(WITHIN_S)  # nobody stops it: the run itself sees that nothing can go on
        assert gone(loop) >= set(victims)
        assert not until_nothing(loop.left, max(0.0, WITHIN_S - clock.passed_s))
    assert loop.run.phase in {Phase.FAILED, Phase.BROKEN}
    assert len(victims) == (2 if kind else 4)
    cleanly.check(method)


def gone(loop):
    """Who is known to have ended."""
    return {each.pid for each in loop.snapshot.workers if each.ended_ns is not None}


@pytest.mark.parametrize("method", METHODS)
def test_the_workers_of_a_killed_main_process_end_with_it(cleanly, method):
    with Loop(Run(scenario(method=method)), cleanly) as loop:
        loop.until_started(5)
        os.kill(loop.pids("Guest")[0], signal.SIGSTOP)
        os.kill(loop.leader, signal.SIGKILL)
        assert not until_nothing(loop.left, 1.0)
        loop.until_over()
    assert loop.run.phase is Phase.FAILED
    assert loop.run.problem == "The main process was ended by signal 9."
    told = [each for each in loop.snapshot.findings if each.kind is not FindingKind.ITEMS_LOST]
    (found,) = told  # its workers did not fail: they went with it, perhaps with unsent items
    assert (found.kind, found.texts["signal"]) == (FindingKind.WORKER_KILLED, "SIGKILL")
    assert [each.name for each in loop.snapshot.workers if each.process in found.who] == ["main"]
    cleanly.check(method)


@pytest.mark.parametrize("method", METHODS)
def test_application_and_main_process_killed_at_once_leave_no_worker(nursery, method):
    application = nursery.start(method)
    application.until_at_work()
    os.kill(application.leader, signal.SIGKILL)
    application.kill()
    assert not until_nothing(application.processes_left, WITHIN_S)


@pytest.mark.parametrize("method", METHODS)
def test_stopped_processes_end_too_when_the_application_is_killed(nursery, method):
    application = nursery.start(method)
    application.until_at_work()
    for process in application.processes():
        if not any(server in " ".join(process.cmdline()) for server in SERVERS):
            process.suspend()  # those that have a lane, which can be stopped there
    application.kill()
    assert not until_nothing(application.left, WITHIN_S)


@pytest.mark.parametrize("method", METHODS)
def test_a_killed_window_leaves_nothing(nursery, method):
    application = nursery.open_window(method)
    application.until_at_work()
    application.kill()
    assert not until_nothing(application.left, WITHIN_S)


def test_the_application_killed_fifty_times_at_any_moment_leaves_nothing(nursery):
    dice = random.Random(4)
    took_s = []
    for number in range(50):
        application = nursery.start(METHODS[number % 3])
        time.sleep(dice.uniform(0, LATEST_S))
        application.kill()
        clock = Clock()
        left = until_nothing(application.left, WITHIN_S)
        assert not left, f"kill {number}: {left}"
        took_s.append(clock.passed_s)
    print(f"\n50 applications killed: all was gone after {max(took_s) * 1e3:.0f} ms at most")


def test_what_was_killed_with_its_main_process_is_removed_by_the_next_run(nursery):
    application = nursery.start("fork")
    application.until_at_work()
    os.kill(application.leader, signal.SIGKILL)
    application.kill()
    assert not until_nothing(application.processes_left, WITHIN_S)
    assert application.run_folder.exists()
    alive = nursery.start("fork")  # its temporary folder is the same
    assert not application.run_folder.exists()
    nursery.start("fork").kill()
    assert alive.run_folder.exists()  # it has an owner
    alive.kill()
    assert not until_nothing(alive.left, WITHIN_S)

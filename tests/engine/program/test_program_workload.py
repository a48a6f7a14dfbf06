"""How the demo's workers spend their time."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from engine.program import workload
from engine.program.workload import SLICE_S, Effort, Workload

ROOT = Path(__file__).resolve().parents[3]
FIXED = Effort("sleep", "fixed", 1.0, 1.0, 2.0, 7, 1.0)


class Clock:
    """Time that passes only while somebody sleeps."""

    def __init__(self, board: object = None) -> None:
        self.now_s = 0.0
        self.slept: list[float] = []
        self.board = board

    def sleep(self, seconds: float) -> None:
        self.now_s += seconds * 1.01 + 0.0001  # a sleep lasts a little too long
        self.slept.append(seconds)

    def perf_counter(self) -> float:
        return self.now_s


class PausedAfter:
    """A board that is paused between two moments."""

    def __init__(self, clock: Clock, start_s: float, end_s: float, scale: float) -> None:
        self._clock, self._start_s, self._end_s, self._scale = clock, start_s, end_s, scale

    @property
    def time_scale(self) -> float:
        return 0.0 if self._start_s <= self._clock.now_s < self._end_s else self._scale


@pytest.fixture
def clock(monkeypatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(workload, "time", clock)
    monkeypatch.setattr(workload, "current_board", lambda: clock.board)
    return clock


def test_many_sleeps_last_together_as_long_as_they_should(clock):
    worker = Workload(FIXED._replace(seconds=0.003), "Cook 1")
    for _ in range(1000):
        worker.do()
    assert clock.now_s == pytest.approx(3.0, rel=0.01)


def test_a_time_of_nothing_returns_at_once(clock):
    worker = Workload(FIXED._replace(seconds=0.0), "Cook 1")
    for _ in range(100):
        worker.do()
    assert clock.slept == []


def test_a_faster_scale_makes_it_shorter(clock):
    Workload(FIXED._replace(time_scale=50.0), "Cook 1").do()
    assert clock.now_s == pytest.approx(0.02, rel=0.1)


def test_no_time_passes_while_paused_and_slices_are_short(clock):
    clock.board = PausedAfter(clock, 0.5, 3.5, 1.0)
    Workload(FIXED, "Cook 1").do()
    assert clock.now_s == pytest.approx(4.0, rel=0.02)
    assert max(clock.slept) <= SLICE_S


def test_the_same_name_and_seed_take_the_same_times():
    uniform = FIXED._replace(law="uniform")
    first, second = Workload(uniform, "Cook 1"), Workload(uniform, "Cook 1")
    other = Workload(uniform, "Cook 2")
    times = [first.draw() for _ in range(50)]
    assert times == [second.draw() for _ in range(50)]
    assert times != [other.draw() for _ in range(50)]
    assert all(1.0 <= each <= 2.0 for each in times)


def test_an_exponential_time_has_the_mean_it_should():
    worker = Workload(FIXED._replace(law="exponential", seconds=3.0), "Cook 1")
    assert sum(worker.draw() for _ in range(20_000)) / 20_000 == pytest.approx(3.0, rel=0.05)
    assert Workload(FIXED._replace(law="exponential", seconds=0.0), "Cook 1").draw() == 0.0


def test_cpu_work_keeps_the_cpu_busy():
    before_s = time.process_time()
    Workload(FIXED._replace(work="cpu", seconds=0.1), "Cook 1").do()
    assert 0.1 <= time.process_time() - before_s < 0.2


def test_workers_load_nothing_heavy():
    code = (
        "import sys, engine.program.workers\n"
        "print([name for name in ('msgspec', 'numpy', 'PySide6', 'psutil', 'tomllib')"
        " if name in sys.modules])"
    )
    told = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert told.stdout == "[]\n"


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_the_program_runs_without_probe_and_application(tmp_path, method):
    path = tmp_path / "kitchen.toml"
    path.write_text(
        f'name = "x"\ntime_scale = 100.0\n[queue]\nstart_method = "{method}"\n'
        '[[producers]]\nname = "Cook"\ncount = 2\n[[consumers]]\nname = "Guest"\n'
    )
    told = subprocess.run(
        [sys.executable, "-m", "engine.program", str(path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=30,
        check=True,
    )
    lines = told.stdout.splitlines()
    assert told.stderr == ""
    assert sum("is eating item" in line for line in lines) == 8
    assert lines[-1] == "Main: all done. Goodbye!"

"""ScriptRun, the event source: it starts, pauses, steps, stops and closes real scripts."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from typing import BinaryIO

import psutil
import pytest

from engine.model.source import Phase
from engine.run.script_run import ScriptRun
from engine.run.script_target import Target, TargetError, check

pytestmark = pytest.mark.processes

FLOW = """
import multiprocessing, time
queue = multiprocessing.get_context("fork").Queue()
print("ready", flush=True)
for number in range(10**9):
    queue.put(number)
    print(queue.get(), flush=True)
    time.sleep(0.01)
"""
TIDY = """
import time
try:
    print("ready", flush=True)
    time.sleep(60)
finally:
    print("tidy")
"""
DEAF = """
import signal, time
signal.signal(signal.SIGINT, signal.SIG_IGN)
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print("ready", flush=True)
time.sleep(60)
"""
ORPHANS = """
import multiprocessing, os, signal, time
if __name__ == "__main__":
    context = multiprocessing.get_context("fork")
    workers = [context.Process(target=time.sleep, args=(60,)) for _ in range(2)]
    for worker in workers:
        worker.start()
    time.sleep(0.3)
    print(*(worker.pid for worker in workers), flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def start(script):
    """Starts a script's run with a pipe for its output; closes all of them in the end."""
    runs = []

    def begin(text: str) -> tuple[ScriptRun, BinaryIO]:
        reading, writing = os.pipe()
        run = ScriptRun(Target(str(script(text))), stdout=writing)
        output = os.fdopen(reading, "rb")
        runs.append((run, output))
        run.start()
        os.close(writing)
        return run, output

    yield begin
    for run, output in runs:
        run.close()
        output.close()


def is_alive(pid: int) -> bool:
    """Whether the process runs; an orphan's zombie, which init has yet to bury, does not."""
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


class Lines:
    """Counts what a script prints, and tells when it has printed nothing for a while."""

    STILL_S = 0.3

    def __init__(self, output: BinaryIO) -> None:
        self.count = 0
        self._output = output
        self._last_s = time.monotonic()

    def read(self) -> int:
        """How many lines there were up to now."""
        if part := self._output.read():
            self.count += part.count(b"\n")
            self._last_s = time.monotonic()
        return self.count

    def are_still(self) -> bool:
        """Whether none came for `STILL_S`; the measurement then starts anew."""
        self.read()
        is_still = time.monotonic() - self._last_s > self.STILL_S
        if is_still:
            self._last_s = time.monotonic()
        return is_still


def poll_until(run: ScriptRun, condition, timeout_s: float = 15.0):
    """Polls as the window does, until something has become true."""
    deadline_s = time.monotonic() + timeout_s
    packets = []
    while not condition():
        assert time.monotonic() < deadline_s, f"still {run.phase} after {timeout_s} s"
        packets += run.poll(0.01)
        time.sleep(0.005)
    return packets


def test_a_run_goes_from_ready_over_running_to_finished(script):
    run = ScriptRun(Target(str(script("print('hello')"))), stdout=subprocess.DEVNULL)
    assert run.phase is Phase.READY
    run.start()
    assert run.phase is Phase.STARTING
    packets = poll_until(run, lambda: run.phase.is_over)
    assert run.phase is Phase.FINISHED
    assert run.exit_code == 0
    assert [packet for packet in packets if packet.process >= 0][-1].frames == b""
    run.close()
    run.close()
    assert run.phase is Phase.FINISHED


def test_an_exit_code_other_than_zero_is_a_failure(start):
    run, _ = start("raise SystemExit(3)")
    poll_until(run, lambda: run.phase.is_over)
    assert (run.phase, run.exit_code) == (Phase.FAILED, 3)


def test_a_paused_script_is_held_at_its_queue_and_a_step_lets_one_operation_through(start):
    run, output = start(FLOW)
    assert output.readline() == b"ready\n"
    assert output.readline() == b"0\n"
    run.pause()
    assert run.phase is Phase.PAUSED
    os.set_blocking(output.fileno(), False)
    lines = Lines(output)
    poll_until(run, lines.are_still)
    held_at = lines.count
    for _ in range(4):
        run.step()
        poll_until(run, lines.are_still)
    assert lines.count - held_at == 2  # two puts and two gets
    run.resume()
    assert run.phase is Phase.RUNNING
    poll_until(run, lambda: lines.read() > held_at + 10)


def test_stop_asks_as_ctrl_c_would(start):
    run, output = start(TIDY)
    output.readline()
    run.stop()
    poll_until(run, lambda: run.phase.is_over)
    assert run.phase is Phase.STOPPED
    assert output.read() == b"tidy\n"


def test_close_ends_a_script_that_does_not_listen(start):
    run, output = start(DEAF)
    output.readline()
    run.close()
    assert run.exit_code == -9
    assert run.phase is Phase.STOPPED


def test_close_ends_workers_whose_main_process_was_killed(start):
    run, output = start(ORPHANS)
    workers = [int(pid) for pid in output.readline().split()]
    poll_until(run, lambda: run.phase.is_over)
    assert run.phase is Phase.FAILED
    assert all(is_alive(pid) for pid in workers)
    run.close()
    assert not any(is_alive(pid) for pid in workers)


def test_a_python_that_is_not_there_breaks_the_run_and_says_so(script):
    run = ScriptRun(Target(str(script("")), python="/no/such/python"))
    run.start()
    assert run.phase is Phase.BROKEN
    assert "/no/such/python" in run.problem
    run.close()


def test_the_check_finds_an_error_in_a_module_without_running_it(script, monkeypatch, tmp_path):
    script("print(1", "wrong.py")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(TargetError, match="syntax") as caught:
        check(Target("wrong", is_module=True))
    assert "line 1" in caught.value.details


@pytest.mark.parametrize("name", ["timeit", "json.tool", "unittest"])
def test_the_check_finds_modules_and_packages(name):
    check(Target(name, is_module=True, python=sys.executable))

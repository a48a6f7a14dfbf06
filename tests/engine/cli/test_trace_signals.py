"""Signals while a script is traced: it gets each of them once, and a report can be had any time."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time

import pytest

pytestmark = [
    pytest.mark.processes,
    pytest.mark.skipif(sys.platform == "win32", reason="signals to process groups"),
]

COUNTING = """
import signal, sys, time
came = []
signal.signal(signal.SIGINT, lambda *_: came.append(1))
print("ready", flush=True)
while not came:
    time.sleep(0.01)
time.sleep(0.5)
print(len(came))
sys.exit(7)
"""
HANGING = """
import multiprocessing

def take(queue):
    print("ready", flush=True)
    queue.get()

if __name__ == "__main__":
    queue = multiprocessing.Queue()
    worker = multiprocessing.Process(target=take, args=(queue,))
    worker.start()
    worker.join()
"""
DEAF = """
import signal, sys
for number in (signal.SIGINT, signal.SIGTERM):
    signal.signal(number, lambda *_: None)
print("ready", flush=True)
sys.stdin.readline()
print("ended")
"""


@pytest.fixture
def begin(queuescope, script):
    """Starts a traced script in a process group of its own, and waits until it is ready."""

    def start(text: str, *options: str) -> subprocess.Popen:
        process = queuescope.start("trace", *options, script(text), own_group=True)
        assert process.stdout.readline() == b"ready\n"
        return process

    return start


def test_a_signal_to_the_whole_group_reaches_the_script_once(begin):
    process = begin(COUNTING, "--report", "report.json")
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=20)
    assert (out, err, process.returncode) == (b"1\n", b"", 7)


def test_a_signal_to_us_alone_reaches_the_script_once(begin):
    process = begin(COUNTING, "--report", "report.json")
    process.send_signal(signal.SIGINT)
    assert process.communicate(timeout=20)[0] == b"1\n"
    assert process.returncode == 7


def test_two_signals_to_the_group_one_after_another_both_reach_it_once(begin):
    process = begin(COUNTING.replace("not came", "len(came) < 2"), "--report", "report.json")
    for _ in range(2):
        os.killpg(process.pid, signal.SIGINT)
        time.sleep(0.3)  # as a person would
    assert process.communicate(timeout=20)[0] == b"2\n"


def test_an_interrupt_of_us_alone_ends_a_script_that_hangs_with_its_workers(begin):
    process = begin(HANGING, "--report", "report.json")
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=20)
    assert err.count(b"KeyboardInterrupt") >= 2  # of the main process and of its worker
    assert process.returncode == 128 + signal.SIGINT


@pytest.mark.skipif(not hasattr(signal, "SIGUSR1"), reason="no such signal here")
def test_the_report_can_be_had_while_the_script_runs(begin, tmp_path):
    process = begin(DEAF, "--report", "report.json")
    process.send_signal(signal.SIGUSR1)
    path, deadline_s = tmp_path / "report.json", time.monotonic() + 10
    while not path.exists() and time.monotonic() < deadline_s:
        time.sleep(0.01)
    assert json.loads(path.read_text())["outcome"] == "running"
    out, err = process.communicate(b"\n", timeout=20)
    assert (out, err, process.returncode) == (b"ended\n", b"", 0)
    assert json.loads(path.read_text())["outcome"] == "finished"


def test_a_script_that_cannot_be_ended_leaves_its_report(begin, tmp_path):
    process = begin(DEAF, "--report", "report.json")
    for _ in range(2):
        process.send_signal(signal.SIGTERM)
        time.sleep(0.2)  # two that come at once are one
    path, deadline_s = tmp_path / "report.json", time.monotonic() + 10
    while not path.exists() and time.monotonic() < deadline_s:
        time.sleep(0.01)
    assert [worker["name"] for worker in json.loads(path.read_text())["workers"]] == ["main"]
    _, err = process.communicate(b"\n", timeout=20)
    assert b"still runs" in err


def test_processes_that_a_killed_script_left_are_ended_and_that_is_noted(begin, tmp_path):
    process = begin(
        HANGING.replace("worker.join()", "import os; os.kill(os.getpid(), 9)"),
        "--report",
        "report.json",
    )
    process.communicate(timeout=20)
    notes = json.loads((tmp_path / "report.json").read_text())["notes"]
    assert "1 processes that the script had left running were ended." in notes


FAILING = """
import multiprocessing, sys

def fail():
    raise ValueError("no flour")

if __name__ == "__main__":
    worker = multiprocessing.Process(target=fail, name="baker")
    worker.start()
    worker.join()
    print("ready", flush=True)
    sys.stdin.readline()
"""


def test_a_warning_is_said_once_while_the_script_runs_and_none_when_quiet(begin):
    process = begin(FAILING, "--report", "report.json")
    said = b""
    while b"baker failed" not in said:
        said += os.read(process.stderr.fileno(), 4096)
    time.sleep(1.0)  # it would be said again by now
    _, rest = process.communicate(b"\n", timeout=20)
    lines = (said + rest).decode().splitlines()
    assert len([line for line in lines if line.startswith("queuescope: ")]) == 1
    quiet = begin(FAILING, "--quiet", "--report", "report.json")
    time.sleep(1.0)
    assert b"queuescope" not in quiet.communicate(b"\n", timeout=20)[1]

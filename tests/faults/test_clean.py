"""CLEAN notices what it is there for: each thing that could be left behind, left on purpose."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
import time
from multiprocessing import get_context

import pytest

from engine.run.run import Run
from engine.scenario.presets import loads
from tests.faults import clean as clean_module
from tests.faults.clean import HUNDRED, Clean, Heartbeat, RunId, until_nothing


@pytest.fixture(autouse=True)
def impatient(monkeypatch):
    """What was left on purpose will not go by itself."""
    monkeypatch.setattr(clean_module.until_nothing, "__defaults__", (0.1,))


def test_a_run_that_was_closed_is_clean(cleanly):
    run = Run(loads(HUNDRED.format(method="spawn")))
    run.start()
    cleanly.watch(run)
    run.close()
    cleanly.check()


def test_a_process_of_the_run_is_found_by_the_runs_folder(cleanly, tmp_path):
    here = RunId.of_leader(tmp_path, os.getpid())
    command = [sys.executable, "-c", "input()", str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, start_new_session=True) as left:
        cleanly.watch(here)
        with pytest.raises(AssertionError, match=f"process {left.pid}"):
            cleanly.check()
        left.communicate(b"\n")


def test_a_process_of_the_run_is_found_by_the_leaders_session(cleanly):
    code = "import subprocess, sys; subprocess.Popen(['sleep', '60']); input()"
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, start_new_session=True
    ) as leader:
        cleanly.watch(identity := RunId.of_leader("(no folder)", leader.pid))
        deadline_s = time.monotonic() + 10
        while len(identity.processes()) < 2 and time.monotonic() < deadline_s:
            time.sleep(0.01)
        leader.communicate(b"\n")
    [orphan] = identity.processes()
    with pytest.raises(AssertionError, match=f"process {orphan.pid} sleep 60"):
        cleanly.check()
    orphan.kill()


STRANGER = """
import multiprocessing
input()
semaphore = multiprocessing.get_context("spawn").Semaphore(1)
print(semaphore._semlock.name, flush=True)
input()
"""


def test_a_semaphore_that_is_left_is_noticed_and_a_strangers_is_not():
    context = get_context("spawn")
    context.Semaphore(1)  # starts the resource tracker, which stays
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen([sys.executable, "-c", STRANGER], text=True, **pipes) as stranger:
        cleanly = Clean()
        stranger.stdin.write("\n")
        stranger.stdin.flush()
        name = stranger.stdout.readline().strip().lstrip("/")
        assert os.path.exists(f"/dev/shm/sem.{name}")
        assert not until_nothing(cleanly.left)
        left = context.Semaphore(1)
        with pytest.raises(AssertionError, match=r"files: /dev/shm/sem\.mp-[^,]*$"):
            cleanly.check()
        stranger.communicate("\n")
    del left
    cleanly.check(fresh=False)


def test_a_thread_is_noticed(cleanly):
    end = threading.Event()
    thread = threading.Thread(target=end.wait, name="left")
    thread.start()
    with pytest.raises(AssertionError, match="threads: left"):
        cleanly.check()
    end.set()
    thread.join()


def test_a_temporary_folder_is_noticed(cleanly):
    folder = tempfile.mkdtemp(prefix="queuescope-")
    with pytest.raises(AssertionError, match=r"files: .*queuescope-"):
        cleanly.check()
    os.rmdir(folder)


def test_a_descriptor_is_noticed(cleanly):
    ends = os.pipe()
    with pytest.raises(AssertionError, match="descriptors: 2 more"):
        cleanly.check()
    for end in ends:
        os.close(end)


def test_a_heart_that_stands_still_is_noticed_and_a_busy_one_too(cleanly):
    cleanly.beat()
    time.sleep(0.3)
    cleanly.beat()
    with pytest.raises(AssertionError, match="the heart stood still for 3"):
        cleanly.check()
    heart = Heartbeat()
    heart.beat()
    before_s = time.thread_time()
    while time.thread_time() - before_s < 0.26:
        pass
    heart.beat()
    assert heart.longest_s > 0.25

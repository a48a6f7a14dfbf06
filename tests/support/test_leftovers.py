"""What is left behind is noticed, each kind of it; and what another run of the tests has is not."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path

import psutil
import pytest

from engine.run.run import Run
from engine.scenario.presets import loads
from tests.support.kitchens import text
from tests.support.leftovers import Surroundings, until_nothing

pytestmark = pytest.mark.processes

ROOT = Path(__file__).resolve().parents[2]
RUNS = 5
TIMEOUT_S = 60.0
BUDGET_S = 0.01
IMPATIENT_S = 0.1  # what was left on purpose does not go by itself

ORPHAN = """
import subprocess, sys
sleep = [sys.executable, "-c", "import time; time.sleep(60)"]
print(subprocess.Popen(sleep, stdout=subprocess.DEVNULL, start_new_session=True).pid)
"""
LOST_SEMAPHORE = """
import _multiprocessing, os
name = f"/mp-lost-{os.getpid()}"
_multiprocessing.SemLock(1, 1, 1, name, False)
print(name)
"""


@contextmanager
def a_child() -> Iterator[str]:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as child:
        yield f"processes: {child.pid} "
        child.communicate(b"\n")


@contextmanager
def an_orphan_in_another_session() -> Iterator[str]:
    done = subprocess.run([sys.executable, "-c", ORPHAN], stdout=subprocess.PIPE, check=True)
    orphan = psutil.Process(int(done.stdout))
    yield f"processes: {orphan.pid} "
    orphan.kill()


@contextmanager
def a_zombie() -> Iterator[str]:
    child = subprocess.Popen([sys.executable, "-c", ""])
    while psutil.Process(child.pid).status() != psutil.STATUS_ZOMBIE:
        time.sleep(BUDGET_S)
    yield f"processes: {child.pid} "
    child.wait()


@contextmanager
def a_thread() -> Iterator[str]:
    end = threading.Event()
    thread = threading.Thread(target=end.wait, name="left")
    thread.start()
    yield "threads: left"
    end.set()
    thread.join()


@contextmanager
def a_folder() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        yield f"files: {folder}"


@contextmanager
def descriptors() -> Iterator[str]:
    ends = os.pipe()
    yield "descriptors: 2 more"
    for end in ends:
        os.close(end)


@contextmanager
def a_semaphore_of_ours() -> Iterator[str]:
    semaphore = get_context("spawn").Semaphore(1)
    yield f"shared memory: /dev/shm/sem.{semaphore._semlock.name.lstrip('/')}"


@contextmanager
def a_semaphore_of_a_dead_process() -> Iterator[str]:
    done = subprocess.run(
        [sys.executable, "-c", LOST_SEMAPHORE], stdout=subprocess.PIPE, text=True, check=True
    )
    path = Path("/dev/shm") / f"sem.{done.stdout.strip().lstrip('/')}"
    yield f"shared memory: {path}"
    path.unlink()


ALL = (
    a_child,
    an_orphan_in_another_session,
    a_zombie,
    a_thread,
    a_folder,
    descriptors,
    a_semaphore_of_ours,
    a_semaphore_of_a_dead_process,
)


@pytest.mark.parametrize("leave", ALL, ids=[each.__name__ for each in ALL])
def test_what_is_left_is_noticed(leaves_nothing, leave):
    get_context("spawn").Semaphore(1)  # starts the resource tracker, which stays
    leaves_nothing()
    before = Surroundings.now()
    with leave() as expected:
        left = until_nothing(lambda: Surroundings.now().left_since(before), IMPATIENT_S)
        assert any(sentence.startswith(expected) for sentence in left), left


def run_to_its_end(method: str) -> None:
    run = Run(loads(text(method=method, maxsize=4, cooks=1, items=10, cook_s=0.001, guest_s=0.001)))
    run.start()
    deadline_s = time.monotonic() + TIMEOUT_S
    while not run.phase.is_over:
        run.poll(BUDGET_S)
        assert time.monotonic() < deadline_s, run.phase
        time.sleep(BUDGET_S)
    run.close()
    assert run.problem is None


@pytest.mark.parametrize("method", ["fork", "spawn", "forkserver"])
def test_runs_after_one_another_leave_nothing(leaves_nothing, method):
    run_to_its_end(method)
    leaves_nothing()
    for _ in range(RUNS):
        run_to_its_end(method)


def another_pytest(*arguments: str, **variables: str) -> subprocess.Popen[str]:
    """A run of the tests beside this one."""
    return subprocess.Popen(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"} | variables,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def write_test(folder: Path, body: str) -> str:
    """A file with one test; returns its path."""
    path = folder / "test_it.py"
    folder.mkdir(exist_ok=True)
    path.write_text(body, encoding="utf-8")
    return str(path)


IN_TEST = """
import pytest, tempfile

def test_it(leaves_nothing):
    tempfile.mkdtemp()
    pytest.MonkeyPatch().setattr("tests.support.hermetic.LEAVE_S", 0.1)
"""
IN_RUN = """
import pytest, tempfile

@pytest.fixture(scope="module", autouse=True)
def left_by_no_test():
    yield
    tempfile.mkdtemp()
    pytest.MonkeyPatch().setattr("tests.support.hermetic.LEAVE_S", 0.1)

def test_it():
    pass
"""


@pytest.mark.parametrize(
    ("body", "told"),
    [(IN_TEST, "left behind: files: "), (IN_RUN, "left behind by the whole run: files: ")],
    ids=["test", "run"],
)
def test_who_leaves_something_fails(tmp_path, body, told):
    process = another_pytest("-p", "tests.support.hermetic", write_test(tmp_path, body))
    out, _ = process.communicate(timeout=TIMEOUT_S)
    assert process.returncode == 1, out
    assert told in out


HOLDER = """
import os, subprocess, sys, tempfile, time
from multiprocessing import get_context
from pathlib import Path

def test_it():
    here = Path({folder!r})
    while not (here / "begin").exists():
        time.sleep(0.01)
    kept = get_context("spawn").Semaphore(1), tempfile.TemporaryDirectory(prefix="queuescope-")
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as child:
        (here / "held").touch()
        while not (here / "end").exists():
            time.sleep(0.01)
        child.communicate(b"\\n")
    kept[1].cleanup()
"""
WATCHER = """
import time
from pathlib import Path

def test_it(leaves_nothing):
    here = Path({folder!r})
    (here / "begin").touch()
    while not (here / "held").exists():
        time.sleep(0.01)
"""


def test_what_another_run_has_is_not_left_behind_by_this_one(tmp_path):
    """Both are children of this run and beside each other, as two in two terminals are."""
    holder, watcher = (
        another_pytest(
            "-p",
            "tests.support.hermetic",
            write_test(tmp_path / name, body.format(folder=str(tmp_path))),
        )
        for name, body in (("holder", HOLDER), ("watcher", WATCHER))
    )
    out, _ = watcher.communicate(timeout=TIMEOUT_S)
    (tmp_path / "end").touch()
    told, _ = holder.communicate(timeout=TIMEOUT_S)
    assert (watcher.returncode, holder.returncode) == (0, 0), out + told


def test_two_runs_of_the_same_tests_at_once_both_pass(leaves_nothing):
    this = (
        f"{Path(__file__).relative_to(ROOT)}::{test_runs_after_one_another_leave_nothing.__name__}"
    )
    both = [another_pytest(this), another_pytest(this)]
    told = [process.communicate(timeout=2 * TIMEOUT_S)[0] for process in both]
    assert [process.returncode for process in both] == [0, 0], "\n".join(told)

"""A full disk, full shared memory, too many files, 64 workers, items of any size, a flood, a clock
that jumps: each is survived, or told with what helps; nothing hangs.

Little disks are mounted where root may do so, in a name space of their own.
"""

from __future__ import annotations

import ast
import contextlib
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from engine.analysis.analysis import Analysis
from engine.model.source import Phase
from engine.run.run import Run
from engine.run.script_run import ScriptRun
from engine.run.script_target import Target
from engine.text.notes import KILLED
from tests.faults.kitchens import METHODS, Loop, kitchen, scenario

ROOT = Path(__file__).resolve().parents[2]
PROGRAMS = ROOT / "tests" / "faults" / "programs"
FLOOD_S = float(os.environ.get("QUEUESCOPE_FLOOD_S", "3"))
CLI = "import sys; from gui.__main__ import entry; sys.exit(entry())"


def may_mount() -> bool:
    """Whether this user may mount a disk in a name space of its own."""
    if shutil.which("unshare") is None:
        return False
    command = ["unshare", "-m", "sh", "-c", "mount -t tmpfs tmpfs /mnt"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


needs_mount = pytest.mark.skipif(not may_mount(), reason="needs the right to mount a little disk")


def run_on_little_disk(where: str, full: int, tmp_path: Path, method: str):
    """`queuescope run` where that folder is a disk of 16 pages, of which so many are full."""
    path = tmp_path / "kitchen.toml"
    path.write_text(kitchen(method=method, items=3), encoding="utf-8")
    script = (
        f"mount -t tmpfs -o size=64k tmpfs {where} && "
        f"dd if=/dev/zero of={where}/full bs=4k count={full} 2>/dev/null; "
        f'exec "$0" -c "{CLI}" run {path}'
    )
    return subprocess.run(
        ["unshare", "-m", "sh", "-c", script, sys.executable],
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "TMPDIR": where if where != "/dev/shm" else str(tmp_path),
            "XDG_STATE_HOME": str(tmp_path / "state"),
        },
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@needs_mount
def test_a_full_disk_is_told_with_what_helps(tmp_path):
    done = run_on_little_disk("/mnt", 12, tmp_path, "fork")
    assert done.returncode == 1
    assert "there is no space left in /mnt for the run's files" in done.stdout + done.stderr
    assert "TMPDIR" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_a_run_works_however_long_the_name_of_the_folder_for_temporary_files(
    cleanly, tmp_path, monkeypatch
):
    """The fork server has a socket there, whose path may have 107 bytes."""
    folder = tmp_path / ("long" * 30)
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    with Loop(Run(scenario(method="forkserver", items=3)), cleanly) as loop:
        loop.until_over()
    assert loop.run.phase is Phase.FINISHED, loop.run.problem
    assert not list(folder.iterdir())


@needs_mount
@pytest.mark.parametrize("method", METHODS)
def test_full_shared_memory_is_told_with_what_helps(tmp_path, method):
    done = run_on_little_disk("/dev/shm", 16, tmp_path, method)
    assert done.returncode == 1
    assert "No space left on device" in done.stdout
    assert "/dev/shm" in done.stdout
    assert "free some there" in done.stdout
    assert not list(tmp_path.glob("queuescope-*"))


@needs_mount
def test_a_log_file_on_a_full_disk_is_no_matter(tmp_path):
    code = (
        "import logging; from engine.platform import log\n"
        "assert log.set_up() is not None\n"
        "for _ in range(2000): logging.getLogger('x').error('y' * 1000)\n"
        "print('survived')"
    )
    script = 'mount -t tmpfs -o size=64k tmpfs /mnt && exec "$0" -c "$1"'
    done = subprocess.run(
        ["unshare", "-m", "sh", "-c", script, sys.executable, code],
        env={**os.environ, "PYTHONPATH": str(ROOT), "XDG_STATE_HOME": "/mnt"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("survived\n", "")


@pytest.fixture
def few_files():
    """Leaves room for so many more descriptors."""
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    taken: list[int] = []

    def leave(more: int) -> None:
        resource.setrlimit(resource.RLIMIT_NOFILE, (256, before[1]))
        with contextlib.suppress(OSError):
            while True:
                taken.append(os.dup(1))
        for _ in range(more):
            os.close(taken.pop())

    def give_back() -> None:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)
        while taken:
            os.close(taken.pop())

    leave.give_back = give_back
    yield leave
    give_back()


@pytest.mark.parametrize("more", range(14))
def test_a_run_without_descriptors_is_told_and_the_next_one_runs(cleanly, few_files, more):
    run = Run(scenario(items=2))
    few_files(more)
    run.start()
    assert run.phase in {Phase.BROKEN, Phase.STARTING}
    if run.phase is Phase.BROKEN:
        assert "too many open files" in run.problem
        assert "ulimit -n" in run.problem
    elif not more:
        pytest.fail("a run takes descriptors")
    run.close()
    few_files.give_back()
    cleanly.check(fresh=more == 0)


def test_processes_that_cannot_be_observed_run_all_the_same_and_that_is_told(cleanly, few_files):
    run = Run(scenario(cooks=8, guests=8, items=20, method="fork"))
    run.start()
    few_files(4)  # for the main process and three workers
    timeline = Analysis(run.worker_kinds)
    end_s = time.monotonic() + 30
    while not run.phase.is_over:
        timeline.feed(run.poll(0.01))
        assert time.monotonic() < end_s, run.phase
        time.sleep(0.005)
    timeline.feed(run.poll(0.01))
    snapshot = timeline.snapshot(run.now_ns(), run.phase)
    run.close()
    assert run.phase is Phase.FINISHED, run.problem
    assert any("could not be observed: there are too many open files" in n for n in snapshot.notes)
    few_files.give_back()
    cleanly.check()


@pytest.mark.parametrize("method", METHODS)
def test_sixty_four_workers_lose_nothing(cleanly, method):
    program = scenario(method=method, cooks=32, guests=32, items=5)
    with Loop(Run(program), cleanly) as loop:
        took_s = loop.until_over(40)
    [queue] = loop.snapshot.queues
    print(f"\n64 workers by {method}: {took_s:.1f} s")
    assert (loop.run.phase, loop.run.problem) == (Phase.FINISHED, None)
    assert (queue.produced, queue.taken, queue.done, queue.lost) == (160, 160, 160, 0)
    assert sum(worker.kind == "Cook" for worker in loop.snapshot.workers) == 32
    assert all(worker.failure is None for worker in loop.snapshot.workers)
    cleanly.check(method)


def follow(script: Path, *arguments: str):
    """A script's run, to its end; its last snapshot, its output, and its exit code."""
    run = ScriptRun(Target(str(script), arguments), stdout=subprocess.PIPE)
    timeline = Analysis()
    run.start()
    end_s = time.monotonic() + 120 + 4 * FLOOD_S
    try:
        while not run.phase.is_over:
            timeline.feed(run.poll(0.01))
            timeline.snapshot(run.now_ns(), run.phase)
            assert time.monotonic() < end_s, run.phase
            time.sleep(0.01)
        timeline.feed(run.poll(5.0))
        output = run.stdout.read().decode()
        run.stdout.close()
        return timeline.snapshot(run.now_ns(), run.phase), output, run.exit_code
    finally:
        run.close()


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_items_from_one_byte_to_256_mib_come_through(cleanly, method):
    snapshot, output, code = follow(PROGRAMS / "sizes.py", method)
    [queue] = snapshot.queues
    assert (code, output) == (0, "all 13 right\n")
    assert (queue.produced, queue.taken, queue.lost) == (13, 13, 0)
    cleanly.check(fresh=False)


def test_a_flood_is_told_to_the_last_item(cleanly):
    began_s = time.monotonic()
    snapshot, output, code = follow(PROGRAMS / "flood.py", str(FLOOD_S))
    [queue] = snapshot.queues
    count = int(output) + 1  # the last one is None
    rate = 2 * count / FLOOD_S
    print(f"\n{rate:,.0f} events/s for {FLOOD_S:.0f} s, told {time.monotonic() - began_s:.1f} s on")
    assert code == 0
    assert (queue.produced, queue.taken, queue.lost, queue.depth) == (count, count, 0, 0)
    assert queue.peak <= queue.maxsize
    cleanly.check(fresh=False)


def test_an_ending_that_had_to_be_escalated_is_told_with_its_times(cleanly):
    with Loop(Run(scenario()), cleanly) as loop:
        loop.until_started(5)
        for process in loop.processes():
            process.suspend()
        loop.run.stop()
        loop.until_over()
        loop.tick()
    told = [note for note in loop.snapshot.notes if note.startswith("Stop: ")]
    assert told[0] == "Stop: the program was asked to end."
    assert told[1].startswith("Stop: 0.5 s later 5 processes were still there")
    assert told[2].startswith("Stop: 1.0 s later 5 processes were still there: they were killed")
    assert told[3].startswith("Stop: all had ended after 1.")
    assert KILLED.format(seconds="1.0", count=5) == told[2]
    cleanly.check(fresh=False)


WALL_CLOCKS = {
    ("time", "time"),
    ("time", "time_ns"),
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("datetime", "today"),
}


def wall_clock_calls(path: Path) -> list[str]:
    """Where a module asks what o'clock it is."""
    return [
        f"{path.name}:{node.lineno}"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and (node.value.id, node.attr) in WALL_CLOCKS
    ]


def test_no_duration_is_measured_by_a_clock_that_may_jump(tmp_path):
    asked = [
        str(path.relative_to(ROOT)) + ":" + call.rpartition(":")[2]
        for folder in ("engine", "gui")
        for path in (ROOT / folder).rglob("*.py")
        for call in wall_clock_calls(path)
    ]
    assert [call for call in asked if call.rpartition(":")[0] not in NAMES_FILES] == []
    (tmp_path / "bad.py").write_text("import time\nbegan = time.time()\n")
    assert wall_clock_calls(tmp_path / "bad.py") == ["bad.py:2"]


NAMES_FILES = {
    "gui/screencast/dialog.py"
}  # modules that need the date: for names of files, for what is shown


@pytest.mark.parametrize("jump_s", [3600.0, -3600.0])
def test_a_clock_that_jumps_changes_nothing(cleanly, monkeypatch, jump_s):
    real = time.time
    with Loop(Run(scenario(items=30)), cleanly) as loop:
        loop.until_started(5)
        monkeypatch.setattr(time, "time", lambda: real() + jump_s)
        loop.until_over()
    assert (loop.run.phase, loop.run.problem) == (Phase.FINISHED, None)
    assert loop.snapshot.duration_s < 60
    cleanly.check()

"""How runs end: stopped, failed, broken, closed; and that nothing is left over, ever."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from engine.model.source import Phase
from engine.run import host_process, process_tree

pytestmark = pytest.mark.processes

ROOT = Path(__file__).resolve().parents[3]
STOP_S = 2.0


def pids(driver) -> list[psutil.Process]:
    return [psutil.Process(pid) for pid in driver.pids.values() if psutil.pid_exists(pid)]


def gone(processes, timeout_s: float = 1.0) -> bool:
    """Whether all have ended. Where an orphan's body lies until init comes is not our concern."""
    deadline_s = time.monotonic() + timeout_s
    while not all(is_gone(process) for process in processes):
        if time.monotonic() > deadline_s:
            return False
        time.sleep(0.01)
    return True


def is_gone(process) -> bool:
    try:
        return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def test_stop_ends_all_within_two_seconds(drive, make, method):
    driver = drive(make(method=method))
    driver.until(lambda: len(driver.there) == 5)
    tree = pids(driver)
    driver.run.stop()
    assert driver.run.phase is Phase.STOPPING
    driver.until_over(STOP_S)
    assert (driver.run.phase, driver.run.problem) == (Phase.STOPPED, None)
    assert gone(tree)
    assert not [line for line in driver.output if "leaked" in line or "Traceback" in line]


@pytest.mark.parametrize("held", [True, False], ids=["paused", "blocked"])
def test_stop_ends_a_run_in_which_nothing_moves(drive, make, method, held):
    driver = drive(make(method=method, cook_s=0, guest_s=3600, maxsize=2))
    driver.until(lambda: len(driver.there) == 5 and driver.counted[0] >= 4)
    if held:
        driver.run.pause()
    tree = pids(driver)
    driver.run.stop()
    driver.until_over(STOP_S)
    assert driver.run.phase is Phase.STOPPED
    assert gone(tree)


def test_a_program_that_does_not_listen_is_ended_all_the_same(drive, make):
    driver = drive(make())
    driver.until(lambda: len(driver.there) == 5)
    tree = pids(driver)
    for process in tree:
        process.suspend()
    driver.run.stop()
    driver.until_over(STOP_S)
    assert driver.run.phase is Phase.STOPPED
    assert gone(tree)


def test_close_ends_a_run_at_once_and_what_has_arrived_is_kept(drive, make, method):
    driver = drive(make(method=method))
    driver.until(lambda: driver.counted[2] > 3)
    tree = pids(driver)
    before_s = time.monotonic()
    driver.run.close()
    assert time.monotonic() - before_s < STOP_S
    assert gone(tree)
    assert driver.run.phase is Phase.STOPPED
    driver.poll()
    assert driver.ended == set(driver.names)
    driver.run.close()


def test_a_worker_that_is_killed_does_not_stop_the_run_but_it_has_failed(drive, make, method):
    driver = drive(make(method=method, items=40, cooks=2, guests=3, guest_s=0))
    driver.until(lambda: len(driver.there) == 6 and driver.counted[0] > 4)
    driver.run.kill(driver.stream("Cook 1"))
    driver.until_over()
    assert driver.counted[0] < 80
    if driver.run.phase is Phase.BROKEN:  # struck in a put: join() waits for what was never sent
        assert "Cook 1" in driver.run.problem
        return
    assert driver.run.phase is Phase.FAILED
    assert driver.run.problem == "The program ended with exit code 1."
    assert "Main: all done. Goodbye!" in driver.output


BURNING = f"""
import sys
from multiprocessing import current_process

sys.path.insert(0, {str(ROOT)!r})
from engine.program.__main__ import main
from engine.program.workload import Workload

do = Workload.do


def burn(self):
    if current_process().name == "Cook 2":
        raise ValueError("the pan burns")
    do(self)


Workload.do = burn
sys.exit(main())
"""


def test_a_worker_that_raises_is_heard_of_and_the_others_go_on(drive, make, monkeypatch, tmp_path):
    program = tmp_path / "program.py"
    program.write_text(BURNING)
    monkeypatch.setattr(
        host_process,
        "host_command",
        lambda session, path: session.command([str(program), "--control", str(path)]),
    )
    driver = drive(make(items=5, method="fork"))
    driver.until_over()
    assert driver.errors == ["Cook 2: ValueError: the pan burns"]
    assert driver.run.phase is Phase.FAILED
    assert driver.counted == (5, 5, 5)


def test_when_all_consumers_are_dead_and_nothing_can_move_the_run_is_broken(drive, make, method):
    driver = drive(make(method=method, cook_s=0, guest_s=0.05, maxsize=2))
    driver.until(lambda: len(driver.there) == 5 and driver.counted[2] > 2)
    driver.run.kill(driver.stream("Guest 1"))
    driver.run.kill(driver.stream("Guest 2"))
    driver.until_over(2 * STOP_S)
    assert driver.run.phase is Phase.BROKEN
    assert "Guest 1" in driver.run.problem
    assert "Guest 2" in driver.run.problem
    assert f"Cook 1 (pid {driver.pids[driver.stream('Cook 1')]}) waits for a free slot" in (
        driver.run.problem
    )


def test_when_the_main_process_dies_its_workers_are_ended(drive, make, method):
    driver = drive(make(method=method))
    driver.until(lambda: len(driver.there) == 5)
    tree = pids(driver)
    driver.run.kill(driver.stream("MainProcess"))
    driver.until_over(2 * STOP_S)
    assert driver.run.phase is Phase.FAILED
    assert driver.run.problem == "The main process was ended by signal 9."
    assert gone(tree)


def test_when_the_application_dies_the_program_leaves(make, method, tmp_path):
    from engine.scenario.presets import save

    save(make(method=method), tmp_path / "kitchen.toml")
    code = (
        "import sys, time\n"
        "from engine.scenario.presets import load\n"
        "from engine.run.run import Run\n"
        "run = Run(load(sys.argv[1])); run.start()\n"
        "while len(run._monitor.members) < 5 and run.phase.is_live:\n"
        "    run.poll(0.1); time.sleep(0.01)\n"
        "print(*[m.pid for m in run._monitor.members.values()], run._session.folder, flush=True)\n"
        "time.sleep(60)\n"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "kitchen.toml")]
    environment = {**os.environ, "TMPDIR": str(tmp_path), "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as application:
        *workers, _ = application.stdout.readline().split()
        tree = [psutil.Process(int(pid)) for pid in workers]
        application.send_signal(signal.SIGKILL)
    assert len(tree) == 5
    assert gone(tree, 5.0)


def test_twenty_runs_after_one_another_leave_nothing_behind(leaves_nothing, drive, make):
    methods = ("fork", "spawn", "forkserver")
    for number in range(20):
        driver = drive(make(method=methods[number % 3]))
        driver.until(lambda driver=driver: len(driver.there) == 5)
        if number % 2:
            driver.run.stop()
            driver.until_over(STOP_S)
        driver.run.close()
        if number == 0:
            leaves_nothing()  # from here on: the first run loads what all use


def test_a_pid_that_is_used_again_by_somebody_else_is_left_alone(monkeypatch):
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as stranger:
        tree = process_tree.ProcessTree(stranger.pid, leads_session=False)
        [known] = tree.alive()
        monkeypatch.setattr(known, "_ident", (stranger.pid, known.create_time() - 100))
        monkeypatch.setattr(known, "_create_time", known.create_time() - 100)
        tree.end_all("kill")
        stranger.communicate(b"\n", timeout=5)
    assert stranger.returncode == 0

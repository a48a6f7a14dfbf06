"""Faults on purpose in a script that knows nothing of us: by signal, and by the probe in it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest

from engine.collect.system_monitor import existed_at
from engine.model.faults import FaultKind, FaultPoint
from engine.model.findings import FindingKind
from engine.model.snapshot import State

pytestmark = pytest.mark.usefixtures("leaves_nothing")

NAMED_S = 8.0  # a hang is named after two seconds; all others much sooner

SCRIPT = """
import sys, time

def work(seconds):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        pass

def put(queue):
    while True:
        queue.put("x" * 20_000)
        work(0.01)

def take(queue, log):
    while True:
        queue.get()
        work(0.03)
        queue.task_done()

if __name__ == "__main__":
    context = mp.get_context(sys.argv[1])
    queue = context.JoinableQueue(4)
    cook = context.Process(target=put, args=(queue,), name="cook", daemon=True)
    guests = [
        context.Process(target=take, args=(queue, 0), name=f"guest {n}", daemon=True)
        for n in range(int(sys.argv[2]))
    ]
    for worker in (cook, *guests):
        worker.start()
    time.sleep(120)
"""
OUTCOMES = [
    ("guest 0", FaultKind.KILL, FaultPoint.NOW, FindingKind.WORKER_KILLED),
    ("guest 0", FaultKind.KILL, FaultPoint.MID_WORK, FindingKind.WORKER_KILLED),
    ("guest 0", FaultKind.KILL, FaultPoint.HOLDING_READ_LOCK, FindingKind.READ_LOCK_ORPHANED),
    ("cook", FaultKind.KILL, FaultPoint.MID_WRITE, FindingKind.TORN_MESSAGE),
    ("guest 0", FaultKind.KILL, FaultPoint.IN_TASK_DONE, FindingKind.CONDITION_ORPHANED),
    ("guest 0", FaultKind.SEGFAULT, FaultPoint.MID_WORK, FindingKind.WORKER_CRASHED),
    ("guest 0", FaultKind.RAISE, FaultPoint.NOW, FindingKind.WORKER_RAISED),
    ("guest 0", FaultKind.RAISE, FaultPoint.BEFORE_TASK_DONE, FindingKind.WORKER_RAISED),
    ("cook", FaultKind.EXIT, FaultPoint.MID_WORK, FindingKind.WORKER_EXITED),
    ("guest 0", FaultKind.OS_EXIT, FaultPoint.MID_WORK, FindingKind.WORKER_VANISHED),
    ("guest 0", FaultKind.HANG, FaultPoint.MID_WORK, FindingKind.WORKER_HANGS),
]


@pytest.fixture
def serve(trace):
    """The script at work."""

    def begin(method: str = "fork", guests: int = 2):
        watched = trace(SCRIPT, method, str(guests))
        watched.until(lambda: watched.has("cook", "guest 0") and watched.taken > 20)
        return watched

    return begin


@pytest.mark.parametrize(("whom", "what", "at", "outcome"), OUTCOMES)
def test_a_fault_is_done_to_a_scripts_worker_where_it_was_ordered(serve, whom, what, at, outcome):
    watched = serve()
    watched.run.fault(watched.worker(whom).process, what, at)
    watched.until(lambda: watched.find(outcome), NAMED_S)
    assert watched.names(watched.find(outcome).who) == [whom]
    if outcome is FindingKind.WORKER_RAISED:
        assert watched.worker(whom).failure.type == "FaultOnPurpose"
    watched.run.close()


def test_under_each_start_method_an_exception_is_raised_in_mid_work(serve, method):
    watched = serve(method)
    watched.run.fault(
        watched.worker("guest 1").process, FaultKind.RAISE, FaultPoint.MID_WORK, after_items=12
    )
    watched.until(lambda: watched.find(FindingKind.WORKER_RAISED), NAMED_S)
    assert watched.worker("guest 1").failure.type == "FaultOnPurpose"
    assert watched.worker("guest 1").taken >= 12
    watched.run.close()


def test_one_that_is_stopped_goes_on_when_it_is_told_to(serve):
    watched = serve(guests=1)
    guest = watched.worker("guest 0").process
    watched.run.fault(guest, FaultKind.STOP)
    watched.until(lambda: watched.find(FindingKind.WORKER_STOPPED))
    taken = watched.taken
    watched.run.fault(guest, FaultKind.CONTINUE)
    watched.until(lambda: watched.taken > taken + 5)
    assert watched.find(FindingKind.WORKER_STOPPED) is None
    watched.run.close()


def test_one_that_waits_in_get_is_killed_there(trace):
    watched = trace("""
    import time

    def take(queue):
        queue.get()
        queue.get()

    if __name__ == "__main__":
        queue = mp.Queue()
        mp.Process(target=take, args=(queue,), name="guest", daemon=True).start()
        queue.put(1)
        time.sleep(120)
    """)
    watched.until(lambda: watched.has("guest") and watched.taken == 1)
    guest = watched.worker("guest").process
    watched.run.fault(guest, FaultKind.KILL, FaultPoint.IDLE_IN_GET)
    watched.until(lambda: watched.find(FindingKind.READ_LOCK_ORPHANED), NAMED_S)
    watched.run.close()


def test_a_process_that_has_got_the_pid_meanwhile_is_another_one():
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as later:
        assert not existed_at(later.pid, time.perf_counter_ns() - 1_000_000_000)
        assert existed_at(later.pid, time.perf_counter_ns())
        assert existed_at(os.getpid(), time.perf_counter_ns())
        later.communicate(b"\n")


def test_whoever_is_not_the_one_that_said_hello_is_left_alone(serve):
    watched = serve()
    guest = watched.worker("guest 0").process
    known = watched.run._process_tree._greeted[guest]
    known._ident = (known.pid, known._ident[1] - 100.0)  # of one that had the pid before
    known._create_time = None
    watched.run.fault(guest, FaultKind.KILL)
    assert os.getpgid(known.pid)
    taken = watched.worker("guest 0").taken
    watched.until(lambda: watched.worker("guest 0").taken > taken)
    del watched.run._process_tree._greeted[guest]
    watched.run.fault(guest, FaultKind.KILL)
    taken = watched.worker("guest 0").taken
    watched.until(lambda: watched.worker("guest 0").taken > taken)
    watched.run.close()


DEAF = """
import signal, sys, time

def take(queue):
    queue.get()

if __name__ == "__main__":
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    context = mp.get_context(sys.argv[1])
    queue = context.Queue()
    context.Process(target=take, args=(queue,)).start()
    time.sleep(120)
"""


def test_a_script_that_hears_no_signal_is_ended_and_leaves_nothing(trace, method):
    """Neither semaphores nor the fork server's folder, which `leaves_nothing` looks for."""
    watched = trace(DEAF, method)
    watched.until(lambda: any(each.state is State.GET_WAIT for each in watched.snapshot.workers))
    watched.run.close()
    assert watched.run.exit_code == -signal.SIGKILL

"""Ways to end: each has a name of its own, and none of them passes for a success."""

from __future__ import annotations

import os

import pytest

from engine.export.report import build_report
from engine.model.faults import FaultKind, FaultPoint
from engine.model.findings import FindingKind, Severity
from engine.model.snapshot import State
from engine.model.source import Phase

STOPPED_S = float(os.environ.get("QUEUESCOPE_STOPPED_S", "0"))  # `make soak`: the full ten seconds
pytestmark = pytest.mark.usefixtures("ends_clean")

LABELS = {
    FaultKind.RAISE: FindingKind.WORKER_RAISED,
    FaultKind.EXIT: FindingKind.WORKER_EXITED,
    FaultKind.OS_EXIT: FindingKind.WORKER_VANISHED,
    FaultKind.SEGFAULT: FindingKind.WORKER_CRASHED,
    FaultKind.KILL: FindingKind.WORKER_KILLED,
}


def test_each_way_to_die_in_mid_task_has_a_label_of_its_own(cook, method):
    watched = cook(method=method, guests=len(LABELS) + 1)
    watched.until(lambda: watched.has("Guest 6") and watched.taken > 12)
    for number, what in enumerate(LABELS, 1):
        guest = watched.worker(f"Guest {number}").process
        watched.run.fault(guest, what, FaultPoint.MID_WORK)
    # The parent learns the exit codes of forkserver's children late, or never: then it vanished.
    late = {FindingKind.WORKER_CRASHED, FindingKind.WORKER_KILLED}
    for number, kind in enumerate(LABELS.values(), 1):
        kinds = {kind, FindingKind.WORKER_VANISHED} if method == "forkserver" else {kind}
        if kind not in late:
            kinds = {kind}
        watched.until(lambda n=number, k=kinds: label(watched, f"Guest {n}") in k, 2.0)
        assert watched.worker(f"Guest {number}").state is State.FAILED
    watched.end()
    report = build_report(watched.snapshot)
    assert len([each for each in report.workers if each.error]) == len(LABELS)
    assert not report.went_well


def label(watched, name: str) -> FindingKind | None:
    process = watched.worker(name).process
    kinds = [each.kind for each in watched.snapshot.findings if each.who == (process,)]
    return next((kind for kind in kinds if kind in LABELS.values()), None)


def test_a_stopped_worker_is_named_and_goes_on_without_a_loss(cook, method):
    watched = cook(method=method, items=100, cook_s=0.005, guest_s=0.001)
    watched.until(lambda: watched.has("Guest 1") and watched.taken > 5)
    guest = watched.worker("Guest 1").process
    watched.run.fault(guest, FaultKind.STOP, FaultPoint.MID_WORK)
    watched.until(lambda: watched.find(FindingKind.WORKER_STOPPED), 3.0)
    assert watched.find(FindingKind.WORKER_STOPPED).who == (guest,)
    named_s = watched.snapshot.duration_s
    watched.until(lambda: watched.snapshot.duration_s > named_s + STOPPED_S)
    assert watched.find(FindingKind.WORKER_STOPPED)
    watched.run.fault(guest, FaultKind.CONTINUE)
    watched.until(lambda: not watched.find(FindingKind.WORKER_STOPPED), 3.0)
    watched.finish()
    assert watched.run.phase is Phase.FINISHED
    assert (watched.produced, watched.taken) == (200, 200)
    (past,) = [each for each in watched.snapshot.findings if each.is_over]
    assert past.kind is FindingKind.WORKER_STOPPED


def test_a_worker_that_hangs_with_the_read_lock_is_named(cook):
    watched = cook()
    watched.until(lambda: watched.has("Guest 1") and watched.taken > 5)
    guest = watched.worker("Guest 1").process
    watched.run.fault(guest, FaultKind.HANG, FaultPoint.HOLDING_READ_LOCK)
    watched.until(lambda: watched.find(FindingKind.LOCK_HELD))
    found = watched.find(FindingKind.LOCK_HELD)
    assert (found.who, found.severity) == ((guest,), Severity.WARNING)
    watched.end()


@pytest.mark.parametrize("at", list(FaultPoint))
def test_a_fault_happens_at_the_point_that_was_ordered(cook, at):
    watched = cook(cook_s=0.02, guest_s=0.005, guests=2)
    role = "Cook" if at is FaultPoint.MID_WRITE else "Guest"
    watched.until(lambda: watched.has(f"{role} 1") and watched.taken > 5)
    victim = watched.worker(f"{role} 1").process
    watched.run.fault(victim, FaultKind.KILL, at)
    watched.until(lambda: any(victim in each.who for each in watched.snapshot.findings), 3.0)
    process_state = watched.timeline._timeline._evidence._book.process_states[victim]
    words = watched.timeline._timeline._evidence._book.words[victim, 0]
    assert process_state.is_dead
    holds = {
        FaultPoint.IDLE_IN_GET: process_state.state == 2,
        FaultPoint.HOLDING_READ_LOCK: process_state.is_reading,
        FaultPoint.MID_WRITE: words.is_writing and words.writing_bytes > 0,
        FaultPoint.MID_WORK: process_state.state == 0 and words.gets == words.dones + 1,
        FaultPoint.BEFORE_TASK_DONE: words.gets == words.dones + 1 and not words.in_condition,
        FaultPoint.IN_TASK_DONE: words.in_condition == 1,
        FaultPoint.NOW: True,
    }
    assert holds[at], (process_state, words)
    watched.end()


def test_a_scenario_scripts_its_faults(cook):
    faults = """
[[faults]]
worker = "Guest 2"
what = "raise"
at = "before-task-done"
after_items = 7
"""
    watched = cook(faults=faults, cook_s=0.002, guest_s=0.002)
    watched.until(lambda: watched.find(FindingKind.WORKER_RAISED))
    assert watched.names(watched.find(FindingKind.WORKER_RAISED).who) == ["Guest 2"]
    assert watched.worker("Guest 2").taken == 7
    watched.end()


MAIN_ENDS = """
import ctypes, os, signal, sys, time

def take(queue):
    while True:
        queue.get()

if __name__ == "__main__":
    queue = mp.Queue()
    mp.Process(target=take, args=(queue,), daemon=True).start()
    queue.put("bun")
    while not queue.empty():
        time.sleep(0.001)
    if sys.argv[1] == "segfault":
        ctypes.string_at(0)
    exec(sys.argv[1])
"""


@pytest.mark.parametrize(
    ("end", "kind", "code"),
    [
        ("raise KeyError('bun')", FindingKind.WORKER_RAISED, 1),
        ("sys.exit(3)", FindingKind.WORKER_EXITED, 3),
        ("os._exit(5)", FindingKind.WORKER_VANISHED, 5),
        ("segfault", FindingKind.WORKER_CRASHED, -11),
        ("os.kill(os.getpid(), signal.SIGKILL)", FindingKind.WORKER_KILLED, -9),
    ],
)
def test_how_a_scripts_main_process_ended_has_a_name_too(trace, end, kind, code):
    """Its own child knows nothing of it: the application, which started it, does."""
    watched = trace(MAIN_ENDS, end)
    watched.finish()
    assert watched.run.phase is Phase.FAILED
    assert (label(watched, "main"), watched.worker("main").exit_code) == (kind, code)

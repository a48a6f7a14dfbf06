"""Kills at any moment: what goes on goes on, what can't is named and ended, nothing stalls."""

from __future__ import annotations

import os
import random
import time

import pytest

from engine.model.faults import FaultKind, FaultPoint
from engine.model.findings import FindingKind, Severity
from engine.model.source import Phase

pytestmark = pytest.mark.usefixtures("ends_clean")

KILLS = int(os.environ.get("QUEUESCOPE_KILLS", "34"))  # of each start method; `make soak`: 100
NAMED_S = 2.0
BROKEN_S = 1.0
LOCKS = {
    FindingKind.READ_LOCK_ORPHANED,
    FindingKind.WRITE_LOCK_ORPHANED,
    FindingKind.CONDITION_ORPHANED,
    FindingKind.TORN_MESSAGE,
}


def is_decided(watched, victim: int, before: int) -> bool:
    """Ended; or the victim is named, and the others go on or it is said why not."""
    if watched.run.phase.is_over or watched.run.phase is Phase.STOPPING:
        return True
    is_named = any(victim in finding.who for finding in watched.snapshot.findings)
    is_stuck = any(
        (finding.severity is Severity.CRITICAL or finding.kind is FindingKind.CONSUMERS_DEAD)
        and not finding.is_over
        for finding in watched.snapshot.findings
    )
    return is_named and (is_stuck or watched.taken > before)


def test_a_kill_of_any_process_at_any_moment_is_named_or_ends_the_run(cook, method):
    chance = random.Random(f"kills/{method}")
    kills = 0
    while kills < KILLS:
        kind = chance.choice(["JoinableQueue", "Queue"])
        ending = "daemon" if kind == "JoinableQueue" else "sentinel"
        maxsize = chance.choice([0, 1, 10])
        watched = cook(
            method=method,
            kind=kind,
            ending=ending,
            maxsize=maxsize,
            cooks=4,
            guests=4,
            cook_s=0.002,
            guest_s=0.002,
        )
        watched.until(lambda watched=watched: len(watched.snapshot.workers) == 9)
        watched.until(lambda watched=watched: watched.taken > 20)
        while kills < KILLS and watched.run.phase is Phase.RUNNING:
            pause_s = time.monotonic() + chance.random() * 0.1
            watched.until(lambda until_s=pause_s: time.monotonic() > until_s)
            alive = [w for w in watched.snapshot.workers if w.ended_ns is None]
            if not alive:
                break  # the main process was killed, and the run is about to end
            victim = chance.choice(alive).process
            watched.run.fault(victim, FaultKind.KILL)
            kills += 1
            before = watched.taken + 8
            watched.until(lambda w=watched, v=victim, b=before: is_decided(w, v, b), NAMED_S)
        watched.end()


def test_a_reader_killed_in_an_idle_get_stops_nobody(cook, method):
    """The read lock of the dead one is released for it; 50 times."""
    watched = cook(method=method, cooks=1, guests=20, cook_s=0.02, guest_s=0, items=0)
    watched.until(lambda: len(watched.snapshot.workers) == 22 and watched.taken > 5)
    for number in range(1, 18):
        guest = watched.worker(f"Guest {number}").process
        watched.run.fault(guest, FaultKind.KILL, FaultPoint.IDLE_IN_GET)
        watched.until(lambda g=guest: any(g in f.who for f in watched.snapshot.findings), NAMED_S)
        before = watched.taken
        watched.until(
            lambda b=before: watched.taken > b or watched.run.phase is not Phase.RUNNING, NAMED_S
        )
        assert watched.run.phase is Phase.RUNNING, watched.tell()
    watched.end()


@pytest.mark.parametrize("count", [17])
def test_a_writer_killed_in_mid_write_of_8_mib_is_named_and_the_run_ended(trace, method, count):
    """A script is only told about: nothing is done to it. 50 times in all."""
    for _ in range(count):
        watched = trace(BIG_WRITER, method)
        watched.until(lambda w=watched: w.find(FindingKind.TORN_MESSAGE))
        found = watched.find(FindingKind.TORN_MESSAGE)
        killed_ns = watched.worker("writer").ended_ns
        assert watched.names(found.who) == ["writer"]
        assert found.numbers["pid"] == watched.worker("writer").pid
        assert (watched.snapshot.now_ns - killed_ns) / 1e9 < BROKEN_S
        watched.run.close()


BIG_WRITER = """
import os, signal, sys, time

def write(queue):
    queue.put(bytes(8 << 20))
    time.sleep(60)

def look(queue):
    time.sleep(60)

if __name__ == "__main__":
    context = mp.get_context(sys.argv[1])
    queue = context.Queue()
    writer = context.Process(target=write, args=(queue,), name="writer", daemon=True)
    writer.start()
    queue._reader.poll(60)
    os.kill(writer.pid, signal.SIGKILL)
    queue.get()
"""


@pytest.mark.parametrize(
    ("role", "at", "kind"),
    [
        ("Cook", FaultPoint.MID_WRITE, FindingKind.TORN_MESSAGE),
        ("Guest", FaultPoint.IN_TASK_DONE, FindingKind.CONDITION_ORPHANED),
    ],
)
def test_what_cannot_be_repaired_is_broken_within_a_second(cook, method, role, at, kind):
    watched = cook(method=method)
    watched.until(lambda: watched.has(f"{role} 1") and watched.taken > 5)
    victim = watched.worker(f"{role} 1")
    watched.run.fault(victim.process, FaultKind.KILL, at)
    watched.until(lambda: victim.process not in alive(watched))
    took_s = watched.until(lambda: watched.run.phase is not Phase.RUNNING)
    watched.finish()
    assert took_s < BROKEN_S
    assert watched.run.phase is Phase.BROKEN
    assert "queue" in watched.run.problem
    assert f"pid {victim.pid}" in watched.run.problem
    assert watched.names(watched.find(kind).who) == [victim.name]


def alive(watched) -> set[int]:
    return {w.process for w in watched.snapshot.workers if w.ended_ns is None}


def test_a_process_killed_in_join_is_named_when_the_last_task_done_waits_for_it(trace):
    watched = trace("""
import os, signal, time

def join(queue):
    queue.join()

def consume(queue, go):
    queue.get()
    go.wait()
    queue.task_done()

if __name__ == "__main__":
    queue, go = mp.JoinableQueue(), mp.Event()
    queue.put(1)
    joiner = mp.Process(target=join, args=(queue,), name="joiner")
    consumer = mp.Process(target=consume, args=(queue, go), name="consumer")
    joiner.start(), consumer.start()
    while queue._cond._sleeping_count._semlock._is_zero():
        time.sleep(0.01)
    os.kill(joiner.pid, signal.SIGKILL)
    joiner.join()
    go.set()
    consumer.join()
""")
    watched.until(lambda: watched.find(FindingKind.DIED_IN_JOIN))
    found = watched.find(FindingKind.DIED_IN_JOIN)
    assert watched.names(found.who) == ["joiner"]
    assert watched.names(found.waiting) == ["consumer"]
    assert found.numbers["pid"] == watched.worker("joiner").pid
    watched.run.close()

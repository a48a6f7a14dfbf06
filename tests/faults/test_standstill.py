"""What stands still outside queues: locks of the program's own, Events, Pipes, a Pool's result."""

from __future__ import annotations

import os
import signal

import pytest

from engine.diagnosis import wording
from engine.export.report import names_of
from engine.model.findings import Finding, FindingKind
from engine.observe import kernel_waits
from tests.faults.conftest import Watched

pytestmark = pytest.mark.usefixtures("leaves_nothing")

K = FindingKind
ALARMS = {K.DEADLOCK, K.STANDSTILL, K.OWN_LOCK_ORPHANED, K.RESULT_LOST, K.NO_MORE_ITEMS}
ALARMS |= {K.PRODUCER_FAILED, K.POOL_INITIALIZER}

TWO_LOCKS = """
import sys

def work(first, second, started, other):
    with first:
        started.set()
        other.wait()
        with second:
            pass

if __name__ == "__main__":
    context = mp.get_context(sys.argv[1])
    a, b = context.Lock(), context.RLock()
    one, two = context.Event(), context.Event()
    workers = [
        context.Process(target=work, args=(a, b, one, two), name="one"),
        context.Process(target=work, args=(b, a, two, one), name="two"),
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
"""

HOLDER = """
import sys, time

def hold(lock, has_it):
    lock.acquire()
    has_it.set()
    time.sleep(100)

def want(lock):
    with lock:
        pass

if __name__ == "__main__":
    context = mp.get_context(sys.argv[1])
    lock, has_it = context.Lock(), context.Event()
    holder = context.Process(target=hold, args=(lock, has_it), name="holder")
    holder.start()
    has_it.wait()
    others = [context.Process(target=want, args=(lock,), name=f"other {n}") for n in range(2)]
    for other in others:
        other.start()
    for other in others:
        other.join()
    holder.join()
"""

POOL = """
import os, signal, sys

def work(number):
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return number

if __name__ == "__main__":
    with mp.get_context(sys.argv[1]).Pool(2) as pool:
        pool.map(work, range(6), chunksize=1)
"""

STANDSTILLS = {
    "an Event that nobody sets": (
        """
        def wait(queue, event):
            queue.put(1)
            event.wait()

        if __name__ == "__main__":
            queue, event = mp.Queue(), mp.Event()
            waiter = mp.Process(target=wait, args=(queue, event), name="waiter")
            waiter.start()
            queue.get()
            waiter.join()
        """,
        {"waiter": "event.wait()"},
    ),
    "a lock acquired twice": (
        """
        def wait(lock):
            with lock:
                lock.acquire()

        if __name__ == "__main__":
            lock = mp.Lock()
            waiter = mp.Process(target=wait, args=(lock,), name="waiter")
            waiter.start()
            waiter.join()
        """,
        {"waiter": "lock.acquire()"},
    ),
    "both ends of a Pipe wait": (
        """
        def wait(end):
            end.recv()

        if __name__ == "__main__":
            here, there = mp.Pipe()
            waiter = mp.Process(target=wait, args=(there,), name="waiter")
            waiter.start()
            here.recv()
        """,
        {"waiter": "end.recv()", "main": "here.recv()"},
    ),
    "a task that waits for ever": (
        """
        import concurrent.futures, threading

        def wait():
            threading.Event().wait()

        if __name__ == "__main__":
            with concurrent.futures.ProcessPoolExecutor(1) as executor:
                executor.submit(wait).result()
        """,
        {"ForkProcess-1": "threading.Event().wait()", "main": "executor.submit(wait).result()"},
    ),
}

PROGRAM = """
        import subprocess

        def work(queue):
            queue.put(subprocess.{})

        if __name__ == "__main__":
            queue = mp.Queue()
            worker = mp.Process(target=work, args=(queue,))
            worker.start()
            queue.get()
            worker.join()
        """
SLOW = {
    "a lock that goes round": """
        import time

        def work(lock):
            for _ in range(4):
                with lock:
                    time.sleep(0.3)

        if __name__ == "__main__":
            lock = mp.Lock()
            workers = [mp.Process(target=work, args=(lock,)) for _ in range(3)]
            for worker in workers:
                worker.start()
            for worker in workers:
                worker.join()
        """,
    "a program that is waited for": PROGRAM.format('run(["sleep", "3"]).returncode'),
    "a program's words that are waited for": PROGRAM.format(
        'check_output(["sh", "-c", "sleep 3; echo x"])'
    ),
    "a thread that sleeps": """
        import threading, time

        def work(event):
            event.wait()

        if __name__ == "__main__":
            event = mp.Event()
            threading.Timer(3.0, event.set).start()
            worker = mp.Process(target=work, args=(event,))
            worker.start()
            worker.join()
        """,
    "a pool at work": """
        import time

        def work(number):
            time.sleep(0.4)

        if __name__ == "__main__":
            with mp.Pool(2) as pool:
                pool.map(work, range(14), chunksize=1)
        """,
    "an alarm": """
        import signal

        def work(event):
            event.wait()

        if __name__ == "__main__":
            event = mp.Event()
            signal.signal(signal.SIGALRM, lambda *_: event.set())
            signal.setitimer(signal.ITIMER_REAL, 3.0)
            worker = mp.Process(target=work, args=(event,))
            worker.start()
            worker.join()
        """,
}

WAITS = [
    ("time.sleep(100)", kernel_waits.TIMED),
    ("lock = threading.Lock(); lock.acquire(); lock.acquire()", kernel_waits.THREAD),
    ("lock = mp.Lock(); lock.acquire(); lock.acquire()", kernel_waits.LOCK),
    ("lock = mp.Lock(); lock.acquire(); lock.acquire(timeout=100)", kernel_waits.TIMED),
    ("gate = mp.Semaphore(0); gate.acquire()", kernel_waits.LOCK),
    ("here, there = mp.Pipe(); here.recv()", kernel_waits.PIPE),
    ("here, there = mp.Pipe(); here.poll(100)", kernel_waits.TIMED),
    ("here, there = os.pipe(); select.select([here], [], [])", kernel_waits.PIPE),
    ("here, there = os.pipe(); select.select([here], [], [], 100)", kernel_waits.TIMED),
    ("subprocess.run(['sleep', '100'])", kernel_waits.CHILD),
    ("signal.pause()", kernel_waits.SIGNAL),
    (
        "a, b = open(__file__), open(__file__); fcntl.flock(a, 2); fcntl.flock(b, 2)",
        kernel_waits.FILE,
    ),
]


def finding(watched: Watched, kind: FindingKind) -> Finding:
    """Waits for one of that kind."""
    watched.until(lambda: watched.find(kind) is not None)
    found = watched.find(kind)
    assert found is not None
    return found


def sources(watched: Watched, found: Finding) -> dict[str, str]:
    """Where those stand whom the finding is about."""
    return {watched.names((at.process,))[0]: at.spot.source for at in found.spots}


def told(watched: Watched, found: Finding) -> str:
    """Why it is so, in words."""
    return wording.tell(found, names_of(watched.snapshot)).cause


def test_two_locks_that_are_acquired_in_both_orders_are_a_deadlock_with_its_lines(trace, method):
    watched = trace(TWO_LOCKS, method)
    found = finding(watched, K.DEADLOCK)
    assert sorted(watched.names(found.waiting)) == ["one", "two"]
    assert watched.names(found.behind) == ["main"]
    assert sources(watched, found) == dict.fromkeys(("one", "two"), "with second:")
    assert {watched.names((at.holder,))[0] for at in found.spots} == {"one", "two"}
    made = {at.spot.lock.made for at in found.spots if at.spot.lock is not None}
    assert made == {"script.py:14"}
    assert "for the Lock made at script.py:14, which one has." in told(watched, found)
    assert "for the RLock made at script.py:14, which two has." in told(watched, found)
    holders = [edge for edge in watched.snapshot.wait_for.edges if edge.kind == "held-by"]
    assert {edge.source.partition(":")[0] for edge in holders} == {"own-lock"}
    assert len(watched.snapshot.wait_for.circle) == 4


def test_a_lock_that_died_with_its_holder_is_named(trace, method):
    watched = trace(HOLDER, method)
    watched.until(lambda: watched.has("holder", "other 0", "other 1"))
    holder = watched.worker("holder")
    watched.until(lambda: watched.timeline._timeline._workers[holder.process].locks)
    os.kill(holder.pid, signal.SIGKILL)
    found = finding(watched, K.OWN_LOCK_ORPHANED)
    assert watched.names(found.who) == ["holder"]
    assert sorted(watched.names(found.waiting)) == ["other 0", "other 1"]
    assert watched.names(found.behind) == ["main"]
    assert (found.texts["kind"], found.texts["made"]) == ("Lock", "script.py:16")


def test_the_lost_result_of_a_pool_is_named_with_who_died(trace, method):
    watched = trace(POOL, method)
    found = finding(watched, K.RESULT_LOST)
    assert watched.names(found.waiting) == ["main"]
    (dead,) = watched.names(found.who)
    assert "PoolWorker-" in dead
    assert sources(watched, found) == {"main": "pool.map(work, range(6), chunksize=1)"}
    killed = watched.find(K.WORKER_KILLED)
    assert killed is not None
    assert "its result will never come" in told(watched, killed)
    assert watched.find(K.WORKER_BUSY) is None


@pytest.mark.parametrize("name", STANDSTILLS)
def test_where_nothing_moves_it_is_told_who_stands_at_which_line(trace, name):
    source, lines = STANDSTILLS[name]
    watched = trace(source)
    found = finding(watched, K.STANDSTILL)
    assert sources(watched, found) == lines
    assert all(line in told(watched, found) for line in lines.values())


@pytest.mark.parametrize("name", SLOW)
def test_what_is_merely_slow_is_no_standstill(trace, name):
    watched = trace(SLOW[name])
    kinds: set[FindingKind] = set()

    def is_over() -> bool:
        kinds.update(found.kind for found in watched.snapshot.findings)
        return watched.run.phase.is_over

    watched.until(is_over)
    assert not kinds & ALARMS, watched.tell()
    assert watched.run.phase == "finished"


def test_what_a_process_waits_for_is_told(trace):
    functions = [f"def wait_{at}():\n    {line}\n" for at, (line, _) in enumerate(WAITS)]
    targets = ", ".join(f"wait_{at}" for at in range(len(WAITS)))
    watched = trace(f"""
{"".join(functions)}
if __name__ == "__main__":
    import fcntl, os, select, signal, subprocess, threading, time
    workers = [mp.Process(target=target, name=target.__name__) for target in ({targets})]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
""")
    told: dict[str, tuple[str, str]] = {}

    def is_all_told() -> bool:
        for worker in watched.timeline._timeline._workers.values():
            if (spot := worker.present_spot) is not None and spot.is_still:
                told[worker.hello.name] = spot.source, spot.wait
        return len(told) == len(WAITS)

    watched.until(is_all_told)
    assert told == {f"wait_{at}": both for at, both in enumerate(WAITS)}


def test_a_lock_that_cannot_be_looked_at_ends_the_looks_and_nothing_else(trace):
    watched = trace("""
    import time

    if __name__ == "__main__":
        queue, lock = mp.Queue(), mp.Lock()
        semaphore = lock.__dict__.pop("_semlock")
        time.sleep(1.5)
        queue.put("dish")
        queue.get()
    """)
    watched.finish()
    assert (watched.run.phase, watched.taken) == ("finished", 1), watched.tell()
    (note,) = watched.snapshot.notes
    assert note.startswith("where it stands can't be told: AttributeError")


def test_many_locks_are_all_told_with_the_line_at_which_they_were_made(trace):
    watched = trace("""
    if __name__ == "__main__":
        locks = [mp.Lock() for _ in range(20)]
        waiter = mp.Process(target=locks[19].acquire, name="waiter")
        for lock in locks:
            lock.acquire()
        waiter.start()
        waiter.join()
    """)
    watched.until(lambda: watched.has("waiter"))
    (main,) = (worker for worker in watched.timeline._timeline._workers.values() if worker.is_main)
    watched.until(lambda: len(main.locks_made) == 20)
    assert {lock.made for lock in main.locks_made} == {"script.py:4"}
    assert len({lock.key for lock in main.locks_made}) == 20

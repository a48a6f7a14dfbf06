"""Programs in which nothing moves, each for its own reason; and slow ones, which are not stuck."""

from __future__ import annotations

import time

import pytest

from engine.model.findings import FindingKind, Severity
from engine.model.wait_for import EdgeKind

pytestmark = pytest.mark.usefixtures("ends_clean")

NAMED_S = 2.0
SLOW_S = 2.5  # as long as a slow program is watched without a word of a deadlock


def named(watched, kind: FindingKind):
    """Waits for the finding; it comes within two seconds of what it is about."""
    watched.until(lambda: watched.find(kind))
    found = watched.find(kind)
    assert found.severity is Severity.CRITICAL
    assert (time.perf_counter_ns() - found.since_ns) / 1e9 < NAMED_S
    hopeless = {edge.source for edge in watched.snapshot.wait_for.hopeless}
    assert {f"process:{process}" for process in (*found.waiting, *found.behind)} <= hopeless
    return found


def test_join_before_drain_is_named_from_the_size_on_that_does_not_fit_the_pipe(trace):
    source = """
    import sys

    def put(queue, size):
        queue.put("x" * size)

    if __name__ == "__main__":
        queue = mp.Queue()
        worker = mp.Process(target=put, args=(queue, int(sys.argv[1])), name="worker")
        worker.start()
        worker.join()
        queue.get()
    """
    small = trace(source, "65000")
    small.finish()
    assert small.snapshot.findings == ()
    watched = trace(source, "65536")
    found = named(watched, FindingKind.JOIN_BEFORE_DRAIN)
    assert watched.names(found.who) == ["worker"]
    assert watched.names(found.waiting) == ["main"]
    assert found.numbers["unsent"] == 1
    circle = watched.snapshot.wait_for.circle
    assert {"process:0", "process:1"} <= set(circle)
    watched.end()


TWO_PRODUCERS = """
    import sys

    def put(queue, items, size):
        for _ in range(items):
            queue.put("x" * size)

    if __name__ == "__main__":
        queue = mp.Queue()
        for items, size in (map(int, each.split("x")) for each in sys.argv[2:]):
            worker = mp.Process(target=put, args=(queue, items, size), name=f"{items} items")
            worker.start()
            if sys.argv[1] == "in turn":
                worker.join()
        for child in mp.active_children():
            child.join()
        print(sum(len(queue.get()) for _ in range(3001)))
"""


def test_several_producers_fill_the_pipe_together_as_they_would_without_us(trace):
    """3,000 items of 20 bytes and one of 1,000 fit; 2,200 and 2,200 do not: 3,276 would."""
    fits = trace(TWO_PRODUCERS, "in turn", "3000x1", "1x1000")
    fits.finish()
    assert fits.snapshot.findings == ()
    watched = trace(TWO_PRODUCERS, "at once", "2200x1", "2200x1")
    assert watched.names(named(watched, FindingKind.JOIN_BEFORE_DRAIN).waiting) == ["main"]
    watched.end()


def test_a_missing_task_done_is_counted_and_its_takers_are_named(trace):
    watched = trace("""
    def take(queue):
        for number in range(10):
            queue.get()
            if number not in (3, 7):
                queue.task_done()
        queue.get()

    if __name__ == "__main__":
        queue = mp.JoinableQueue()
        mp.Process(target=take, args=(queue,), name="forgetful", daemon=True).start()
        for number in range(10):
            queue.put(number)
        queue.join()
    """)
    found = named(watched, FindingKind.TASK_DONE_MISSING)
    assert found.numbers["missing"] == 2
    assert watched.names(found.who) == ["forgetful"]
    assert watched.names(found.waiting) == ["main"]
    watched.end()


def test_a_killed_taker_is_named_for_the_task_done_that_it_owes(trace):
    watched = trace("""
    import os, signal

    def take(queue):
        queue.get()
        queue.get()
        queue.task_done()
        os.kill(os.getpid(), signal.SIGKILL)

    if __name__ == "__main__":
        queue = mp.JoinableQueue()
        mp.Process(target=take, args=(queue,), name="victim", daemon=True).start()
        queue.put(1)
        queue.put(2)
        queue.join()
    """)
    found = named(watched, FindingKind.TASK_DONE_MISSING)
    assert found.numbers["missing"] == 1
    assert watched.names(found.who) == ["victim"]
    watched.end()


def test_one_task_done_too_many_is_counted(trace):
    watched = trace("""
    def take(queue):
        queue.get()
        queue.task_done()
        queue.task_done()

    if __name__ == "__main__":
        queue = mp.JoinableQueue()
        queue.put(1)
        worker = mp.Process(target=take, args=(queue,), name="eager")
        worker.start()
        queue.join()
        worker.join()
    """)
    watched.finish()
    found = watched.find(FindingKind.TASK_DONE_TOO_OFTEN)
    assert found.numbers["times"] == 1
    assert watched.names(found.who) == ["eager"]


SENTINELS = """
import sys

def take(queue):
    while queue.get() is not None:
        pass

if __name__ == "__main__":
    queue = mp.Queue()
    takers = [mp.Process(target=take, args=(queue,), name=f"taker {n}") for n in range(3)]
    for taker in takers:
        taker.start()
    for number in range(10):
        queue.put(number)
    for number in range(int(sys.argv[1])):
        queue.put(None)
    for taker in takers:
        taker.join()
"""


@pytest.mark.parametrize("sentinels", [1, 2])
def test_missing_sentinels_are_counted(trace, sentinels):
    watched = trace(SENTINELS, str(sentinels))
    found = named(watched, FindingKind.SENTINEL_MISSING)
    assert (found.numbers["missing"], found.numbers["ended"]) == (3 - sentinels, sentinels)
    assert len(found.waiting) == 3 - sentinels
    assert watched.names(found.behind) == ["main"]
    watched.end()


def test_consumers_that_nobody_feeds_any_more_are_named(trace):
    watched = trace(SENTINELS, "0")
    found = named(watched, FindingKind.NO_MORE_ITEMS)
    assert len(found.waiting) == 3
    watched.end()


def test_producers_that_nobody_frees_a_slot_for_are_named(trace):
    watched = trace("""
    def put(queue):
        for number in range(10):
            queue.put(number)

    if __name__ == "__main__":
        queue = mp.Queue(3)
        worker = mp.Process(target=put, args=(queue,), name="producer")
        worker.start()
        worker.join()
    """)
    found = named(watched, FindingKind.NO_MORE_SLOTS)
    assert watched.names(found.waiting) == ["producer"]
    assert found.numbers["maxsize"] == 3
    watched.end()


def test_slots_that_died_with_their_items_are_counted(trace):
    watched = trace("""
    import os, signal

    def put(queue):
        queue._wlock.acquire()  # its feeder can't write before it dies
        for number in range(3):
            queue.put(number)
        queue._wlock.release()
        os._exit(1)

    def take(queue):
        while True:
            queue.get()

    if __name__ == "__main__":
        queue = mp.Queue(3)
        queue._wlock.acquire()
        victim = mp.Process(target=lambda: None)
        queue._wlock.release()
        pid = os.fork() if False else None
        producer = mp.Process(target=put, args=(queue,), name="producer")
        producer.start()
        producer.join()
        mp.Process(target=take, args=(queue,), name="taker", daemon=True).start()
        for number in range(10):
            queue.put(number)
    """)
    found = named(watched, FindingKind.SLOTS_LOST)
    assert found.numbers["lost"] >= 1
    assert watched.names(found.who) == ["producer"]
    watched.end()


def test_all_consumers_dead_is_no_overload(cook):
    watched = cook(kind="Queue", ending="sentinel", guests=2, cook_s=0.005, guest_s=0.001)
    watched.until(lambda: watched.has("Guest 2") and watched.taken > 5)
    for name in ("Guest 1", "Guest 2"):
        watched.run.fault(watched.worker(name).process, "kill")
    watched.until(lambda: watched.find(FindingKind.CONSUMERS_DEAD), NAMED_S)
    found = watched.find(FindingKind.CONSUMERS_DEAD)
    assert sorted(watched.names(found.who)) == ["Guest 1", "Guest 2"]
    watched.end()
    assert watched.find(FindingKind.OVERLOAD) is None


def test_overload_is_named_as_such(cook):
    watched = cook(guests=2, cook_s=0.005, guest_s=0.1)
    watched.until(lambda: watched.find(FindingKind.OVERLOAD))
    found = watched.find(FindingKind.OVERLOAD)
    assert found.numbers["in_per_s"] > 2 * found.numbers["out_per_s"] > 0
    assert found.numbers["consumers"] == 2
    watched.end()
    assert watched.find(FindingKind.CONSUMERS_DEAD) is None


def test_a_reader_killed_in_get_is_named_in_a_script_and_nothing_is_done_to_it(trace):
    watched = trace("""
    import os, signal, time

    def take(queue):
        while True:
            queue.get()

    if __name__ == "__main__":
        queue = mp.Queue()
        victim = mp.Process(target=take, args=(queue,), name="victim", daemon=True)
        victim.start()
        queue.put(1)
        while not queue.empty():
            time.sleep(0.01)
        time.sleep(0.1)
        os.kill(victim.pid, signal.SIGKILL)
        victim.join()
        queue.put(2)
        queue.get()
    """)
    found = named(watched, FindingKind.READ_LOCK_ORPHANED)
    assert watched.names(found.who) == ["victim"]
    watched.until(lambda: watched.find(FindingKind.READ_LOCK_ORPHANED).waiting, NAMED_S)
    held = [e for e in watched.snapshot.wait_for.edges if e.kind is EdgeKind.HELD_BY]
    assert [edge.target for edge in held] == [f"process:{found.who[0]}"]
    assert watched.find(FindingKind.LOCK_REPAIRED) is None
    watched.end()


def test_all_are_called_dead_only_where_none_came_to_a_good_end(trace):
    watched = trace("""
    import os, signal

    def work(queue, results):
        for item in iter(queue.get, None):
            if item == "deadly":
                os.kill(os.getpid(), signal.SIGKILL)
            results.put(item)

    if __name__ == "__main__":
        queue, results = mp.Queue(), mp.Queue()
        for items in (["deadly"], ["one", None]):
            worker = mp.Process(target=work, args=(queue, results))
            worker.start()
            for item in items:
                queue.put(item)
            worker.join()
        queue.put("left")
        results.get()
        results.get()
    """)
    found = named(watched, FindingKind.PRODUCER_FAILED)
    assert watched.names(found.waiting) == ["main"]
    assert [(each.how, each.what) for each in found.failures] == [("signal", "SIGKILL")]
    dead = {FindingKind.CONSUMERS_DEAD, FindingKind.PRODUCERS_DEAD}
    assert not dead & {each.kind for each in watched.snapshot.findings}
    watched.end()


SLOW = {
    "a worker that works long": """
    import time

    def take(queue):
        while (wait_s := queue.get()) is not None:
            time.sleep(wait_s)

    if __name__ == "__main__":
        queue = mp.JoinableQueue()
        worker = mp.Process(target=take, args=(queue,))
        worker.start()
        queue.put(60)
        worker.join()
    """,
    "a get with a timeout": """
    def take(queue):
        queue.get(timeout=60)

    if __name__ == "__main__":
        queue = mp.Queue()
        worker = mp.Process(target=take, args=(queue,))
        worker.start()
        worker.join()
    """,
    "a join with a timeout": """
    def take(queue):
        queue.get()

    if __name__ == "__main__":
        queue = mp.Queue()
        worker = mp.Process(target=take, args=(queue,), daemon=True)
        worker.start()
        worker.join(60)
    """,
    "an alarm that will ring": """
    import signal

    class Rung(Exception):
        pass

    def ring(*_):
        raise Rung

    if __name__ == "__main__":
        signal.signal(signal.SIGALRM, ring)
        signal.alarm(60)
        mp.Queue().get()
    """,
    "a thread that will put": """
    import threading, time

    def take(queue):
        queue.get()

    def put_later(queue):
        time.sleep(60)
        queue.put(1)

    if __name__ == "__main__":
        queue = mp.Queue()
        worker = mp.Process(target=take, args=(queue,), daemon=True)
        worker.start()
        threading.Thread(target=put_later, args=(queue,), daemon=True).start()
        worker.join()
    """,
    "a producer that is stopped": """
    import os, signal

    def put(queue):
        os.kill(os.getpid(), signal.SIGSTOP)
        queue.put(1)

    if __name__ == "__main__":
        queue = mp.Queue()
        mp.Process(target=put, args=(queue,), daemon=True).start()
        queue.get()
    """,
    "a pool without work": """
    if __name__ == "__main__":
        with mp.Pool(2) as pool:
            import time
            time.sleep(60)
    """,
}


@pytest.mark.parametrize("why", SLOW)
def test_what_is_merely_slow_is_never_called_stuck(trace, why):
    watched = trace(SLOW[why])
    watched.until(lambda: watched.snapshot.duration_s > SLOW_S)
    grave = [each for each in watched.snapshot.findings if each.severity is Severity.CRITICAL]
    assert grave == []
    assert watched.snapshot.wait_for.hopeless == ()
    watched.run.close()


def test_a_paused_run_is_not_stuck(cook):
    watched = cook()
    watched.until(lambda: watched.has("Guest 1") and watched.taken > 5)
    watched.run.pause()
    watched.until(
        lambda: watched.snapshot.wait_for is not None and watched.snapshot.duration_s > SLOW_S
    )
    assert [f for f in watched.snapshot.findings if f.severity is Severity.CRITICAL] == []
    watched.run.resume()
    watched.end()

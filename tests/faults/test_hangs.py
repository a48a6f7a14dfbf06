"""A worker that hangs in its work is named, with how long its kin take; a slow one never is."""

from __future__ import annotations

import time

import pytest

from engine.diagnosis.service_times import LEAST_NS
from engine.export.report import build_report
from engine.model.faults import FaultKind, FaultPoint
from engine.model.findings import FindingKind, Severity

pytestmark = pytest.mark.usefixtures("ends_clean")

NAMED_S = 2.0  # after it has been clear
SLOW_S = 3.5  # as long as a slow program is watched


def named(watched):
    watched.until(lambda: watched.find(FindingKind.WORKER_HANGS))
    found = watched.find(FindingKind.WORKER_HANGS)
    lasted_s = (time.perf_counter_ns() - found.since_ns) / 1e9
    clear_s = max(LEAST_NS / 1e9, 5 * found.numbers["longest"])
    assert lasted_s < clear_s + NAMED_S
    assert watched.snapshot.wait_for.hopeless == ()
    return found


def test_a_consumer_that_hangs_in_mid_work_is_named_while_the_others_go_on(cook):
    watched = cook(guests=3, cook_s=0.01, guest_s=0.02)
    watched.until(lambda: watched.has("Guest 2") and watched.taken > 60)
    victim = watched.worker("Guest 2").process
    watched.run.fault(victim, FaultKind.HANG, FaultPoint.MID_WORK)
    found = named(watched)
    taken = watched.taken
    assert watched.names(found.who) == ["Guest 2"]
    assert found.severity is Severity.WARNING
    assert (found.texts["since"], found.texts["doing"]) == ("taken", "waiting")
    assert found.numbers["count"] >= 20
    assert 0.015 < found.numbers["p50"] <= found.numbers["p99"] <= found.numbers["longest"]
    (item,) = found.items
    way = watched.timeline.item_way(found.queue, item.producer, item.sequence)
    assert way.consumer == victim
    assert way.done_ns is None
    watched.until(lambda: watched.taken > taken + 20)  # the others go on
    watched.end()
    told = [each for each in build_report(watched.snapshot).findings if each.kind == found.kind]
    assert [each.who for each in told] == [("Guest 2",)]
    assert "This is no deadlock." in told[0].cause


def test_a_producer_that_hangs_is_named(cook):
    watched = cook(cooks=2, guests=2, cook_s=0.02, guest_s=0.001)
    watched.until(lambda: watched.has("Cook 1") and watched.taken > 40)
    watched.run.fault(watched.worker("Cook 1").process, FaultKind.HANG, FaultPoint.MID_WORK)
    found = named(watched)
    assert watched.names(found.who) == ["Cook 1"]
    assert (found.severity, found.texts["since"]) == (Severity.WARNING, "put")
    watched.end()


def test_a_worker_in_an_endless_loop_is_named_as_one_that_computes(trace):
    watched = trace("""
    import time

    def take(queue):
        while (number := queue.get()) is not None:
            time.sleep(0.005)
            while number == 50:
                pass

    if __name__ == "__main__":
        queue = mp.Queue()
        takers = [mp.Process(target=take, args=(queue,), name=f"taker {n}") for n in range(2)]
        for taker in takers:
            taker.start()
        for number in range(100):
            queue.put(number)
        for taker in takers:
            queue.put(None)
        for taker in takers:
            taker.join()
    """)
    found = named(watched)
    assert found.texts["doing"] == "computing"
    assert found.numbers["cpu"] > 0.3
    assert [item.sequence for item in found.items] == [50]
    watched.end()


def test_one_that_comes_back_is_told_as_over(trace):
    watched = trace("""
    import time

    def take(queue):
        while (number := queue.get()) is not None:
            time.sleep(3 if number == 30 else 0.005)

    if __name__ == "__main__":
        queue = mp.Queue()
        taker = mp.Process(target=take, args=(queue,), name="taker")
        taker.start()
        for number in range(40):
            queue.put(number)
        queue.put(None)
        taker.join()
    """)
    named(watched)
    watched.finish()
    (found,) = hangs(watched)
    assert found.is_over


WIDE = {
    "exponential times": {"law": "exponential", "seconds": 0.3},
    "times between short and long": {"law": "uniform", "low": 0.001, "high": 3.0},
}


@pytest.mark.parametrize("times", WIDE)
def test_wide_times_are_no_hang(cook, times):
    watched = cook(guests=4, cook_s=0.05, guest_times=WIDE[times])
    watched.until(lambda: watched.snapshot.duration_s > SLOW_S)
    assert hangs(watched) == []
    watched.end()


def hangs(watched):
    """Whoever was said to hang at any time."""
    return [each for each in watched.snapshot.findings if each.kind is FindingKind.WORKER_HANGS]


def test_a_pace_that_is_slowed_down_is_no_hang(cook):
    watched = cook(guests=2, cook_s=0.4, guest_s=0.4)
    watched.run.set_time_scale(20.0)
    watched.until(lambda: watched.taken > 60)
    watched.run.set_time_scale(0.1)  # an item took 20 ms, and takes 4 s from now on
    slowed_s = watched.snapshot.duration_s
    watched.until(lambda: watched.snapshot.duration_s > slowed_s + SLOW_S)
    assert hangs(watched) == []
    watched.run.set_time_scale(10.0)
    watched.end()


SLOW = {
    "a first item that takes long": """
    import time

    def take(queue):
        time.sleep(queue.get())

    if __name__ == "__main__":
        queue = mp.Queue()
        worker = mp.Process(target=take, args=(queue,))
        worker.start()
        queue.put(60)
        worker.join()
    """,
    "a batch that is taken, then worked on": """
    import time

    def take(queue):
        for number in range(400):
            queue.get()
        time.sleep(60)

    if __name__ == "__main__":
        queue = mp.Queue()
        worker = mp.Process(target=take, args=(queue,))
        worker.start()
        for number in range(1000):
            queue.put(number)
        worker.join()
    """,
    "a main program with other work": """
    import time

    def take(queue):
        while True:
            queue.get()

    if __name__ == "__main__":
        queue = mp.Queue()
        mp.Process(target=take, args=(queue,), daemon=True).start()
        for number in range(50):
            queue.put(number)
            time.sleep(0.002)
        time.sleep(60)
    """,
}


@pytest.mark.parametrize("why", SLOW)
def test_what_has_no_history_or_no_loop_is_no_hang(trace, why):
    watched = trace(SLOW[why])
    watched.until(lambda: watched.snapshot.duration_s > SLOW_S)
    assert hangs(watched) == []
    watched.run.close()

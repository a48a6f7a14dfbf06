"""A run from Start to its own end; pause, step and speed on the way."""

from __future__ import annotations

import msgspec
import pytest

from engine.model.source import Phase
from engine.run.run import Run
from engine.scenario.presets import builtin

pytestmark = pytest.mark.processes

REPLACE = msgspec.structs.replace


def test_the_kitchen_puts_takes_and_does_twelve_items(drive, method):
    kitchen = builtin()[0].scenario
    queue = REPLACE(kitchen.queue, start_method=method)
    driver = drive(REPLACE(kitchen, queue=queue, time_scale=100.0))
    driver.until_over()
    assert (driver.run.phase, driver.run.problem) == (Phase.FINISHED, None)
    assert driver.counted == (12, 12, 12)
    assert sorted(driver.names.values()) == [
        "Cook A 1",
        "Cook B 1",
        "Cook C 1",
        "Guest 1",
        "Guest 2",
        "MainProcess",
    ]
    made = [line for line in driver.output if "made" in line]
    assert len(made) == 12
    assert "Cook A 1 made bun 1" in made
    assert sum("is eating rice parcel" in line for line in driver.output) == 4
    assert driver.output[-1] == "Main: all done. Goodbye!"


@pytest.mark.parametrize("kind", ["Queue", "SimpleQueue", "JoinableQueue"])
def test_with_a_sentinel_each_consumer_takes_one_none_and_ends_by_itself(drive, make, kind):
    driver = drive(make(kind=kind, ending="sentinel", items=3, guests=4, method="fork"))
    driver.until_over()
    assert driver.run.phase is Phase.FINISHED
    assert driver.counted[:2] == (10, 10)  # six buns and four times None


def test_a_run_that_is_paused_stands_still_and_goes_on(drive, make):
    driver = drive(make())
    driver.until(lambda: driver.counted[1] > 10)
    driver.run.pause()
    before = driver.until_quiet()
    assert driver.run.phase is Phase.PAUSED
    assert driver.until_quiet() == before
    driver.run.resume()
    driver.until(lambda: driver.counted[1] > before[1] + 10)
    assert driver.run.phase is Phase.RUNNING


def test_one_step_lets_one_operation_through(drive, make):
    driver = drive(make(cooks=1, guests=0))
    driver.until(lambda: driver.counted[0] > 3)
    driver.run.step()  # pauses first
    before = driver.until_quiet()[0]
    for number in range(1, 6):
        driver.run.step()
        driver.until(lambda number=number: driver.counted[0] == before + number)
        assert driver.until_quiet(0.05)[0] == before + number


@pytest.mark.parametrize(("cook_s", "guest_s"), [(0.0, 0.05), (0.05, 0.0)])
def test_a_step_lets_nobody_pass_who_has_waited_at_the_queue(drive, make, method, cook_s, guest_s):
    driver = drive(
        make(cooks=1, guests=2, cook_s=cook_s, guest_s=guest_s, maxsize=2, method=method)
    )
    driver.until(lambda: driver.counted[1] > 6)  # the queue is full, or the guests wait for items
    driver.run.pause()
    first = before = driver.until_quiet()[:2]  # task_done goes with its get
    for _ in range(12):
        driver.run.step()
        now = driver.until_quiet()[:2]
        assert sum(now) - sum(before) <= 1, (before, now)
        before = now
    assert sum(before) - sum(first) >= 6
    driver.run.resume()
    driver.until(lambda: driver.counted[1] > before[1] + 6)


def test_steps_asked_for_at_once_are_all_taken(drive, make):
    driver = drive(make(cooks=3, guests=0))
    driver.until(lambda: driver.counted[0] > 3)
    driver.run.pause()
    before = driver.until_quiet()[0]
    for _ in range(7):
        driver.run.step()
    driver.until(lambda: driver.counted[0] == before + 7)
    assert driver.until_quiet()[0] == before + 7


def test_work_stands_still_while_paused_and_a_step_lets_it_go_on(drive, make):
    driver = drive(make(cooks=1, guests=0, cook_s=0.5, items=2))
    driver.until(lambda: "Cook 1" in driver.there)
    driver.run.pause()
    assert driver.until_quiet(0.8)[0] == 0
    driver.run.step()
    driver.until(lambda: driver.counted[0] == 1)
    assert driver.until_quiet(0.8)[0] == 1


def test_a_higher_speed_makes_more_items(drive, make):
    driver = drive(make(cooks=1, guests=1, cook_s=60.0, guest_s=0, items=3))
    driver.until(lambda: "Cook 1" in driver.there)
    assert driver.until_quiet()[0] == 0
    driver.run.set_time_scale(100.0)
    driver.until_over()
    assert driver.counted == (3, 3, 3)


def test_cpu_work_is_done_at_the_scenarios_speed(drive, make):
    scenario = make(cooks=1, guests=1, cook_s=5.0, guest_s=0, items=4, scale=100.0)
    [cook] = scenario.producers
    driver = drive(REPLACE(scenario, producers=(REPLACE(cook, work="cpu"),)))
    driver.until_over()
    assert driver.counted == (4, 4, 4)


def test_a_bounded_queue_and_bursts_come_to_their_end(drive, make):
    scenario = make(cooks=2, items=50, cook_s=0, guest_s=0, maxsize=3, method="fork")
    cooks = tuple(REPLACE(kind, burst=7) for kind in scenario.producers)
    driver = drive(REPLACE(scenario, producers=cooks))
    driver.until_over()
    assert driver.counted == (100, 100, 100)


@pytest.mark.parametrize("scale", [0.0, 0.01, 101.0, float("nan")])
def test_a_speed_out_of_range_is_refused(make, scale):
    with pytest.raises(ValueError, match=r"time_scale is .*must be from 0\.1 to 100"):
        Run(make()).set_time_scale(scale)


def test_an_unusable_scenario_starts_nothing_and_says_why(make):
    scenario = make()
    run = Run(REPLACE(scenario, queue=REPLACE(scenario.queue, maxsize=-1)))
    run.start()
    assert run.phase is Phase.BROKEN
    assert run.problem == "queue.maxsize = -1: must be a whole number from 0 to 32,767"
    run.close()


def test_before_its_start_a_run_is_ready_and_gives_nothing(make):
    run = Run(make())
    assert (run.phase, run.poll(0.1), run.take_output()) == (Phase.READY, [], [])
    run.close()
    assert run.phase is Phase.STOPPED

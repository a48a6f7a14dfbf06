"""More and fewer workers while a run goes on: nobody is killed, and everybody asked to go goes."""

from __future__ import annotations

import pytest

from engine.model.source import Phase
from engine.run.run import Run

pytestmark = pytest.mark.processes


def test_workers_are_added_and_the_run_still_comes_to_its_end(drive, make, method):
    driver = drive(make(method=method, items=40))
    driver.until_there("Cook 1", "Cook 2", "Guest 1", "Guest 2")
    driver.run.set_count("Guest", 5)
    driver.run.set_count("Cook", 3)
    driver.until(lambda: {"Guest 5", "Cook 3"} <= set(driver.names.values()))
    driver.until_over()
    assert driver.run.phase is Phase.FINISHED
    assert driver.counted == (120, 120, 120)


def test_busy_workers_leave_after_their_item(drive, make, method):
    driver = drive(make(method=method, cooks=3, guests=4))
    driver.until(lambda: len(driver.there) == 8 and driver.counted[2] > 10)
    driver.run.set_count("Guest", 1)
    driver.run.set_count("Cook", 1)
    driver.until(lambda: len(driver.there) == 3)
    assert [name.split()[0] for name in driver.there] == ["Cook", "Guest", "MainProcess"]
    done = driver.counted[2]
    driver.until(lambda: driver.counted[2] > done + 10)


def test_idle_consumers_are_woken_to_leave_and_nothing_is_left_in_the_queue(drive, make, method):
    driver = drive(make(method=method, cooks=1, items=1, cook_s=3600, guests=6, critics=2))
    driver.until(lambda: len(driver.there) == 10)
    driver.run.set_count("Critic", 0)
    driver.until(lambda: len(driver.there) == 8 and "Critic 1" not in driver.there)
    driver.run.set_count("Guest", 0)
    driver.until_there("Cook 1")
    put, taken, done = driver.until_quiet()
    assert put == taken == done


@pytest.mark.parametrize("kind", ["Queue", "SimpleQueue"])
def test_after_changes_sentinels_still_fit(drive, make, kind):
    driver = drive(make(kind=kind, ending="sentinel", cooks=1, items=30, guests=3))
    driver.until(lambda: driver.counted[1] > 2)
    driver.run.set_count("Guest", 1)
    driver.run.set_count("Guest", 4)
    driver.run.set_count("Guest", 2)
    driver.until_over()
    assert driver.run.phase is Phase.FINISHED
    assert sum("is eating" in line for line in driver.output) == 30


def test_who_was_to_leave_may_stay_when_the_count_goes_up_again(drive, make):
    driver = drive(make(cooks=1, guests=3, cook_s=0, guest_s=0.4))
    driver.until(lambda: driver.counted[1] >= 3)
    driver.run.set_count("Guest", 1)
    driver.run.set_count("Guest", 3)
    driver.until(lambda: driver.counted[1] >= 12)
    assert driver.there == ["Cook 1", "Guest 1", "Guest 2", "Guest 3", "MainProcess"]
    assert len(driver.names) == 5


def test_without_producers_an_endless_run_ends_well(drive, make):
    driver = drive(make())
    driver.until(lambda: driver.counted[2] > 10)
    driver.run.set_count("Cook", 0)
    driver.until_over()
    assert driver.run.phase is Phase.FINISHED
    assert len(set(driver.counted)) == 1


def test_the_count_of_a_run_not_yet_started_is_its_scenarios(make):
    run = Run(make())
    run.set_count("Guest", 7)
    assert run.scenario.consumers[0].count == 7
    run.close()


@pytest.mark.parametrize(
    ("kind", "count", "words"),
    [
        ("Waiter", 1, "kind is 'Waiter'; it must be one of Cook, Guest, Critic"),
        ("Guest", 65, "count of Guest is 65; it must be from 0 to 64"),
        ("Guest", -1, "count of Guest is -1"),
        ("Guest", 1.5, "count of Guest is 1.5"),
        ("Guest", True, "count of Guest is True"),
    ],
)
def test_a_count_that_cannot_be_is_refused(make, kind, count, words):
    with pytest.raises(ValueError, match=words):
        Run(make()).set_count(kind, count)

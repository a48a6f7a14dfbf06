"""Programs that hang, attached to afterwards: each is told as a colleague would."""

from __future__ import annotations

import pytest

from engine.attach.account import Certainty, Outcome
from tests.engine.attach.conftest import Watched, is_stuck_and_told, watch_until
from tests.support.attached import interpreters

pytestmark = pytest.mark.processes

STUCK = {  # program: what is found, who can never go on
    "join_before_drain": ({"join-before-drain"}, {"main", "worker"}),
    "task_done_missing": ({"task-done-missing"}, {"main"}),
    "read_lock_of_the_dead": ({"read-lock-orphaned"}, {"main", "reader"}),
    "both_full": ({"no-more-slots"}, {"main", "ping", "pong"}),
    "missing_sentinel": ({"no-more-items", "sentinel-missing"}, {"main", "consumer"}),
    "pool_worker_lost": ({"result-lost"}, {"main", "PoolWorker"}),
    "opposite_locks": ({"deadlock"}, {"main", "left", "right"}),
    "event_never_set": ({"standstill"}, {"main", "train"}),
}
PYTHONS = interpreters()


def stuck_names(account):
    """Who can never go on."""
    return {process.name for process in account.processes if process.is_stuck}


@pytest.mark.parametrize("version", PYTHONS)
def test_each_classic_hang_is_named_on_every_python(version, start):
    watched = {name: Watched(start(f"stuck/{name}", PYTHONS[version]).pid) for name in STUCK}

    def is_told(each):
        wanted = next(kinds for name, (kinds, _) in STUCK.items() if watched[name] is each)
        return is_stuck_and_told(each) and bool(wanted & each.kinds())

    watch_until(list(watched.values()), is_told)
    for name, (_, who) in STUCK.items():
        account = watched[name].account()
        assert account.certainty is Certainty.CERTAIN, name
        told = stuck_names(account)
        if name == "event_never_set":
            [load] = [each for each in account.processes if each.name == "load"]
            assert load.does == "has ended with exit code 3"
        assert all(any(one in each for each in told) for one in who), (name, told)


@pytest.mark.parametrize("version", PYTHONS)
def test_a_lost_result_is_likely_where_a_thread_of_main_goes_on(version, start):
    watched = Watched(start("stuck/pool_beside_a_thread", PYTHONS[version]).pid)
    watch_until([watched], lambda each: "result-lost" in each.kinds())
    account = watched.account()
    assert (account.outcome, account.certainty) == (Outcome.STUCK, Certainty.LIKELY)


def test_a_hang_says_who_could_end_it_and_why_nobody_does(watch):
    told = {each.name: each for each in watch("stuck/opposite_locks").account().processes}
    assert "RLock" in told["left"].does
    assert told["left"].why == "only right could end that, and can never go on either"
    assert told["left"].place == "opposite_locks.py:9"
    assert told["left"].source == "with second:"
    assert told["main"].does == "waits for the end of left"


def test_the_books_of_a_queue_are_right(watch):
    [queue] = watch("stuck/task_done_missing").snapshot().queues
    assert (queue.kind, queue.depth) == ("JoinableQueue", 0)


def test_a_full_queue_shows_its_size_and_depth(watch):
    queues = watch("stuck/both_full").snapshot().queues
    assert [(queue.maxsize, queue.depth) for queue in queues] == [(4, 4), (4, 4)]


def test_who_died_with_the_read_lock_is_said_to_be_gone(watch):
    account = watch("stuck/read_lock_of_the_dead").account()
    waiting = [each for each in account.processes if "read lock" in each.does]
    assert len(waiting) == 2
    assert {each.why for each in waiting} == {"it is taken, and nobody alive has it"}


@pytest.mark.parametrize("name", ["own_end_open", "managers_queue"])
def test_a_wait_that_only_the_process_itself_could_end_is_stuck(name, watch):
    watched = watch(f"stuck/{name}", lambda each: each.account().outcome is Outcome.STUCK)
    assert "main" in stuck_names(watched.account())


def test_attaching_to_a_worker_shows_its_whole_program(start):
    program = start("stuck/opposite_locks")
    whole = Watched(program.pid)
    watch_until([whole], is_stuck_and_told)
    worker = next(each.pid for each in whole.account().processes if each.name == "left")
    assert Watched(worker).source.root == program.pid

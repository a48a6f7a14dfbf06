"""CLEAN notices what it is there for; what can be left behind: tests/support/test_leftovers.py."""

from __future__ import annotations

import threading
import time

import pytest

from engine.run.run import Run
from engine.scenario.presets import loads
from tests.faults.clean import HUNDRED, Clean, Heartbeat


@pytest.fixture
def cleanly() -> Clean:
    """One that is impatient: what was left on purpose will not go by itself."""
    return Clean(within_s=0.1)


def test_a_run_that_was_closed_is_clean(cleanly):
    run = Run(loads(HUNDRED.format(method="spawn")))
    run.start()
    run.close()
    cleanly.check()


def test_a_thread_is_noticed(cleanly):
    end = threading.Event()
    thread = threading.Thread(target=end.wait, name="left")
    thread.start()
    with pytest.raises(AssertionError, match="threads: left"):
        cleanly.check()
    end.set()
    thread.join()


def test_a_heart_that_stands_still_is_noticed_and_a_busy_one_too(cleanly):
    cleanly.beat()
    time.sleep(0.3)
    cleanly.beat()
    with pytest.raises(AssertionError, match="the heart stood still for 3"):
        cleanly.check()
    heart = Heartbeat()
    heart.beat()
    before_s = time.thread_time()
    while time.thread_time() - before_s < 0.26:
        pass
    heart.beat()
    assert heart.longest_s > 0.25

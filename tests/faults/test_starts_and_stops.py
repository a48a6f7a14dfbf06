"""Row 10: start and stop, again and again, in one application: nothing grows.

Runs overlap, four at a time, and are stopped at any moment: before the main process says a word,
while workers start, when all is under way, twice; some end by themselves, some are closed at once.
`make soak` does four times as many.
"""

from __future__ import annotations

import os
import random
import time

import psutil

from engine.model.source import Phase
from engine.run.run import Run
from tests.faults.clean import WITHIN_S
from tests.faults.kitchens import METHODS, scenario
from tests.support.leftovers import Surroundings, until_nothing

STARTS = int(os.environ.get("QUEUESCOPE_STARTS", "500"))
WARM = STARTS // 5  # after so many all that stays is loaded
AT_ONCE = 4
MOST_GROWTH_BYTES = 5 * 1024 * 1024
LATEST_S = 0.4
END_S = 20.0


class Visit:
    """One run, and what shall happen to it when."""

    def __init__(self, dice: random.Random, number: int) -> None:
        method = METHODS[number % 3] if number % 4 == 0 else "fork"  # the quickest, mostly
        items = 5 if number % 5 == 0 else 0
        self.run = Run(scenario(method=method, cooks=1, guests=1, items=items))
        self.began_s = time.monotonic()
        self.run.start()
        self.stop_s = self.began_s + (END_S if items else dice.uniform(0, LATEST_S))
        self.is_abrupt = number % 7 == 0

    def has_ended(self) -> bool:
        """Moves it on; whether it is over and closed."""
        self.run.poll(0.001)
        self.run.take_output()
        if time.monotonic() > self.stop_s and not self.is_abrupt:
            self.run.stop()
        if self.run.phase.is_over or (self.is_abrupt and time.monotonic() > self.stop_s):
            assert self.run.phase is not Phase.BROKEN, self.run.problem
            self.run.close()
            return True
        assert time.monotonic() - self.began_s < 2 * END_S, self.run.phase
        return False


def start_and_stop(dice: random.Random, first: int, count: int) -> None:
    waiting = list(range(first, first + count))
    visits: list[Visit] = []
    while waiting or visits:
        while waiting and len(visits) < AT_ONCE:
            visits.append(Visit(dice, waiting.pop(0)))
        visits = [visit for visit in visits if not visit.has_ended()]
        time.sleep(0.002)


def test_starts_and_stops_leave_nothing_and_nothing_grows(cleanly):
    dice = random.Random(10)
    here = psutil.Process()
    start_and_stop(dice, 0, WARM)
    before, rss = Surroundings.now(), here.memory_info().rss
    start_and_stop(dice, WARM, STARTS - WARM)
    left = until_nothing(lambda: Surroundings.now().left_since(before), WITHIN_S)
    grown = here.memory_info().rss - rss
    print(f"\n{STARTS} starts and stops: {grown / 1e6:+.1f} MB after the first {WARM}")
    assert not left
    assert grown < MOST_GROWTH_BYTES
    cleanly.check()

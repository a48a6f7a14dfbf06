"""CLEAN: what must hold two seconds after any run, whatever was done to it.

    clean = Clean()     before the first run: what is there now may stay
    clean.beat()        once each tick, as the window's timer would
    clean.check()       after the run was closed; fails with all that is wrong, in words

Nothing is left behind (see tests/support/leftovers.py); no tick came more than 250 ms after the
one before; and a fresh run of 100 items comes to a good end.
"""

from __future__ import annotations

import time

from engine.model.source import Phase
from engine.run.run import Run
from engine.scenario.presets import loads
from tests.support.clock import Heartbeat
from tests.support.leftovers import PERIOD_S, Surroundings, until_nothing

WITHIN_S = 2.0  # after a run's end
LONGEST_GAP_S = 0.25
FRESH_S = 20.0

HUNDRED = """
name = "A hundred buns"

[queue]
kind = "JoinableQueue"
maxsize = 8
start_method = "{method}"
ending = "daemon"

[[producers]]
name = "Cook"
count = 2
items = 50
dish = "bun"
time = {{ law = "fixed", seconds = 0.0 }}

[[consumers]]
name = "Guest"
count = 2
time = {{ law = "fixed", seconds = 0.0 }}
"""


class Clean:
    """See the module."""

    def __init__(self, within_s: float = WITHIN_S) -> None:
        """What is there now may stay."""
        self.heart = Heartbeat()
        self.within_s = within_s
        self._before = Surroundings.now()

    def beat(self) -> None:
        """A tick of the loop that stands for the window's timer."""
        self.heart.beat()

    def left(self) -> list[str]:
        """What is left behind, now."""
        return Surroundings.now().left_since(self._before)

    def check(self, method: str = "fork", *, fresh: bool = True) -> None:
        """Waits at most `within_s`, then fails with all that is wrong; `fresh`: runs 100 items."""
        self.heart.rest()
        left = until_nothing(self.left, self.within_s)
        assert not left, f"left {self.within_s} s after the end: {'; '.join(left)}"
        gap_s = self.heart.longest_s
        assert gap_s <= LONGEST_GAP_S, f"the heart stood still for {gap_s * 1e3:.0f} ms"
        if fresh:
            run_hundred(method)
            left = until_nothing(self.left, self.within_s)
            assert not left, f"left by a fresh run: {'; '.join(left)}"


def run_hundred(method: str = "fork") -> None:
    """A fresh run of 100 items, that comes to a good end; fails when it does not."""
    run = Run(loads(HUNDRED.format(method=method)))
    run.start()
    deadline_s = time.monotonic() + FRESH_S
    try:
        while not run.phase.is_over:
            run.poll(PERIOD_S)
            assert time.monotonic() < deadline_s, f"a fresh run of 100 items hangs: {run.phase}"
            time.sleep(PERIOD_S / 4)
        assert run.phase is Phase.FINISHED, f"a fresh run {run.phase}: {run.problem}"
    finally:
        run.close()

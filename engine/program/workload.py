"""How long an item takes, and how that time is spent: asleep, or at work on the CPU.

Time is scenario time: it passes `time_scale` times as fast as real time, and not at all while the
run is paused. The application writes the scale on the board (0: paused) of an observed program;
the time is spent in short slices, so that a worker notices a change soon. A program that nobody
observes keeps the scale that its scenario gives.
"""

from __future__ import annotations

import itertools
import random
import sys
import time
from typing import Any, NamedTuple

SLICE_S = 0.02
MOST_CREDIT_S = 0.1


class Effort(NamedTuple):
    """What an item costs. `law` says how its time is drawn: fixed, uniform or exponential."""

    work: str  # "sleep" or "cpu"
    law: str
    seconds: float  # the fixed time, or the mean of the exponential one
    low: float
    high: float
    seed: int
    time_scale: float


class Workload:
    """One worker's work. Two workers of one name and seed take the same times."""

    def __init__(self, effort: Effort, name: str) -> None:
        """`name` is the worker's."""
        self._effort = effort
        self._random = random.Random(f"{effort.seed}/{name}")  # noqa: S311 - nothing secret
        self._is_busy = effort.work == "cpu"
        self._credit_s = 0.0

    def do(self) -> None:
        """Works on one item, for the time it takes."""
        at_work()
        left_s = self.draw() - self._credit_s
        if left_s > 0:
            left_s = self._compute(left_s) if self._is_busy else self._sleep(left_s)
        # A sleep always lasts a little too long; the next one makes up for it.
        self._credit_s = min(-left_s, MOST_CREDIT_S)

    def draw(self) -> float:
        """The time of the next item, in seconds of scenario time."""
        effort = self._effort
        if effort.law == "uniform":
            return self._random.uniform(effort.low, effort.high)
        if effort.law == "exponential" and effort.seconds > 0:
            return self._random.expovariate(1 / effort.seconds)
        return effort.seconds

    def _sleep(self, left_s: float) -> float:
        """Sleeps; returns what is left, which is at most 0."""
        board = current_board()
        before_s = time.perf_counter()
        while left_s > 0:
            at_work()
            scale = self._effort.time_scale if board is None else board.time_scale
            if scale > 0:
                time.sleep(min(SLICE_S, left_s / scale))
            else:
                rest()
            now_s = time.perf_counter()
            left_s -= (now_s - before_s) * scale
            before_s = now_s
        return left_s

    def _compute(self, left_s: float) -> float:
        """Keeps the CPU busy; the time that counts is the CPU's, not the clock's."""
        board = current_board()
        before_s = time.process_time()
        while left_s > 0:
            at_work()
            scale = self._effort.time_scale if board is None else board.time_scale
            if scale > 0:
                sum(range(2_000))
            else:
                rest()
            now_s = time.process_time()
            left_s -= (now_s - before_s) * scale
            before_s = now_s
        return left_s


def current_board() -> Any:
    """The board of the run that observes this process; None when nobody does."""
    probe = sys.modules.get("_queuescope")
    return None if probe is None else probe.current_board()


def at_work() -> None:
    """The moment at which a fault may have been ordered for a worker in the midst of its work."""
    probe = sys.modules.get("_queuescope")
    if probe is not None:
        probe.at_work()


def rest() -> None:
    """Lets a moment of a pause pass."""
    probe = sys.modules.get("_queuescope")
    if probe is None:
        time.sleep(SLICE_S)
    else:
        probe.rest()


def idle_pids() -> set[int] | None:
    """The processes that wait in get at this moment; none while paused, None if nobody observes."""
    board = current_board()
    if board is None:
        return None
    if board.gate != board.OPEN:
        return set()
    waiting = sys.modules["_queuescope"].wire.GET_WAIT
    slots = itertools.takewhile(lambda slot: slot.pid, map(board.slot, itertools.count()))
    return {slot.pid for slot in slots if slot.state == waiting}

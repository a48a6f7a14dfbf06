"""Clocks that leave out what a busy machine takes away: several runs of the tests may share one."""

from __future__ import annotations

import time


class Clock:
    """Seconds as a machine with nothing else to do would count them.

    On a busy one everything takes longer, which is no fault of ours. Linux counts the time in which
    somebody was ready and had no CPU; it is taken off, but at most three quarters of all time.
    """

    def __init__(self) -> None:
        """It begins now."""
        self._began_s, self._pressed_s = time.monotonic(), _pressed_s()

    @property
    def passed_s(self) -> float:
        """Since it began."""
        wall_s = time.monotonic() - self._began_s
        return max(wall_s / 4, wall_s - (_pressed_s() - self._pressed_s))


class Heartbeat:
    """The longest time between two ticks, as far as it is ours.

    Time in which the thread was ready and the system ran another is the machine's, not ours:
    Linux counts it for each thread (the second number of schedstat), and it is taken off.
    """

    def __init__(self) -> None:
        """It begins with the first beat."""
        self.longest_s = 0.0
        self.beats = 0
        self._last: tuple[float, float] | None = None

    def beat(self) -> None:
        """A tick."""
        now_s, denied_s = time.perf_counter(), _denied_s()
        if self._last is not None:
            gap_s = now_s - self._last[0] - (denied_s - self._last[1])
            self.longest_s = max(self.longest_s, gap_s)
        self._last = now_s, denied_s
        self.beats += 1

    def rest(self) -> None:
        """The ticks stop here; what comes until the next one is no gap."""
        self._last = None


def _pressed_s() -> float:
    """How long anybody on this machine was ready and not run; 0 where nobody counts it."""
    try:
        with open("/proc/pressure/cpu", encoding="ascii") as file:
            return int(file.readline().rpartition("=")[2]) / 1e6
    except (OSError, ValueError):
        return 0.0


def _denied_s() -> float:
    """How long this thread was ready and not run; 0 where the system does not count it."""
    try:
        with open("/proc/thread-self/schedstat", encoding="ascii") as file:
            return int(file.read().split()[1]) / 1e9
    except (OSError, IndexError):
        return 0.0

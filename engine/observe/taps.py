"""All taps of a process: one for each of its queues, for as long as there is such a queue.

A program may make queues by the thousand. Whatever goes over all taps (the helper's turns, a forked
child that announces the queues it has inherited) must not pay for those that are gone. So a tap is
retired when no object of its queue is left, its feeder has sent all, and all is told.
"""

from __future__ import annotations

import itertools
from typing import Any

from .tap import Tap


class Taps:
    """The taps in use, by index and by the key of their queue.

    Safe to use from any thread: each step on a dict is one under the interpreter's lock.
    """

    def __init__(self) -> None:
        self._by_index: dict[int, Tap] = {}
        self._by_key: dict[str, Tap] = {}
        self._indices = itertools.count()

    def add(self, about: dict[str, Any], queue: object) -> Tap:
        """A new tap for `queue`, with an index never used before: the application goes by it."""
        tap = Tap(next(self._indices), about)
        tap.watch(queue)
        self._by_index[tap.index] = self._by_key[about["key"]] = tap
        return tap

    def in_use(self) -> list[Tap]:
        """All of them, at this moment."""
        return list(self._by_index.values())

    def at(self, index: int) -> Tap | None:
        """The tap with that index; None: there is none, or none any more."""
        return self._by_index.get(index)

    def of(self, key: str) -> Tap | None:
        """The tap of the queue with that key; None: there is none, or none any more."""
        return self._by_key.get(key)

    def busiest(self) -> Tap | None:
        """Where this process has handled the most items."""
        return max(self.in_use(), key=lambda tap: tap.handled, default=None)

    def retire(self) -> None:
        """Lets go of the taps of queues that are over."""
        for tap in self.in_use():
            if tap.is_over:
                tap.part()
                self._by_index.pop(tap.index, None)
                if self._by_key.get(tap.about["key"]) is tap:
                    self._by_key.pop(tap.about["key"], None)

"""Orders faults: by signal from outside, or by a word on the board that the process obeys.

order --> now, by signal --------------------------------> done
      --> by signal, at a point ---> each look: there? --> done
      --> inside: FAULT word of its slot ----------------> the probe, at that point
script -> by signal: waits for the worker to come, and for its time
      --> inside: the run's settings --------------------> the probe, from the beginning on
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from engine.model.faults import BY_SIGNAL, FaultKind, FaultPoint
from engine.observe import board as layout
from engine.observe import fault_points as inside
from engine.observe.board import Board
from engine.observe.wire import GET_WAIT
from engine.scenario.schema import Fault

IDLE_NS = 5_000_000  # one that waits in get for so long is idle there
MAIN = "main"
_MEANS = {
    FaultKind.KILL: "kill",
    FaultKind.STOP: "suspend",
    FaultKind.CONTINUE: "resume",
    FaultKind.SEGFAULT: "SIGSEGV",
}


@dataclass(frozen=True, slots=True)
class FaultOrder:
    """Do `what` to `process` when it is at `at` and has handled `after_items`."""

    process: int
    what: FaultKind
    at: FaultPoint
    after_items: int = 0
    due_s: float = 0.0  # not before, on the monotonic clock


class FaultInjection:
    """One run's. `poll` it often."""

    def __init__(self, board: Board, strike: Callable[[int, str], None]) -> None:
        """`strike` does something to the process of a stream, by a method of psutil's Process."""
        self._board, self._strike = board, strike
        self._pending: list[FaultOrder] = []
        self._script: tuple[Fault, ...] = ()
        self._number = 0

    def follow(self, script: Sequence[Fault]) -> None:
        """From now on, whoever comes is looked for in the script."""
        self._script = tuple(fault for fault in script if not is_inside(fault))

    def meet(self, process: int, name: str, *, is_main: bool) -> None:
        """A process has come."""
        for fault in self._script:
            if fault.worker == (MAIN if is_main else name):
                due_s = time.monotonic() + fault.after_s
                self.order(FaultOrder(process, fault.what, fault.at, fault.after_items, due_s))

    def order(self, order: FaultOrder) -> None:
        """Does it at once if that can be, and as soon as it can otherwise.

        Raises:
            ValueError: this system can't do such a thing.
        """
        if sys.platform == "win32" and order.what is FaultKind.SEGFAULT:
            msg = f"what is {order.what}; this system has no such signal"
            raise ValueError(msg)
        self._pending.append(order)
        self.poll()

    def poll(self) -> None:
        """Does what has become due."""
        self._pending = [order for order in self._pending if not self._try(order)]

    def _try(self, order: FaultOrder) -> bool:
        if time.monotonic() < order.due_s:
            return False
        if is_inside(order):
            self._write(order)
            return True
        if not self._is_there(order):
            return False
        self._strike(order.process, _MEANS[order.what])
        return True

    def _is_there(self, order: FaultOrder) -> bool:
        handled = sum(
            words_of[layout.PUTS] + words_of[layout.GETS]
            for queue in range(layout.QUEUES)
            if (words_of := self._board.queue_words(order.process, queue))
        )
        if handled < order.after_items:
            return False
        if order.at is FaultPoint.NOW:
            return True
        slot = self._board.slot(order.process)
        return slot.state == GET_WAIT and time.perf_counter_ns() - slot.since_ns > IDLE_NS

    def _write(self, order: FaultOrder) -> None:
        self._number += 1
        slot = self._board.slot_words(order.process)
        slot[layout.FAULT_AFTER] = order.after_items
        slot[layout.FAULT] = inside.order(self._number, order.what.value, order.at.value)


def is_inside(fault: FaultOrder | Fault) -> bool:
    """Whether it is done inside the process, by the probe."""
    return fault.what not in BY_SIGNAL or fault.at not in _FROM_OUTSIDE


_FROM_OUTSIDE = frozenset({FaultPoint.NOW, FaultPoint.IDLE_IN_GET})

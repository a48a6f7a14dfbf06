"""Faults on purpose, done from inside the process, exactly at the point that was chosen.

The application writes three things into the process's slot: FAULT, which holds a number that rises
with each order, what to do and where (`order`), and FAULT_AFTER, how many items must have been
handled before. The process copies FAULT into FAULT_DONE when it does it. Where nothing is ordered
the two are equal, and nobody comes by here. What a scenario scripts is in the run's settings, so
that it is known from the process's first moment on.

The demo's workers come by in the midst of their work. Other people's code does not: there the
probe's helper thread finds the main thread in its own code, 20 ms after a queue operation at the
earliest, and has Python raise or call something in it at its next bytecode (`at_work`).
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from .board import CODE, FAULT, FAULT_AFTER, FAULT_DONE, LEAVING_NS, STATE

if TYPE_CHECKING:
    from collections.abc import Callable

    from .tap import Tap
    from .taps import Taps

# What may be ordered, and where; on the board they are numbers, from 1.
KINDS = ("kill", "stop", "continue", "raise", "exit", "os-exit", "segfault", "hang")
POINTS = (
    "now",
    "idle-in-get",
    "holding-read-lock",
    "mid-write",
    "mid-work",
    "before-task-done",
    "in-task-done",
)
KILL, STOP, CONTINUE, RAISE, EXIT, OS_EXIT, SEGFAULT, HANG = range(1, len(KINDS) + 1)
NOW, IDLE_IN_GET, HOLDING_READ_LOCK, MID_WRITE, MID_WORK, BEFORE_TASK_DONE, IN_TASK_DONE = range(
    1, len(POINTS) + 1
)

_SIGNALS = {KILL: "SIGKILL", STOP: "SIGSTOP", CONTINUE: "SIGCONT", SEGFAULT: "SIGSEGV"}


class FaultOnPurpose(RuntimeError):  # noqa: N818 - a fault is what it is
    """Raised where RAISE was ordered."""

    def __init__(self, text: str = "a fault on purpose") -> None:
        super().__init__(text)


class LeavesOnPurpose(SystemExit):
    """What `sys.exit("x")` raises."""

    def __init__(self) -> None:
        super().__init__("x")


LeavesOnPurpose.__name__ = LeavesOnPurpose.__qualname__ = "SystemExit"


def order(number: int, kind: str, point: str) -> int:
    """A FAULT word. `number` must differ from that of the order before."""
    return number << 16 | (KINDS.index(kind) + 1) << 8 | (POINTS.index(point) + 1)


class Scripted(NamedTuple):
    """A fault that the run's settings order for this process from its beginning on."""

    kind: int
    point: int
    after_items: int
    due_ns: int


def script_of(settings: dict[str, Any], hello: dict[str, Any]) -> list[Scripted]:
    """What the settings order for the process that says so of itself."""
    name = "main" if hello.get("main") else hello.get("name")
    return [
        Scripted(
            KINDS.index(fault["what"]) + 1,
            POINTS.index(fault["at"]) + 1,
            fault["after_items"],
            time.perf_counter_ns() + int(fault["after_s"] * 1e9),
        )
        for fault in settings.get("faults", ())
        if fault["worker"] == name
    ]


class Observed(Protocol):
    """What the faults need of the process that they are done to: its recorder has it."""

    slot: memoryview
    taps: Taps

    def has_lost_the_application(self) -> bool:
        """Whether nobody is left who could end the process."""


class FaultPoints:
    """The faults that are ordered for one process, and the points at which it comes by."""

    def __init__(self, observed: Observed) -> None:
        self._observed = observed
        self.script: list[Scripted] = []
        self.is_ordered = True  # there may be a fault to do: known a tenth of a second later
        self.has_points = False  # it comes by in the midst of its work, as the demo's workers do
        self._is_asking = False  # the main thread is to do a fault at its next bytecode

    def check_orders(self) -> bool:
        """Looks at the board; returns whether there may be something to do."""
        slot = self._observed.slot
        self.is_ordered = slot[FAULT] != slot[FAULT_DONE] or bool(self.script)
        return self.is_ordered

    def pass_by(self, point: int, tap: Tap | None = None) -> None:
        """The process is at one of the points where a fault may have been ordered for it."""
        if kind := self.take(point, tap):
            self.commit(kind)

    def take(self, point: int, tap: Tap | None = None) -> int:
        """The kind of a fault that is due here, which counts as done then; 0: none is."""
        slot, handled = self._observed.slot, 0 if tap is None else tap.handled
        if slot[FAULT] != slot[FAULT_DONE]:
            ordered = slot[FAULT]
            if ordered & 0xFF in (NOW, point) and handled >= slot[FAULT_AFTER]:
                slot[FAULT_DONE] = ordered
                return ordered >> 8 & 0xFF
        for scripted in self.script:
            is_here = scripted.point in (NOW, point) and handled >= scripted.after_items
            if is_here and time.perf_counter_ns() >= scripted.due_ns:
                self.script.remove(scripted)
                return scripted.kind
        return 0

    def commit(self, kind: int) -> None:
        """Does it; comes back from STOP and CONTINUE alone."""
        if kind in _SIGNALS:
            os.kill(os.getpid(), getattr(signal, _SIGNALS[kind], signal.SIGTERM))
        elif kind == RAISE:
            raise FaultOnPurpose
        elif kind == EXIT:
            sys.exit("x")
        elif kind == OS_EXIT:
            os._exit(0)
        elif kind == HANG:
            self._hang()

    def do_at_work(self) -> None:
        """Does what is due in mid-work; called by the helper, of a program that has no points.

        What the main thread itself must do is asked of it: it raises at its next bytecode, or
        hangs there if it still is in its own code.
        """
        slot = self._observed.slot
        if self.has_points or slot[FAULT] == slot[FAULT_DONE]:
            return
        kind = slot[FAULT] >> 8 & 0xFF
        if kind in (RAISE, EXIT, HANG):
            import ctypes  # noqa: F401 - before one looks: it takes long the first time
        if not self._is_at_work():
            return
        if kind == HANG:
            if not self._is_asking:
                self._is_asking = True
                _ask_main_thread(self._hang_at_work)
        elif kind := self.take(MID_WORK, self._observed.taps.busiest()):
            if kind in (RAISE, EXIT):
                _raise_in_main_thread(FaultOnPurpose if kind == RAISE else LeavesOnPurpose)
            else:
                self.commit(kind)

    def _is_at_work(self) -> bool:
        """Whether the main thread is in its own code, and has handled something."""
        slot, tap = self._observed.slot, self._observed.taps.busiest()
        is_elsewhere = slot[STATE] & CODE or slot[LEAVING_NS]
        return tap is not None and not is_elsewhere and tap.handled > 0

    def _hang_at_work(self) -> None:
        """Runs in the main thread, between two of its bytecodes."""
        self._is_asking = False  # where it has gone on the helper will ask again
        if self._is_at_work() and self.take(MID_WORK, self._observed.taps.busiest()):
            self._hang()

    def _hang(self) -> None:
        while not self._observed.has_lost_the_application():
            time.sleep(0.1)


def _raise_in_main_thread(problem: type[BaseException]) -> None:
    import ctypes

    ident = ctypes.c_ulong(threading.main_thread().ident or 0)
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ident, ctypes.py_object(problem))


def _ask_main_thread(function: Callable[[], None]) -> None:
    """It is called at the main thread's next bytecode."""
    import ctypes

    def called(_: object) -> int:
        function()
        return 0

    call = ctypes.PYFUNCTYPE(ctypes.c_int, ctypes.c_void_p)(called)
    _calls[:] = [call]  # Python keeps no reference to it
    ctypes.pythonapi.Py_AddPendingCall(call, None)


_calls: list[object] = []

"""Faults on purpose, done from inside the process, exactly at the point that was chosen.

The application writes three things into the process's slot: FAULT, which holds a number that rises
with each order, what to do and where (`order`), and FAULT_AFTER, how many items must have been
handled before. The process copies FAULT into FAULT_DONE when it does it. Where nothing is ordered
the two are equal, and nobody comes by here. What a scenario scripts is in the run's settings, so
that it is known from the process's first moment on.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from typing import TYPE_CHECKING, Any, NamedTuple

from .board import FAULT, FAULT_AFTER, FAULT_DONE

if TYPE_CHECKING:
    from .recorder import Recorder

# The words of engine/faults.py in its order; on the board they are numbers, from 1.
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


def take(slot: memoryview, script: list[Scripted], point: int, handled: int) -> int:
    """The kind of a fault that is due at this point, after so many items; 0: none is.

    It counts as done from then on.
    """
    if slot[FAULT] != slot[FAULT_DONE]:
        ordered = slot[FAULT]
        if ordered & 0xFF in (NOW, point) and handled >= slot[FAULT_AFTER]:
            slot[FAULT_DONE] = ordered
            return ordered >> 8 & 0xFF
    for scripted in script:
        is_here = scripted.point in (NOW, point) and handled >= scripted.after_items
        if is_here and time.perf_counter_ns() >= scripted.due_ns:
            script.remove(scripted)
            return scripted.kind
    return 0


def commit(recorder: Recorder, kind: int) -> None:
    """Does it; comes back from STOP and CONTINUE alone."""
    if kind in _SIGNALS:
        os.kill(os.getpid(), getattr(signal, _SIGNALS[kind], signal.SIGTERM))
    elif kind == RAISE:
        msg = "a fault on purpose"
        raise FaultOnPurpose(msg)
    elif kind == EXIT:
        sys.exit("x")
    elif kind == OS_EXIT:
        os._exit(0)
    elif kind == HANG:
        while not recorder.has_lost_the_application():
            time.sleep(0.1)

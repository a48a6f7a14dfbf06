"""Faults on purpose, done from inside the process, exactly at the point that was chosen.

The application writes three things into the process's slot: FAULT, which holds a number that rises
with each order, what to do and where (`order`), and FAULT_AFTER, how many items must have been
handled before. The process copies FAULT into FAULT_DONE when it does it. Where nothing is ordered
the two are equal, and nobody comes by here.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from typing import TYPE_CHECKING

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


def is_due(slot: memoryview, point: int, handled: int) -> bool:
    """Whether what is ordered shall be done at this point, after so many items."""
    ordered = slot[FAULT] & 0xFF
    return ordered in (NOW, point) and handled >= slot[FAULT_AFTER]


def commit(recorder: Recorder) -> None:
    """Does what was ordered; comes back from STOP and CONTINUE alone."""
    slot = recorder.slot
    kind = slot[FAULT] >> 8 & 0xFF
    slot[FAULT_DONE] = slot[FAULT]
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

"""Faults on purpose: what may be done to a process, and at which moment of its work.

A fault is ordered by `Run.fault`, by a lesson, or by `[[faults]]` in a scenario file. What a signal
can do from outside is done by a signal as soon as the process is at the chosen point; everything
else happens inside it, where the probe passes that point (engine/observe/fault_points.py lists the
same words in the same order: the board knows them by their number there).
"""

from __future__ import annotations

from enum import StrEnum


class FaultKind(StrEnum):
    """What is done to the process."""

    KILL = "kill"  # SIGKILL: it ends at once and can say nothing
    STOP = "stop"  # SIGSTOP: it stands still, until CONTINUE
    CONTINUE = "continue"  # SIGCONT
    RAISE = "raise"  # an exception in its own code
    EXIT = "exit"  # sys.exit("x")
    OS_EXIT = "os-exit"  # os._exit(0): no clean-up, and yet an exit code as if all were well
    SEGFAULT = "segfault"  # SIGSEGV, as a broken extension module would
    HANG = "hang"  # it does nothing any more, and holds what it holds


class FaultPoint(StrEnum):
    """At which moment."""

    NOW = "now"  # whatever it does; what isn't a signal waits for its next look at the board
    IDLE_IN_GET = "idle-in-get"  # waits for an item; the first who waits holds the read lock
    HOLDING_READ_LOCK = "holding-read-lock"  # inside get, about to read
    MID_WRITE = "mid-write"  # the feeder has written the first half of an item
    MID_WORK = "mid-work"  # has taken an item, or makes one
    BEFORE_TASK_DONE = "before-task-done"  # has worked on an item, and not said so yet
    IN_TASK_DONE = "in-task-done"  # holds the lock of JoinableQueue's condition


BY_SIGNAL = frozenset({FaultKind.KILL, FaultKind.STOP, FaultKind.CONTINUE, FaultKind.SEGFAULT})
"""What needs no help from inside the process."""

"""Faults on purpose: what may be done to a process, and at which moment of its work.

A fault is ordered by `Run.fault`, by a lesson, or by `[[faults]]` in a scenario file. What a signal
can do from outside is done by a signal as soon as the process is at the chosen point; everything
else happens inside it, where the probe passes that point. The probe declares the words, since it
cannot import us; on the board they are numbers.
"""

from __future__ import annotations

from enum import StrEnum

from engine.observe.fault_points import KINDS, POINTS


class FaultKind(StrEnum):
    """What is done to the process.

    kill: SIGKILL, it ends at once and can say nothing. stop, continue: SIGSTOP, SIGCONT. raise: an
    exception in its own code. exit: `sys.exit("x")`. os-exit: `os._exit(0)`, no clean-up, and yet
    an exit code as if all were well. segfault: SIGSEGV, as of a broken extension module. hang: it
    does nothing any more, and keeps what it holds.
    """

    KILL, STOP, CONTINUE, RAISE, EXIT, OS_EXIT, SEGFAULT, HANG = KINDS


class FaultPoint(StrEnum):
    """At which moment.

    now: whatever it does; what isn't a signal waits until it reads the board. idle-in-get: waits
    for an item; the first who waits holds the read lock. holding-read-lock: inside get, about to
    read. mid-write: the feeder has written the first half of an item. mid-work: has taken an item,
    or makes one. before-task-done: has worked on an item. in-task-done: holds the lock of
    JoinableQueue's condition.
    """

    NOW, IDLE_IN_GET, HOLDING_READ_LOCK, MID_WRITE, MID_WORK, BEFORE_TASK_DONE, IN_TASK_DONE = (
        POINTS
    )


BY_SIGNAL = frozenset({FaultKind.KILL, FaultKind.STOP, FaultKind.CONTINUE, FaultKind.SEGFAULT})
"""What needs no help from inside the process."""

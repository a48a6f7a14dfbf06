"""What task_done() is made of, observed: the count of unfinished items, and a condition."""

from __future__ import annotations

import sys
from collections.abc import Callable
from multiprocessing import synchronize
from typing import Any

from . import board, fault_points, wire
from .context_hooks import observe_with
from .frames import stands_in
from .recorder import Recorder
from .tap import Tap, now

STATE, SINCE_NS = board.STATE, board.SINCE_NS
DONES, IN_CONDITION = board.DONES, board.IN_CONDITION


_ENTER = synchronize.SemLock.__enter__, "_semlock.__enter__"
_CONDITION_ENTER = synchronize.Condition.__enter__, "_lock.__enter__"
_CONDITION_LEAVE = synchronize.Condition.__exit__, "_lock.__exit__"


@stands_in(acquire_task=_ENTER)
def observed_task_done(recorder: Recorder, tap: Tap, semlock: Any) -> Callable[..., bool]:
    """`_unfinished_tasks.acquire`: task_done() takes one of them, or was called too often."""
    acquire = semlock.acquire
    done_append = tap.done_ns.append

    def acquire_task(block: bool = True, timeout: float | None = None) -> bool:
        if recorder.attention:
            recorder.fault_points.pass_by(fault_points.IN_TASK_DONE, tap)
        got: bool = acquire(block, timeout)
        if got:
            done_append(now())
            tap.dones = tap.words[DONES] = tap.dones + 1
        else:
            tap.marks.append((now(), wire.DONE_TOO_OFTEN, 0))
        if recorder.attention:
            recorder.wake()
        return got

    return acquire_task


@stands_in(enter=_CONDITION_ENTER, wait_for_lock=_ENTER, leave=_CONDITION_LEAVE)
def observe_condition(recorder: Recorder, tap: Tap, condition: Any) -> None:
    """Makes a JoinableQueue's condition tell on the board whether this process has its lock."""
    semlock = condition._lock._semlock
    acquire, release = semlock.acquire, semlock.__exit__
    waiting = board.state_word(board.CONDITION_WAIT, tap.index)

    def enter() -> bool:
        if recorder.attention and sys._getframe(1).f_code.co_name == "task_done":
            recorder.fault_points.pass_by(fault_points.BEFORE_TASK_DONE, tap)
        if not acquire(False):
            wait_for_lock()
        tap.words[IN_CONDITION] = 1
        return True

    def wait_for_lock() -> None:
        slot = recorder.slot
        before = slot[STATE], slot[SINCE_NS]
        slot[STATE], slot[SINCE_NS] = waiting, now()
        try:
            acquire()
        finally:
            slot[STATE], slot[SINCE_NS] = before

    def leave(*args: object) -> None:
        tap.words[IN_CONDITION] = 0
        release(*args)

    observe_with(condition, synchronize.Condition, enter, leave)

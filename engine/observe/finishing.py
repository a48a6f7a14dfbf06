"""What task_done() is made of, observed: the count of unfinished items, and a condition's lock."""

from __future__ import annotations

import copyreg
import sys
from collections.abc import Callable
from multiprocessing import synchronize
from typing import Any

from . import board, faults, wire
from .recorder import Recorder
from .tap import Tap, now

STATE, SINCE_NS, DONES = board.STATE, board.SINCE_NS, board.DONES


def observed_task_done(recorder: Recorder, tap: Tap, semlock: Any) -> Callable[..., bool]:
    """`_unfinished_tasks.acquire`: task_done() takes one of them, or was called too often."""
    acquire = semlock.acquire
    done_append = tap.done_ns.append

    def acquire_task(block: bool = True, timeout: float | None = None) -> bool:
        if recorder.attention:
            recorder.pass_point(faults.IN_TASK_DONE, tap)
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


class ConditionLock(synchronize.RLock):
    """The lock of a JoinableQueue's condition, telling on the board since when it is held."""

    _observed: tuple[Recorder, Tap, int]

    def __enter__(self) -> bool:
        recorder, tap, waiting = self._observed
        if recorder.attention and sys._getframe(2).f_code.co_name == "task_done":
            recorder.pass_point(faults.BEFORE_TASK_DONE, tap)
        semlock = self._semlock  # type: ignore[attr-defined]
        got: bool = semlock.acquire(False)
        if not got:
            slot = recorder.slot
            before = slot[STATE], slot[SINCE_NS]
            slot[STATE], slot[SINCE_NS] = waiting, now()
            got = semlock.acquire()
            slot[STATE], slot[SINCE_NS] = before
        tap.words[board.CONDITION_NS] = now()
        return got

    def __exit__(self, *args: Any) -> Any:
        self._observed[1].words[board.CONDITION_NS] = 0
        return self._semlock.__exit__(*args)  # type: ignore[attr-defined]

    def __reduce_ex__(self, protocol: Any) -> Any:
        """Pickled as what it is to everybody else."""
        state = self.__getstate__()
        return copyreg._reconstructor, (synchronize.RLock, object, None), state  # type: ignore[attr-defined]


ConditionLock.__name__ = ConditionLock.__qualname__ = "RLock"
ConditionLock.__module__ = synchronize.RLock.__module__


def observe_condition(recorder: Recorder, tap: Tap, lock: Any) -> None:
    """Makes the lock of a JoinableQueue's condition tell who holds it."""
    if type(lock) in (synchronize.RLock, ConditionLock):
        lock.__class__ = ConditionLock
        lock._observed = recorder, tap, board.state_word(board.CONDITION_WAIT, tap.index)

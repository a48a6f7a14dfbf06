"""What a put is made of, observed: a free slot, and the condition that wakes the feeder."""

from __future__ import annotations

import threading
import weakref
from collections.abc import Callable
from multiprocessing import synchronize
from typing import Any

from . import board, wire
from .frames import stands_in
from .recorder import Recorder
from .tap import Tap, now

STATE, SINCE_NS, PUTS = board.STATE, board.SINCE_NS, board.PUTS
PUT_WAIT = wire.PUT_WAIT


_ENTER = synchronize.SemLock.__enter__, "_semlock.__enter__"


@stands_in(acquire_slot=_ENTER)
def observed_slots(recorder: Recorder, tap: Tap, semlock: Any) -> Callable[..., bool]:
    """`_sem.acquire`: what semlock's own does (try first, then wait), seen."""
    acquire = semlock.acquire
    span_append, pack_span = tap.spans.append, wire.SPAN.pack
    waiting = board.state_word(PUT_WAIT, tap.index)

    def acquire_slot(block: bool = True, timeout: float | None = None) -> bool:
        if recorder.attention:
            recorder.attend(tap)
        if acquire(False):
            return True
        got = False
        if block:
            slot = recorder.slot
            start_ns = slot[SINCE_NS] = now()
            try:
                slot[STATE] = waiting if timeout is None else waiting | board.TIMED
                got = acquire(block, timeout)
            finally:
                recorder.slot[STATE] = 0
                span_append(pack_span(start_ns, now(), PUT_WAIT, 0))
            if recorder.attention:
                recorder.attend(tap)  # the gate may have closed meanwhile
        if not got:
            tap.marks.append((now(), wire.FULL, 0))
            if recorder.attention:
                recorder.wake()
        return got

    return acquire_slot


class NotEmpty(threading.Condition):
    """The condition that a put wakes the feeder with, while it holds its lock.

    `__enter__` and `__exit__` are the lock's own, as they are in the end in any condition.
    """

    __slots__ = ("__enter__", "__exit__", "notify")


@stands_in(notify=(threading.Condition.notify, ""))
def observed_not_empty(recorder: Recorder, tap: Tap) -> NotEmpty:
    """`_notempty`, whose `notify` is the put's moment: the item has its slot, and is in the buffer.

    It is on the board before the feeder can see its time.
    """
    lock = threading.Lock()
    not_empty = NotEmpty(lock)
    stamp = tap.put_ns.append
    waiters = not_empty._waiters  # type: ignore[attr-defined]
    wake = threading.Condition.notify
    itself = weakref.proxy(not_empty)  # its own attribute must not keep it alive

    def notify(n: int = 1) -> None:
        tap.puts = tap.words[PUTS] = tap.puts + 1
        stamp(now())
        if waiters:
            wake(itself, n)
        if recorder.attention:
            recorder.wake()

    not_empty.__enter__ = lock.__enter__  # type: ignore[method-assign]
    not_empty.__exit__ = lock.__exit__  # type: ignore[method-assign]
    not_empty.notify = notify  # type: ignore[method-assign]
    return not_empty


def unobserved(not_empty: threading.Condition) -> threading.Condition:
    """The same condition, whose `notify` is none of a put."""
    if not isinstance(not_empty, NotEmpty):
        return not_empty
    plain = threading.Condition(not_empty._lock)  # type: ignore[attr-defined]
    plain._waiters = not_empty._waiters  # type: ignore[attr-defined]
    return plain

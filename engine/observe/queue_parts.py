"""The observed parts that stand in for the parts a queue is made of.

No method of a queue is wrapped: tracebacks, overridden methods and all behaviour stay the queue's
own. Instead `Queue._reset`, which runs in each process, hands out observed parts::

    put()   _sem.acquire     a slot was got, or waited for, or not got (Full)
            _notempty        its notify is the put's moment: behind the slot
    feeder  _send_bytes      the write's moment; the item's id goes behind its pickle
            _on_queue_feeder_error    an item is lost
    get()   _rlock           a get begins, and may wait for another reader
            _recv_bytes      the get's moment: read, and its slot not yet given back
            _poll            nothing came in time (Empty)
    task_done()              _unfinished_tasks.acquire, and _cond

A SimpleQueue (simple_queue_parts.py) has a pipe and two locks, and nothing else.

The feeder may have an item in hand before its put has come to `notify`. It sends none without a put
time, so it waits for it; thus an item's get is never before its put.

Every nanosecond in here is paid for each item, hence closures with everything in local cells, and a
shorter way to the same end wherever a part of ours stands: on POSIX pipes the bytes are read and
written directly, and a `with` goes straight to the lock. That saves what the observation costs.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable
from typing import Any

from .feeder_parts import Outgoing, observed_send
from .get_parts import observe_read_lock, observed_poll, observed_receive
from .lost_items import observed_drop, unsent_items
from .put_parts import observed_not_empty, observed_slots
from .recorder import Recorder
from .tap import Tap
from .task_done_parts import observe_condition, observed_task_done


def observe_queue(recorder: Recorder, tap: Tap, queue: Any) -> None:
    """What every process has of a Queue: its slots, and what it gets with."""
    queue._sem.acquire = observed_slots(recorder, tap, queue._sem._semlock)
    observe_read_lock(recorder, tap, queue._rlock)
    queue._recv_bytes = observed_receive(recorder, tap, queue._reader)
    queue._poll = observed_poll(recorder, tap, queue._reader)


def observe_feeding(recorder: Recorder, tap: Tap, queue: Any) -> None:
    """What is a process's own of a Queue: the way of an item from `put` to the pipe."""
    queue._notempty = observed_not_empty(recorder, tap)
    outgoing = Outgoing(tap, queue._notempty)
    tap.unsent = unsent_items(tap, outgoing, queue._buffer)
    queue._send_bytes = observed_send(recorder, outgoing, queue._writer)
    on_error = _weakly_bound(queue, "_on_queue_feeder_error")
    queue._on_queue_feeder_error = observed_drop(recorder, tap, outgoing, on_error)


def observe_tasks(recorder: Recorder, tap: Tap, queue: Any) -> None:
    """What a JoinableQueue has besides."""
    unfinished = queue._unfinished_tasks
    unfinished.acquire = observed_task_done(recorder, tap, unfinished._semlock)
    observe_condition(recorder, tap, queue._cond)


def _weakly_bound(queue: Any, name: str) -> Callable[..., None]:
    """A method as the class has it, past an attribute of ours on the instance, which it is kept in.

    Not through `__dict__`: touching that makes every attribute of the queue slower for good.
    """
    kind = type(queue)
    owner = next(base for base in kind.__mro__ if name in vars(base))
    method = vars(owner)[name]
    if isinstance(method, staticmethod):
        return method.__func__
    seen = weakref.ref(queue)

    def call(*args: Any) -> None:
        if (still_there := seen()) is not None:
            method.__get__(still_there, kind)(*args)

    return call

"""The methods of multiprocessing's queues, declared once; which queue has which is asked of it."""

from __future__ import annotations

import inspect
from multiprocessing import queues

from engine.scenario.schema import QueueKind

EXIT = "exit"  # of the process; no method of a queue
METHODS = (
    "put",
    "put_nowait",
    "get",
    "get_nowait",
    "qsize",
    "empty",
    "full",
    "task_done",
    "join",
    "close",
    "join_thread",
    "cancel_join_thread",
    EXIT,
)


def has_method(kind: QueueKind, method: str) -> bool:
    """Whether that kind of queue has it in this Python."""
    return method == EXIT or hasattr(getattr(queues, kind), method)


def parameters(kind: QueueKind, method: str) -> tuple[str, ...]:
    """Which of "value", "block" and "timeout" the method takes there."""
    if method == EXIT or not has_method(kind, method):
        return ()
    names = list(inspect.signature(getattr(getattr(queues, kind), method)).parameters)
    value = ("value",) if method.startswith("put") else ()
    return value + tuple(name for name in ("block", "timeout") if name in names)

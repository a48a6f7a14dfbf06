"""The locks of the program's own: which there are, where they were made, who has which.

A semaphore stores no owner, but in each process `SemLock` counts how often that process has
acquired it. So nothing is wrapped: a hook where a lock's methods are made, which each Lock, RLock,
Semaphore, Condition and Event of multiprocessing comes by in each process that has it, remembers it
weakly; and the recorder's helper looks at the counts when the process stands still.

A lock has the same `key` in all processes: its name, or, under the fork context, where it has none,
a mark that forked children inherit. The parts of queues are locks too, and are left out: what
becomes of them is on the board.
"""

from __future__ import annotations

import os
import sys
import time
import weakref
from collections.abc import Iterable
from multiprocessing import synchronize
from typing import Any


def _library_names() -> Iterable[str]:
    """Top-level names of the standard library; Python tells them from 3.10 on."""
    if (names := getattr(sys, "stdlib_module_names", None)) is not None:
        return names  # type: ignore[no-any-return]
    files = (entry.partition(".")[0] for entry in os.listdir(os.path.dirname(os.__file__)))
    return {*sys.builtin_module_names, *files} - {"site-packages", "dist-packages"}


KEY = "_queuescope_key"
_MADE = "_queuescope_made"
_SEM_BYTES = 32  # sizeof(sem_t) of glibc, on machines of 64 bits
_OURS = frozenset({"_queuescope", *_library_names()})
MOST_TOLD = 8  # at a time, of one process

_known: dict[int, weakref.ref[Any]] = {}
_counter = 0


def note(lock: Any) -> None:
    """A lock has been made here, or has come from another process."""
    at = id(lock)
    _known[at] = weakref.ref(lock, lambda _: _known.pop(at, None))
    maker = sys._getframe(2)  # behind the hook
    if maker.f_code.co_name == "__init__":
        key_of(lock)  # before there is a child that could have it
        if (own := own_frame(maker)) is not None:
            made = f"{os.path.basename(own.f_code.co_filename)}:{own.f_lineno}"
            setattr(lock, _MADE, (os.getpid(), made))


def leave_out(*parts: Any) -> None:
    """These are parts of a queue."""
    for part in parts:
        for lock in (part, *vars(part).values()) if part is not None else ():
            _known.pop(id(lock), None)


def are_there() -> bool:
    """Whether the program has any."""
    return bool(_known)


def key_of(lock: Any) -> str:
    """What identifies a lock in all processes of the program."""
    global _counter
    name: str | None = lock._semlock.name or getattr(lock, KEY, None)
    if name is None:
        _counter += 1
        name = f"lock-{os.getpid()}-{time.perf_counter_ns()}-{_counter}"
        setattr(lock, KEY, name)
    return name


def at_address(address: int) -> Any:
    """The lock whose semaphore is there in this process's memory; None: none that is known."""
    return next(
        (lock for lock in _alive() if 0 <= address - lock._semlock.handle < _SEM_BYTES), None
    )


def held() -> list[Any]:
    """Locks that this process has acquired and not released; semaphores have no owner."""
    owned = (synchronize.Lock, synchronize.RLock)
    locks: list[Any] = [lock for lock in _alive() if isinstance(lock, owned)]
    return [lock for lock in locks if lock._semlock._count() > 0][:MOST_TOLD]


def told(lock: Any) -> dict[str, str]:
    """A lock as it is told: key, kind ("Lock", "RLock", "Semaphore" ...), made ("file:line")."""
    kind = type(lock).__name__
    return {"key": key_of(lock), "kind": kind, "made": getattr(lock, _MADE, ("", ""))[1]}


def made_here(known: set[str]) -> list[Any]:
    """Locks that this process has made, but those whose key is `known`; some of them at a time."""
    here = os.getpid()
    found = [lock for lock in _alive() if getattr(lock, _MADE, (0, ""))[0] == here]
    return [lock for lock in found if key_of(lock) not in known][:MOST_TOLD]


def own_frame(frame: Any) -> Any:
    """The innermost frame of the program's own, from `frame` outwards; None: there is none."""
    while frame is not None:
        module = str(frame.f_globals.get("__name__", ""))
        if module.partition(".")[0] not in _OURS and frame.f_code.co_filename[:1] != "<":
            return frame
        frame = frame.f_back
    return None


def _alive() -> list[Any]:
    return [lock for seen in list(_known.values()) if (lock := seen()) is not None]

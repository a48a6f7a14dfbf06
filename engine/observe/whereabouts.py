"""Where a process stands in its own code, for whoever asks why nothing moves.

The queues tell of waits at queues. A process that waits for a lock of its own, an Event, a pipe or
the result of a pool is in its own code to them. So the recorder's helper, parked, looks twice a
second where the main thread is: at which line of the program, in which function of the standard
library it was called from there, and what it waits for in the system (kernel.py)::

    frames of the main thread --> file, line, function, source; the library's function
    /proc/self                --> kind of wait, turns on a CPU --> `still`: the same twice
    SemLock's counts          --> the lock it waits for, the locks it has (locks.py)

A spot is told when it is another one than before, and once more when the process has not moved from
there. A look costs 0.3 ms of CPU time, and there is none while the process uses its queues.
"""

from __future__ import annotations

import os
import sys
import threading
from typing import Any, NamedTuple

from . import kernel, locks
from .tap import now

LOOK_S = 0.5
_LOOK_NS = int(LOOK_S * 1e9)
_MOST_SOURCE = 120  # characters


class Look(NamedTuple):
    """The main thread at one moment; two equal ones: it has not moved in between."""

    frame: int
    instruction: int
    wait: kernel.Wait


class Whereabouts:
    """One process's. `look` is called by one thread at a time."""

    def __init__(self) -> None:
        """It has not been looked at."""
        self._is_off = False
        self._due_ns = 0
        self._last: Look | None = None
        self._told: dict[str, Any] = {}
        self._told_locks: list[dict[str, str]] = []
        self._told_made: set[str] = set()
        self._sources: dict[tuple[str, int], str] = {}

    def move_on(self) -> None:
        """The process has done something meanwhile: what was told of it may not hold any more."""
        self._last, self._told = None, {}
        self._due_ns = now() + _LOOK_NS

    def look(self, *, is_at_queue: bool) -> tuple[list[dict[str, Any]], float]:
        """What there is to tell, TEXT objects of wire.py; and the seconds to the next time.

        0: no other time, since it stands at a queue, which tells of that itself.
        """
        if self._is_off or (is_at_queue and not locks.are_there()):
            return [], 0.0
        if (wait_ns := self._due_ns - now()) > 0:
            return [], wait_ns / 1e9
        self._due_ns = now() + _LOOK_NS
        try:
            seen = [self.locks(), None if is_at_queue else self._spot()]
        except Exception as problem:  # in somebody's own kind of lock or frame: all else goes on
            self._is_off = True
            return [{"what": "note", "text": f"where it stands can't be told: {problem!r}"}], 0.0
        told = [each for each in seen if each is not None]
        return told, LOOK_S if told or not is_at_queue else 0.0

    def _spot(self) -> dict[str, Any] | None:
        """Where it stands; None: nothing new."""
        wait = kernel.wait_of_main_thread()
        frame = sys._current_frames().get(threading.main_thread().ident or 0)
        if frame is None:
            return None
        seen = Look(id(frame), frame.f_lasti, wait)
        is_still = seen == self._last and wait.turns >= 0
        self._last = seen
        told = {"what": "spot", "still": is_still, **self._describe(frame, wait)}
        if told == self._told or not told["file"]:
            return None
        self._told = told.copy()
        return told

    def locks(self) -> dict[str, Any] | None:
        """Which locks it has, and which it has made; None: all that is told already."""
        held = [locks.told(lock) for lock in locks.held()]
        made = [locks.told(lock) for lock in locks.made_here(self._told_made)]
        if held == self._told_locks and not made:
            return None
        self._told_locks = held
        self._told_made.update(lock["key"] for lock in made)
        return {"what": "locks", "held": held, "made": made}

    def _describe(self, frame: Any, wait: kernel.Wait) -> dict[str, Any]:
        own = locks.own_frame(frame)
        if own is None:
            return {"file": ""}
        code, line = own.f_code, own.f_lineno or 0
        lock = locks.at_address(wait.address) if wait.address else None
        kind = kernel.LOCK if lock is not None and wait.kind == kernel.THREAD else wait.kind
        return {
            "file": code.co_filename,
            "line": line,
            "function": code.co_name,
            "source": self._source(code.co_filename, line),
            "call": _called_from(frame, own),
            "wait": kind,
            "lock": locks.told(lock) if kind == kernel.LOCK else {},
        }

    def _source(self, file: str, line: int) -> str:
        """That line, as it is in the file now; empty where there is none."""
        key = file, line
        if key not in self._sources:
            if len(self._sources) > 1000:
                self._sources.clear()
            self._sources[key] = _read_line(file, line)
        return self._sources[key]


def _called_from(frame: Any, own: Any) -> str:
    """The function of the library that the program's own frame has called; empty: none of it."""
    while frame is not own and frame.f_back is not own:
        frame = frame.f_back
    if frame is own:
        return ""
    return f"{frame.f_globals.get('__name__', '')}.{_qualname(frame.f_code)}"


def _qualname(code: Any) -> str:
    """`Queue.get`; only `get` before Python 3.11, where code does not know its class."""
    return str(getattr(code, "co_qualname", code.co_name))


def _read_line(file: str, line: int) -> str:
    if not os.path.isfile(file):
        return ""
    try:
        with open(file, encoding="utf-8", errors="replace") as lines:
            for number, text in enumerate(lines, 1):
                if number == line:
                    return text.strip()[:_MOST_SOURCE]
    except OSError:
        pass
    return ""

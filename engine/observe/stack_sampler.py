"""Where a process stands in its own code, for whoever asks why nothing moves.

The queues tell of waits at queues. A process that waits for a lock of its own, an Event, a pipe or
the result of a pool is in its own code to them. So the recorder's helper, parked, looks twice a
second where the main thread is: at which line of the program, in which function of the standard
library it was called from there, and what it waits for in the system (kernel_waits.py)::

    frames of the main thread --> file, line, function, source; the library's function
    /proc/self                --> kind of wait, turns on a CPU --> `still`: the same twice
    SemLock's counts          --> the lock it waits for, the locks it has (program_locks.py)

A spot is told when it is another one than before, and once more when the process has not moved from
there. A sample costs 0.3 ms of CPU time, and there is none while the process uses its queues.
"""

from __future__ import annotations

import os
import sys
import threading
from typing import Any, NamedTuple

from . import kernel_waits, program_locks
from .tap import now

SAMPLE_S = 0.5
_SAMPLE_NS = int(SAMPLE_S * 1e9)
_MOST_SOURCE = 120  # characters


class StackSample(NamedTuple):
    """The main thread at one moment; two equal ones: it has not moved in between."""

    frame: int
    instruction: int
    wait: kernel_waits.Wait


class StackSampler:
    """One process's. `sample` is called by one thread at a time."""

    def __init__(self) -> None:
        """It has not been looked at."""
        self._is_off = False
        self._due_ns = 0
        self._last: StackSample | None = None
        self._reported: dict[str, Any] = {}
        self._reported_locks: list[dict[str, str]] = []
        self._reported_made: set[str] = set()
        self._sources: dict[tuple[str, int], str] = {}

    def move_on(self) -> None:
        """The process has done something meanwhile: what was told of it may not hold any more."""
        self._last, self._reported = None, {}
        self._due_ns = now() + _SAMPLE_NS

    def sample(self, *, is_at_queue: bool) -> tuple[list[dict[str, Any]], float]:
        """What there is to tell, TEXT objects of wire.py; and the seconds to the next time.

        0: no other time, since it stands at a queue, which tells of that itself.
        """
        if self._is_off or (is_at_queue and not program_locks.are_there()):
            return [], 0.0
        if (wait_ns := self._due_ns - now()) > 0:
            return [], wait_ns / 1e9
        self._due_ns = now() + _SAMPLE_NS
        try:
            seen = [self.lock_report(), None if is_at_queue else self._position()]
        except Exception as problem:  # in somebody's own kind of lock or frame: all else goes on
            self._is_off = True
            return [{"what": "note", "text": f"where it stands can't be told: {problem!r}"}], 0.0
        reported = [each for each in seen if each is not None]
        return reported, SAMPLE_S if reported or not is_at_queue else 0.0

    def _position(self) -> dict[str, Any] | None:
        """Where it stands; None: nothing new."""
        wait = kernel_waits.wait_of_main_thread()
        frame = sys._current_frames().get(threading.main_thread().ident or 0)
        if frame is None:
            return None
        seen = StackSample(id(frame), frame.f_lasti, wait)
        is_still = seen == self._last and wait.turns >= 0
        self._last = seen
        reported = {"what": "spot", "still": is_still, **self._describe(frame, wait)}
        if reported == self._reported or not reported["file"]:
            return None
        self._reported = reported.copy()
        return reported

    def lock_report(self) -> dict[str, Any] | None:
        """Which locks it has, and which it has made; None: all that is told already."""
        held = [program_locks.told(lock) for lock in program_locks.held()]
        made = [program_locks.told(lock) for lock in program_locks.made_here(self._reported_made)]
        if held == self._reported_locks and not made:
            return None
        self._reported_locks = held
        self._reported_made.update(lock["key"] for lock in made)
        return {"what": "locks", "held": held, "made": made}

    def _describe(self, frame: Any, wait: kernel_waits.Wait) -> dict[str, Any]:
        own = program_locks.own_frame(frame)
        if own is None:
            return {"file": ""}
        code, line = own.f_code, own.f_lineno or 0
        lock = program_locks.at_address(wait.address) if wait.address else None
        kind = (
            kernel_waits.LOCK
            if lock is not None and wait.kind == kernel_waits.THREAD
            else wait.kind
        )
        return {
            "file": code.co_filename,
            "line": line,
            "function": code.co_name,
            "source": self._source(code.co_filename, line),
            "call": _called_from(frame, own),
            "wait": kind,
            "lock": program_locks.told(lock) if kind == kernel_waits.LOCK else {},
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

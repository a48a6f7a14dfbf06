"""Signals, noted while a loop runs and answered by the loop, never in the handler itself.

signal --> Signals notes it --> a moment later: did the canary get it as well?
yes: it came to the whole process group, the script has it
no:  it came to us alone, and is passed on
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import time
from collections import deque
from types import FrameType, TracebackType
from typing import Any, Self

TO_GROUP = ("SIGINT", "SIGQUIT", "SIGHUP")  # a terminal sends these to its whole process group
NOTED = (*TO_GROUP, "SIGTERM")
REPORT_SIGNAL = "SIGUSR1"  # asks for the report at once
GRACE_S = 0.05  # a signal to a group has come to all of it by then


class Signals:
    """Notes the signals that would end us, from `with` to the end of its block.

    A signal that was ignored when we were started (`nohup`, a shell's background job) stays so.
    """

    def __init__(self) -> None:
        """Nothing is noted yet."""
        self.first: int | None = None  # what ends us, when it does
        self._pending: deque[int] = deque()
        self._wants_report = False
        self._before: dict[int, Any] = {}

    def __enter__(self) -> Self:
        """Starts noting."""
        for name in (*NOTED, REPORT_SIGNAL):
            number = getattr(signal, name, None)
            if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
                self._before[number] = signal.signal(number, self._note)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Puts back what was there."""
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def take(self) -> int | None:
        """The next signal that came in, or None."""
        return self._pending.popleft() if self._pending else None

    def take_report_wish(self) -> bool:
        """Whether somebody has asked for the report since the last call."""
        wanted, self._wants_report = self._wants_report, False
        return wanted

    def _note(self, number: int, frame: FrameType | None) -> None:
        del frame
        if number == getattr(signal, REPORT_SIGNAL, None):
            self._wants_report = True
            return
        self._pending.append(number)
        self.first = self.first or number


class GroupCanary:
    """A child that does nothing in our process group: what ends it came to the whole group.

    Nothing else tells a signal to the group, as from a terminal or from `timeout`, from one to us
    alone; and a script must get each of them once.
    """

    def __init__(self) -> None:
        """Started at once; it goes when we close it, or die."""
        self._noted: deque[tuple[float, int]] = deque()
        self._process = _start_canary()

    def note(self, number: int) -> None:
        """That signal has come to us."""
        self._noted.append((time.monotonic(), number))

    def take_own(self) -> list[int]:
        """Signals that came to us alone, a moment ago."""
        own = []
        while self._noted and time.monotonic() - self._noted[0][0] > GRACE_S:
            _, number = self._noted.popleft()
            if not self._has_got(number):
                own.append(number)
        return own

    def close(self) -> None:
        """Ends it."""
        if self._process is not None:
            with contextlib.suppress(OSError):
                self._process.kill()
            self._process.communicate()
            self._process = None

    def _has_got(self, number: int) -> bool:
        if os.name != "posix":
            return True  # a console's Ctrl-C goes to everyone in it
        if self._process is None or self._process.poll() != -number:
            return False
        self.close()
        self._process = _start_canary()
        return True


def _start_canary() -> subprocess.Popen[bytes] | None:
    """A program that reads from us what never comes: it ends when we do."""
    if os.name != "posix":
        return None
    nowhere = subprocess.DEVNULL
    try:
        return subprocess.Popen(["cat"], stdin=subprocess.PIPE, stdout=nowhere, stderr=nowhere)
    except OSError:
        return None

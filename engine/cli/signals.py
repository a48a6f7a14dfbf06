"""Signals, noted while a loop runs and answered by the loop, never in the handler itself.

signal --> Signals notes it --> a moment later: did the canary get it as well?
yes: it came to the whole process group, the script has it
no:  it came to us alone, and is passed on
"""

from __future__ import annotations

import contextlib
import os
import signal
import time
from collections import deque
from types import FrameType, TracebackType
from typing import Any, NoReturn, Self

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
    """A child that only notes signals, in our process group: what it gets came to the whole group.

    Nothing else tells a signal to the group, as from a terminal or from `timeout`, from one to us
    alone; and a script must get each of them once. It is a fork of ours: make it before there are
    threads.
    """

    def __init__(self) -> None:
        """It is there at once, and goes when we close it, or die."""
        self._noted: deque[tuple[float, int]] = deque()
        self._got: list[int] = []
        self._pid = 0
        if os.name != "posix":
            return
        watched, self._alive = os.pipe()
        self._news, reported = os.pipe()
        self._pid = os.fork()
        if not self._pid:
            os.close(self._alive)
            _note_signals(watched, reported)
        os.close(watched)
        os.close(reported)
        os.set_blocking(self._news, False)

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
        """Ends it. Safe to call twice."""
        pid, self._pid = self._pid, 0
        if pid:
            os.close(self._alive)
            os.close(self._news)
            os.waitpid(pid, 0)

    def _has_got(self, number: int) -> bool:
        if not self._pid:
            return True  # a console's Ctrl-C goes to everyone in it
        with contextlib.suppress(BlockingIOError):
            self._got += os.read(self._news, 1024)
        if number not in self._got:
            return False
        self._got.remove(number)
        return True


def _note_signals(watched: int, reported: int) -> NoReturn:
    """All that the canary does: each signal's number goes into a pipe, until the other one ends."""
    try:
        os.set_blocking(reported, False)
        signal.set_wakeup_fd(reported, warn_on_full_buffer=False)
        for name in NOTED:
            number = getattr(signal, name)
            if signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, lambda *_: None)
        while os.read(watched, 1):
            pass
    finally:
        os._exit(0)

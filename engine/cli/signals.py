"""Signals, noted while a loop runs and answered by the loop, never in the handler itself."""

from __future__ import annotations

import os
import signal
from collections import deque
from types import FrameType, TracebackType
from typing import Any, Self

FROM_TERMINAL = ("SIGINT", "SIGQUIT", "SIGHUP")  # a terminal sends these to its whole group
NOTED = (*FROM_TERMINAL, "SIGTERM")


class Signals:
    """Notes the signals that would end us, from `with` to the end of its block.

    A signal that was ignored when we were started (`nohup`, a shell's background job) stays so.
    """

    def __init__(self) -> None:
        """Nothing is noted yet."""
        self.first: int | None = None  # what ends us, when it does
        self._pending: deque[int] = deque()
        self._before: dict[int, Any] = {}

    def __enter__(self) -> Self:
        """Starts noting."""
        for name in NOTED:
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

    def _note(self, number: int, frame: FrameType | None) -> None:
        del frame
        self._pending.append(number)
        self.first = self.first or number


def came_to_group(number: int) -> bool:
    """Whether a child in our process group has got this signal too, from the terminal.

    True when we are in the foreground of a terminal and the signal is one that terminals send.
    """
    if os.name != "posix":
        return True  # a console's Ctrl-C goes to everyone in it
    if signal.Signals(number).name not in FROM_TERMINAL:
        return False
    try:
        terminal = os.open("/dev/tty", os.O_RDONLY | os.O_NOCTTY)
    except OSError:
        return False
    try:
        return os.tcgetpgrp(terminal) == os.getpgrp()
    except OSError:
        return False
    finally:
        os.close(terminal)

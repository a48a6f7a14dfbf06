"""Keys pressed at a terminal, one at a time, without waiting for the end of a line."""

from __future__ import annotations

import contextlib
import os
import sys
from typing import Any

REPORT_KEY = "r"


class Keys:
    """Reads keys between `open` and `close`, where standard input is a terminal that is ours."""

    def __init__(self) -> None:
        """The terminal is as it was."""
        self._before: list[Any] | None = None

    def open(self) -> None:
        """From here on keys come at once, and are not shown. Signals come as ever."""
        if sys.platform == "win32" or not _is_ours():
            return
        import termios
        import tty

        with contextlib.suppress(termios.error):
            self._before = termios.tcgetattr(0)
            tty.setcbreak(0)

    def close(self) -> None:
        """The terminal is as it was before. Safe to call twice."""
        before, self._before = self._before, None
        if sys.platform != "win32" and before is not None:
            import termios

            with contextlib.suppress(termios.error):
                termios.tcsetattr(0, termios.TCSADRAIN, before)

    def take(self) -> str:
        """The keys pressed since the last call."""
        if sys.platform == "win32" or self._before is None:
            return ""
        import select

        if not select.select([0], [], [], 0)[0]:
            return ""
        return os.read(0, 64).decode(errors="replace")


def _is_ours() -> bool:
    """Whether there is a terminal, and we are in its foreground: who is not would be stopped."""
    try:
        return os.isatty(0) and os.tcgetpgrp(0) == os.getpgrp()
    except OSError:
        return False

"""Lets a child send what it has noticed before its parent ends it by force."""

from __future__ import annotations

import time

from .board import Board
from .tap import now

GRACE_NS = 30_000_000
_PAUSE_S = 0.002


class ChildGrace:
    """Of one parent. Children that are ended one after another share one grace."""

    def __init__(self) -> None:
        self._began_ns = -10 * GRACE_NS

    def wait_for(self, pid: int, board: Board) -> None:
        """Returns when that child has sent all, or its grace is over."""
        if now() - self._began_ns > 10 * GRACE_NS:
            self._began_ns = now()
        while now() - self._began_ns < GRACE_NS and board.is_unsent(pid):
            time.sleep(_PAUSE_S)

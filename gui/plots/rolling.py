"""Columns that are kept as long as they stand still.

A plot that follows moves by a few columns a frame, and of the others only the last can change: what
is older has settled. So only the newest are asked of the series, and everything is asked anew now
and then, in case something came very late.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
Ask = Callable[[int, int, int], Array]  # start_ns, end_ns, columns -> one row a column

SETTLED_NS = 500_000_000
RENEW_AFTER = 32  # frames


class Rolling:
    """The columns of one series, as they were last asked for."""

    def __init__(self, first_age: int = 0) -> None:
        """`first_age` differs between series, so that not all are renewed in the same frame."""
        self._age = first_age % RENEW_AFTER
        self._grid: tuple[int, int] | None = None
        self._first = 0
        self._kept: Array = np.zeros((0, 1))

    def columns(self, ask: Ask, origin_ns: int, width_ns: int, first: int, count: int) -> Array:
        """`count` columns of `width_ns`; `first` counts them from `origin_ns`."""
        reused = self._reusable(origin_ns, width_ns, first, count)
        fresh = first + len(reused)
        start_ns = fresh * width_ns + origin_ns
        end_ns = (first + count) * width_ns + origin_ns
        new = ask(start_ns, end_ns, count - len(reused))
        self._kept = np.concatenate([reused, new]) if len(reused) else new
        self._grid, self._first = (origin_ns, width_ns), first
        return self._kept

    def _reusable(self, origin_ns: int, width_ns: int, first: int, count: int) -> Array:
        self._age += 1
        is_due = self._age >= RENEW_AFTER
        if is_due:
            self._age = 0
        if is_due or self._grid != (origin_ns, width_ns) or first < self._first:
            return self._kept[:0]
        settled = len(self._kept) - SETTLED_NS // width_ns - 2
        skipped = first - self._first
        return self._kept[skipped : min(max(settled, skipped), skipped + count - 1)]

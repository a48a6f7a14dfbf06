"""The items of a run as a table: each item's whole way in a row, made from the event table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from engine.model.snapshot import EventCode

_ITEM: Final = ("queue", "producer", "sequence")


def items_of(events: Mapping[str, npt.NDArray[Any]]) -> dict[str, npt.NDArray[np.int64]]:
    """Columns queue, producer, sequence, consumer, put_ns, taken_ns, done_ns; each of shape (n,).

    In the order of the puts; -1 where something has not happened or is not known.

    Args:
        events: the columns of the event table, by the names of `EventColumns`.
    """
    item = np.zeros(len(events["code"]), np.dtype([(name, np.int64) for name in _ITEM]))
    for name in _ITEM:
        item[name] = events[name]
    is_put = (events["code"] == EventCode.PUT) & (events["sequence"] >= 0)
    keys, first = np.unique(item[is_put], return_index=True)
    rows = np.flatnonzero(is_put)[first]
    found: dict[str, npt.NDArray[np.int64]] = {name: keys[name] for name in _ITEM}
    found["put_ns"] = events["at_ns"][rows]
    for name, code in (("taken", EventCode.TAKEN), ("done", EventCode.DONE)):
        mine = np.flatnonzero(events["code"] == code)
        places = np.minimum(np.searchsorted(keys, item[mine]), max(0, len(keys) - 1))
        is_known = keys[places] == item[mine] if len(keys) else np.zeros(len(mine), np.bool_)
        found[f"{name}_ns"] = _filled(len(keys), places[is_known], events["at_ns"][mine[is_known]])
        if name == "taken":
            workers = events["worker"][mine[is_known]]
            found["consumer"] = _filled(len(keys), places[is_known], workers)
    order = np.argsort(found["put_ns"], kind="stable")
    return {name: column[order] for name, column in found.items()}


def _filled(
    count: int, places: npt.NDArray[np.int64], values: npt.NDArray[Any]
) -> npt.NDArray[np.int64]:
    column = np.full(count, -1, np.int64)
    column[places] = values
    return column

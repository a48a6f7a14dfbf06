"""Events, items and depths as tables: CSV for spreadsheets, .npz for numpy.

Times are in ns on the run's clock, in CSV in s from the run's beginning. -1 stands for "none".
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from engine.export.report import names_of
from engine.model.snapshot import EventCode, EventColumns, Snapshot
from engine.timeline.item_table import items_of

ROWS: Final = 1 << 16
HEAD: Final = ("at_s", "event", "worker", "queue", "producer", "item", "argument")
_COLUMNS: Final = ("at_ns", "code", "worker", "queue", "producer", "sequence", "argument")


def event_chunks(snapshot: Snapshot, rows: int = ROWS) -> Iterator[EventColumns]:
    """All events in the order of time, so many at once."""
    if snapshot.events is not None:
        for start in range(0, len(snapshot.events), rows):
            yield snapshot.events.columns(start, start + rows)


def write_csv(path: Path, snapshot: Snapshot) -> None:
    """One line for each event."""
    names = names_of(snapshot)
    workers = {each.process: each.name for each in snapshot.workers}
    codes = {code.value: code.name.lower() for code in EventCode}
    with path.open("w", newline="", encoding="utf-8") as file:
        lines = csv.writer(file)
        lines.writerow(HEAD)
        for chunk in event_chunks(snapshot):
            columns = (getattr(chunk, name).tolist() for name in _COLUMNS)
            for at_ns, code, worker, queue, producer, sequence, argument in zip(
                *columns, strict=True
            ):
                lines.writerow(
                    (
                        f"{(at_ns - snapshot.origin_ns) / 1e9:.9f}",
                        codes[code],
                        workers.get(worker, ""),
                        names.queue(queue) if queue >= 0 else "",
                        workers.get(producer, ""),
                        sequence + 1 if sequence >= 0 else "",
                        argument if argument >= 0 else "",
                    )
                )


def write_npz(path: Path, snapshot: Snapshot) -> None:
    """Arrays: events.*, items.*, and depth.N.* for each queue N; names of workers and queues."""
    chunks = list(event_chunks(snapshot))
    events = {
        name: np.concatenate([getattr(chunk, name) for chunk in chunks])
        if chunks
        else np.zeros(0, np.int64)
        for name in _COLUMNS
    }
    arrays: dict[str, npt.NDArray[Any]] = {f"events.{name}": all_ for name, all_ in events.items()}
    arrays |= {f"items.{name}": column for name, column in items_of(events).items()}
    for queue in snapshot.queues:
        arrays[f"depth.{queue.index}.at_ns"] = queue.series.times_ns
        arrays[f"depth.{queue.index}.depth"] = queue.series.depths
    arrays["workers.process"] = np.array([each.process for each in snapshot.workers], np.int64)
    arrays["workers.name"] = np.array([each.name for each in snapshot.workers], np.str_)
    arrays["queues.name"] = np.array([each.name for each in snapshot.queues], np.str_)
    with path.open("wb") as file:
        np.savez_compressed(file, allow_pickle=False, **arrays)

"""The forms in which a run can be taken to other programs, by name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from engine.export import page, perfetto, tables
from engine.export.report import Report
from engine.model.snapshot import Snapshot

Write = Callable[[Path, Snapshot, Report, str], None]

FORMS: Final[dict[str, tuple[str, Write]]] = {
    "perfetto": (".pftrace", lambda path, snapshot, _, __: perfetto.write(path, snapshot)),
    "csv": (".csv", lambda path, snapshot, _, __: tables.write_csv(path, snapshot)),
    "npz": (".npz", lambda path, snapshot, _, __: tables.write_npz(path, snapshot)),
    "html": (".html", page.write),
}
"""Name -> the usual suffix, and what writes it; raises OSError."""

"""What a recording is of, and what becomes of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from engine.screencast import Format

WINDOW = "window"  # the part that is all of it
LEAST_RATE, MOST_RATE = 2, 30  # frames/s


@dataclass(frozen=True, slots=True)
class Options:
    """All that is chosen before a recording."""

    path: Path
    form: Format = Format.WEBP
    part: str = WINDOW  # or a `gui.window.pieces.Part`'s key
    rate: int = 20  # frames/s
    has_pointer: bool = True

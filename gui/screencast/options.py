"""What a recording is of, and what becomes of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from engine.screencast import Format

WINDOW = "window"  # the part that is all of it
SIZES = ((1280, 720), (1920, 1080))  # pixels that films have
COUNTDOWN_S = 3
LEAST_RATE, MOST_RATE = 2, 30  # frames/s


@dataclass(frozen=True, slots=True)
class Options:
    """All that is chosen before a recording."""

    path: Path
    form: Format = Format.WEBP
    part: str = WINDOW  # or a WindowRegion's key
    rate: int = 20  # frames/s
    has_pointer: bool = True
    size: tuple[int, int] | None = None  # pixels; None: as it is
    countdown_s: int = 0

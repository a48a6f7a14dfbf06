"""A film: frames on disk, of each only what has changed since the one before.

Frames are 32-bit pixels, blue first, as Qt's RGB32 has them in memory. A frame that shows nothing
new only makes the picture before it last longer.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from PIL.Image import Image

Pixels = npt.NDArray[np.uint32]
Box = tuple[int, int, int, int]  # left, top, right, bottom
PACKING = 1  # zlib's level: frames must be packed faster than they come


@dataclass(frozen=True, slots=True)
class Change:
    """What one frame changed, and where that is in the file."""

    at_ms: int
    box: Box
    offset: int
    size: int


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture of the finished film."""

    number: int
    canvas: Image
    box: Box  # around all that differs from the picture before
    fresh: npt.NDArray[np.bool_]  # which of the box's pixels do; shape (height, width) of the box
    at_ms: int
    duration_ms: int


class Film:
    """Frames go in one by one; afterwards the pictures come out, as often as one likes."""

    def __init__(self, width: int, height: int, file: IO[bytes]) -> None:
        """`file` is opened for reading and writing, and is the film's alone."""
        self.width, self.height = width, height
        self.frames = 0  # that have come in
        self.bytes = 0  # that they take
        self.end_ms = 0
        self._file = file
        self._changes: list[Change] = []
        self._last: Pixels | None = None

    @property
    def pictures(self) -> int:
        """How many differ from the one before."""
        return len(self._changes)

    def add(self, raw: bytes, at_ms: int) -> None:
        """One more frame: width x height x 4 bytes, and when it was seen. Raises OSError."""
        pixels: Pixels = np.frombuffer(raw, np.uint32).reshape(self.height, self.width)
        box = _changed_box(self._last, pixels)
        self.frames += 1
        self._last = pixels
        if box is None:
            return
        left, top, right, bottom = box
        packed = zlib.compress(pixels[top:bottom, left:right].tobytes(), PACKING)
        self._file.write(packed)
        self._changes.append(Change(at_ms, box, self.bytes, len(packed)))
        self.bytes += len(packed)

    def play(self, step: int = 1) -> Iterator[Picture]:
        """The pictures in order; with `step`, each of so many, told apart from its neighbour."""
        from PIL import Image

        canvas = np.zeros((self.height, self.width), np.uint32)
        for number, change in enumerate(self._changes):
            fresh = self._draw(change, canvas)
            if number % step:
                continue
            data = canvas.view(np.uint8).reshape(self.height, self.width, 4)
            rgb = np.ascontiguousarray(data[:, :, 2::-1])
            yield Picture(
                number=number,
                canvas=Image.fromarray(rgb),
                box=change.box,
                fresh=fresh,
                at_ms=change.at_ms,
                duration_ms=self.duration_ms(number),
            )

    def duration_ms(self, number: int) -> int:
        """How long a picture is seen."""
        is_last = number + 1 == len(self._changes)
        until_ms = self.end_ms if is_last else self._changes[number + 1].at_ms
        return max(1, until_ms - self._changes[number].at_ms)

    def _draw(self, change: Change, canvas: Pixels) -> npt.NDArray[np.bool_]:
        """Brings the canvas up to date; returns which pixels of the change's box are new."""
        self._file.seek(change.offset)
        raw = zlib.decompress(self._file.read(change.size))
        left, top, right, bottom = change.box
        part = np.frombuffer(raw, np.uint32).reshape(bottom - top, right - left)
        fresh: npt.NDArray[np.bool_] = part != canvas[top:bottom, left:right]
        canvas[top:bottom, left:right] = part
        return fresh


def _changed_box(before: Pixels | None, after: Pixels) -> Box | None:
    """The smallest rectangle around all that differs; None when nothing does."""
    height, width = after.shape
    if before is None:
        return 0, 0, width, height
    differs = before != after
    rows = np.flatnonzero(differs.any(axis=1))
    if not len(rows):
        return None
    top, bottom = int(rows[0]), int(rows[-1]) + 1
    columns = np.flatnonzero(differs[top:bottom].any(axis=0))
    return int(columns[0]), top, int(columns[-1]) + 1, bottom

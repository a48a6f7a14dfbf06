"""A film: frames on disk, of each only what has changed since the one before.

Frames are 32-bit pixels, blue first, as Qt's RGB32 has them in memory. A change is the places of
the pixels that differ, and by what (XOR): little to send, to pack and to keep. A frame that
shows nothing new only makes the picture before it last longer.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from PIL.Image import Image

Mask = npt.NDArray[np.bool_]
Pixels = npt.NDArray[np.uint32]
Box = tuple[int, int, int, int]  # left, top, right, bottom
OPAQUE, CLEAR = np.uint32(0xFF00_0000), np.uint32(0)
PACKING = 1  # zlib's level: frames must be packed faster than they come


Change = tuple[bytes, bytes]
"""Places (uint32, counted row by row) and XORed values (uint32); no places: all, in their order."""


class Differ:
    """Tells of each frame what is new in it."""

    def __init__(self, width: int, height: int) -> None:
        self._shape = height, width
        self._last: Pixels = np.zeros(self._shape, np.uint32)
        self._is_first = True

    def change(self, raw: bytes) -> Change | None:
        """How the frame (width x height x 4 bytes) differs from the one before, if it does."""
        pixels: Pixels = np.frombuffer(raw, np.uint32).reshape(self._shape)
        delta, self._last = self._last ^ pixels, pixels
        # Two pixels at once where that is possible: this is the way every frame goes.
        wide = delta.view(np.uint64) if self._shape[1] % 2 == 0 else delta
        rows = np.flatnonzero(wide.any(axis=1))
        if self._is_first:
            self._is_first = False
            return b"", delta.tobytes()
        if not len(rows):
            return None
        top, bottom = int(rows[0]), int(rows[-1]) + 1
        part = delta[top:bottom].ravel()
        places = np.flatnonzero(part)
        if len(places) > delta.size // 2:
            return b"", delta.tobytes()
        where = (places + top * self._shape[1]).astype(np.uint32)
        return where.tobytes(), part[places].tobytes()


class _Kept(NamedTuple):
    """A change, and where it is in the file: first the places, then the values."""

    at_ms: int
    offset: int
    where_size: int
    what_size: int


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture of the finished film. Its images are to be asked for before the next picture."""

    number: int
    pixels: Pixels  # of the whole; the film goes on drawing into them
    box: Box  # around all that differs from the picture before
    fresh: Mask  # which of the box's pixels do; shape (height, width) of the box
    at_ms: int
    duration_ms: int

    @property
    def canvas(self) -> Image:
        """The whole picture."""
        return _image("RGB", self.pixels)

    @property
    def part(self) -> Image:
        """What is in the box."""
        return _image("RGB", self._boxed())

    @property
    def news(self) -> Image:
        """What is in the box, clear where nothing is new."""
        return _image("RGBA", np.where(self.fresh, self._boxed() | OPAQUE, CLEAR))

    def _boxed(self) -> Pixels:
        left, top, right, bottom = self.box
        return self.pixels[top:bottom, left:right]


def _image(mode: str, pixels: Pixels) -> Image:
    """An image of its own; Pillow puts the colours into its order as it copies them."""
    from PIL import Image

    height, width = pixels.shape
    order = {"RGB": "BGRX", "RGBA": "BGRA"}[mode]
    return Image.frombytes(mode, (width, height), pixels.tobytes(), "raw", order)


class Film:
    """Frames go in one by one; afterwards the pictures come out, as often as one likes."""

    def __init__(self, width: int, height: int, file: IO[bytes]) -> None:
        """`file` is opened for reading and writing, and is the film's alone."""
        self.width, self.height = width, height
        self.bytes = 0  # that they take
        self.end_ms = 0
        self._file = file
        self._changes: list[_Kept] = []

    @property
    def pictures(self) -> int:
        """How many differ from the one before."""
        return len(self._changes)

    def add(self, at_ms: int, change: Change) -> None:
        """What one more frame changed, as a Differ tells it, and when. Raises OSError."""
        where, what = (zlib.compress(part, PACKING) for part in change)
        self._file.write(where)
        self._file.write(what)
        self._changes.append(_Kept(at_ms, self.bytes, len(where), len(what)))
        self.bytes += len(where) + len(what)

    def play(self, step: int = 1) -> Iterator[Picture]:
        """The pictures in order; with `step`, each of so many, told apart from its neighbour."""
        canvas = np.zeros((self.height, self.width), np.uint32)
        for number, change in enumerate(self._changes):
            fresh = self._draw(change, canvas)
            if number % step:
                continue
            box = left, top, right, bottom = _box_around(fresh)
            yield Picture(
                number=number,
                pixels=canvas,
                box=box,
                fresh=fresh[top:bottom, left:right],
                at_ms=change.at_ms,
                duration_ms=self.duration_ms(number),
            )

    def duration_ms(self, number: int) -> int:
        """How long a picture is seen."""
        is_last = number + 1 == len(self._changes)
        until_ms = self.end_ms if is_last else self._changes[number + 1].at_ms
        return max(1, until_ms - self._changes[number].at_ms)

    def _draw(self, change: _Kept, canvas: Pixels) -> Mask:
        """Brings the canvas up to date; returns which pixels are new."""
        self._file.seek(change.offset)
        where = zlib.decompress(self._file.read(change.where_size))
        what = np.frombuffer(zlib.decompress(self._file.read(change.what_size)), np.uint32)
        flat = canvas.reshape(-1)
        if not where:
            flat ^= what
            return np.ones(canvas.shape, np.bool_)
        places = np.frombuffer(where, np.uint32)
        flat[places] ^= what
        fresh = np.zeros(canvas.shape, np.bool_)
        fresh.reshape(-1)[places] = True
        return fresh


def _box_around(fresh: Mask) -> Box:
    """The smallest rectangle around all that is new."""
    rows, columns = np.flatnonzero(fresh.any(axis=1)), np.flatnonzero(fresh.any(axis=0))
    return int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1

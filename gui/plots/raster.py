"""Pictures made of columns, one a device pixel, computed in numpy and drawn as one image.

A plot asks its series what each column shows and paints thousands of columns with one call, so a
frame costs the same however long the run is. Edges are hard: crisp at any scale of the display,
and ten times cheaper than smooth lines.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from PySide6.QtGui import QImage

from engine.model.snapshot import Role, State
from gui.common.palette import Palette, state_colour

if TYPE_CHECKING:
    from engine.model.snapshot import Envelope

Pixels = npt.NDArray[np.uint32]
Shares = npt.NDArray[np.float32]

TILE = 8  # logical pixels after which every pattern repeats


def image(pixels: Pixels) -> QImage:
    """The pixels (ARGB, premultiplied; shape (height, width)) as an image of its own."""
    height, width = pixels.shape
    made = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    target = np.frombuffer(made.bits(), np.uint32).reshape(height, made.bytesPerLine() // 4)
    target[:, :width] = pixels
    return made


def argb(colour: str) -> int:
    """An opaque pixel of "#rrggbb"."""
    return 0xFF000000 | int(colour[1:], 16)


def blend(colour: str, other: str, share: float) -> str:
    """The colour between two, `share` of it from `other`."""
    mixed = (
        round(int(colour[at : at + 2], 16) * (1 - share) + int(other[at : at + 2], 16) * share)
        for at in (1, 3, 5)
    )
    return "#{:02X}{:02X}{:02X}".format(*mixed)


def depth_picture(
    envelope: Envelope, height: int, top: float, palette: Palette, thickness: int
) -> Pixels:
    """A filled step curve, transparent above it; value 0 is at the bottom, `top` at the top.

    A column in which the depth changed shows the line from its lowest to its highest depth. Where
    that is so in column after column, the range is a band, its edges drawn as lines.
    """
    scale = (height - thickness) / top
    upper = np.round((top - envelope.high) * scale).astype(np.int16)
    lower = np.round((top - envelope.low) * scale).astype(np.int16) + np.int16(thickness)
    has_begun = envelope.last >= 0
    upper[~has_begun] = lower[~has_begun] = height
    rows = np.arange(height, dtype=np.int16)[:, None]
    pixels = np.zeros((height, len(upper)), np.uint32)
    np.copyto(pixels, np.uint32(argb(palette.depth_line)), where=rows >= upper)
    is_dense = _is_dense(envelope)
    if is_dense.any():
        band = np.uint32(argb(blend(palette.depth_line, palette.depth_fill, 0.55)))
        first = np.where(is_dense, upper + thickness, height)
        np.copyto(pixels, band, where=rows >= first.astype(np.int16))
        floor = np.where(is_dense, lower - thickness, height).astype(np.int16)
        np.copyto(pixels, np.uint32(argb(palette.depth_line)), where=rows >= floor)
    np.copyto(pixels, np.uint32(argb(palette.depth_fill)), where=rows >= lower)
    return pixels


def _is_dense(envelope: Envelope) -> npt.NDArray[np.bool_]:
    """Columns in whose neighbours the depth changes too."""
    moves = envelope.high > envelope.low
    padded = np.concatenate([moves[:1], moves, moves[-1:]])
    dense: npt.NDArray[np.bool_] = moves & padded[:-2] & padded[2:]
    return dense


def strip_picture(shares: Shares, height: int, tile: Pixels, phase: int) -> Pixels:
    """A band that is as high in each column as that column's share, patterned by `tile`."""
    filled = np.ceil(shares * height - 0.01).astype(np.int32)
    rows = np.arange(height - 1, -1, -1, dtype=np.int32)[:, None]
    columns = (np.arange(len(shares)) + phase) % tile.shape[1]
    pattern = tile[np.arange(height) % tile.shape[0]][:, columns]
    return np.where(rows < filled, pattern, np.uint32(0))


class LaneTiles:
    """What each state looks like in a bar of a given height, for each role; made once a palette."""

    def __init__(self, palette: Palette, height: int, unit: int) -> None:
        """`height` and `unit` (one logical pixel) in device pixels."""
        self.height = height
        self.width = TILE * unit
        self._palette, self._unit = palette, unit
        self._rows = np.arange(height - 1, -1, -1, dtype=np.int16)[:, None]
        self._walls: dict[tuple[Role, int], Pixels] = {}

    def picture(self, shares: Shares, role: Role, phase: int) -> Pixels:
        """One worker's bar: each column's states stacked by their share, being busy lowest.

        `phase` is the first column's number, so that patterns move with what they show.
        """
        columns = len(shares)
        pixels = np.zeros((self.height, columns), np.uint32)
        below = np.full(columns, 0.5, np.float32)  # of this column; the half rounds
        for state in np.flatnonzero(shares.any(axis=0)).tolist():
            start = below.astype(np.int16)
            wall = self._wall(role, state, columns)[:, phase : phase + columns]
            np.copyto(pixels, wall, where=self._rows >= start)
            below += shares[:, state] * np.float32(self.height)
        np.copyto(pixels, np.uint32(0), where=self._rows >= below.astype(np.int16))
        return pixels

    def _wall(self, role: Role, state: int, columns: int) -> Pixels:
        """The state's pattern, wide enough for so many columns at any phase."""
        wall = self._walls.get((role, state))
        if wall is None or wall.shape[1] < columns + self.width:
            tile = state_tile(self._palette, State(state), role, self.height, self._unit)
            wall = np.tile(tile, (1, columns // self.width + 3))
            self._walls[role, state] = wall
        return wall


@functools.lru_cache(maxsize=256)
def state_tile(palette: Palette, state: State, role: Role, height: int, unit: int) -> Pixels:
    """The pattern of a state, `height` device pixels high and `TILE` logical pixels wide."""
    ink = state_colour(palette, state, role)
    rows, columns = np.mgrid[0:height, 0 : TILE * unit] // unit
    if state == State.PUT_WAIT:
        return _two(ink, blend(ink, palette.ground, 0.55), (rows + columns) % TILE < TILE // 2)
    if state == State.GET_WAIT:
        is_dot = (columns % 4 < 2) & (rows % 4 < 2)
        return _two(ink, blend(ink, palette.ground, 0.72), is_dot)
    if state == State.JOINING:
        return _two(ink, blend(ink, palette.ground, 0.72), rows % 4 < 2)
    if state == State.PAUSED:
        return _two(ink, blend(ink, palette.ground, 0.55), columns % TILE < TILE // 2)
    if state in {State.ENDED, State.FAILED}:
        is_line = np.abs(rows * 2 + 1 - height // unit) <= 2
        return _two(ink, None, is_line)
    if state == State.ABSENT:
        return np.zeros((height, TILE * unit), np.uint32)
    return _two(ink, ink, rows >= 0)


def _two(ink: str, paper: str | None, is_ink: npt.NDArray[np.bool_]) -> Pixels:
    behind = argb(paper) if paper else 0
    made: Pixels = np.where(is_ink, np.uint32(argb(ink)), np.uint32(behind))
    return made

"""Where people stand at the sides of the queue: as cards, as lines, or, when many, as tiles."""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QPointF, QRectF

CARD, LINE = 1.98, 1.12  # the least height of each, in lines of text
CARD_MOST, LINE_MOST, TILE_MOST = 2.9, 1.7, 2.0
SUMMARY = 1.3  # height of the line that counts what many workers do


class Side(Enum):
    """Producers stand left, consumers right, the main program below the queue."""

    LEFT = 0
    RIGHT = 1
    MAIN = 2


class Form(Enum):
    """How much room one has."""

    CARD = 0  # a figure, a name and a sentence
    LINE = 1  # a name and a word or two
    TILE = 2  # a small box


@dataclass(frozen=True)
class Seat:
    """One worker's place."""

    side: Side
    form: Form
    rect: QRectF
    hand: QPointF  # the centre of the dish in its hands
    hand_size: float


def seat(count: int, side: Side, room: QRectF, line: float) -> tuple[Seat, ...]:
    """Places for so many workers, from the top.

    Args:
        count: how many.
        side: where they stand.
        room: what they may fill, in pixels.
        line: the height of a line of text, in pixels.
    """
    return _seats(count, side, room.getRect(), line)


@functools.lru_cache(maxsize=64)
def _seats(
    count: int, side: Side, area: tuple[float, float, float, float], line: float
) -> tuple[Seat, ...]:
    """The same, kept: people stand where they stood as long as nobody comes or goes."""
    if not count:
        return ()
    room = QRectF(*area)
    pitch = room.height() / count
    if side is Side.MAIN or pitch >= CARD * line:
        return _rows(count, side, room, Form.CARD, min(pitch, CARD_MOST * line), line)
    if pitch >= LINE * line:
        return _rows(count, side, room, Form.LINE, min(pitch, LINE_MOST * line), line)
    return _tiles(count, side, room, line)


def _rows(
    count: int, side: Side, room: QRectF, form: Form, pitch: float, line: float
) -> tuple[Seat, ...]:
    top = room.center().y() - pitch * count / 2
    size = min(pitch * 0.92, (2.05 if form is Form.CARD else 1.5) * line)
    seats = []
    for number in range(count):
        rect = QRectF(room.left(), top + number * pitch, room.width(), pitch)
        seats.append(Seat(side, form, rect, _hand(rect, side, size), size))
    return tuple(seats)


def _hand(rect: QRectF, side: Side, size: float) -> QPointF:
    """The hand is on the side of the queue."""
    y = rect.center().y()
    if side is Side.LEFT:
        return QPointF(rect.right() - size / 2, y)
    if side is Side.RIGHT:
        return QPointF(rect.left() + size / 2, y)
    return QPointF(rect.left() + size / 2, rect.top())


def _tiles(count: int, side: Side, room: QRectF, line: float) -> tuple[Seat, ...]:
    room = room.adjusted(0, 0, 0, -SUMMARY * line)
    cell = TILE_MOST * line
    while int(room.width() / cell) * int(room.height() / cell) < count:
        cell *= 0.97
    columns = int(room.width() / cell)
    columns = math.ceil(count / math.ceil(count / columns))
    rows = math.ceil(count / columns)
    left = room.right() - columns * cell if side is Side.LEFT else room.left()
    top = room.center().y() - rows * cell / 2
    seats = []
    for number in range(count):
        row, column = divmod(number, columns)
        rect = QRectF(left + column * cell, top + row * cell, cell, cell)
        hand = QPointF(rect.right() - 0.34 * cell, rect.top() + 0.4 * cell)
        seats.append(Seat(side, Form.TILE, rect, hand, 0.78 * cell))
    return tuple(seats)

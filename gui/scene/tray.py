"""The places of a queue on the screen: where its oldest item lies, the next one, and so on.

Items leave at the right, towards the consumers, and come in from the left. Columns are filled from
the right, up and down in turn, so that an item that moves up goes to a neighbouring place.
"""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF

LARGEST, USUAL, CROWDED, SMALLEST = 2.5, 2.05, 1.5, 0.85  # of a place, in lines of text
MOST_ROWS = 9
FLATTER = 0.04  # so much larger must a place be to be worth another row
GAP = 4.2  # the width, in lines, where the middle of a long queue is only counted


@dataclass(frozen=True)
class Tray:
    """Places, the oldest item's first. In a long queue some in the middle are left out."""

    area: QRectF  # all places
    cell: float  # the width of one
    places: tuple[QPointF, ...]  # centres
    first: int  # so many of the oldest items have a place ...
    last: int  # ... and so many of the newest, behind them in `places`
    gap: QRectF | None  # between the two, where a number stands
    is_open: bool  # there are as many places as items: none is drawn empty

    @property
    def entrance(self) -> QPointF:
        """Where items come in."""
        return QPointF(self.area.left(), self.area.center().y())

    @property
    def exit(self) -> QPointF:
        """Where they leave."""
        return QPointF(self.area.right(), self.area.center().y())


def lay_out(room: QRectF, maxsize: int, depth: int, line: float) -> Tray:
    """Lays places out in a room.

    Args:
        room: the most that may be used, in pixels.
        maxsize: of the queue; 0: unbounded.
        depth: how many items wait.
        line: the height of a line of text, in pixels.
    """
    return _laid_out(room.getRect(), maxsize, depth, line)


@functools.lru_cache(maxsize=64)
def _laid_out(
    area: tuple[float, float, float, float], maxsize: int, depth: int, line: float
) -> Tray:
    """The same, kept: places stay where they are."""
    room = QRectF(*area)
    if maxsize:
        cells = {
            rows: min(_fitting(room, maxsize, rows), LARGEST * line) for rows in range(1, MOST_ROWS)
        }
        rows = max(cells, key=lambda rows: cells[rows] * (1 - FLATTER * rows))
        cell = cells[rows]
        if cell >= SMALLEST * line:
            rows = min(rows, maxsize)
            return _grid(room, cell, rows, maxsize, is_open=False)
    return _lay_out_open(room, depth, line)


def _fitting(room: QRectF, count: int, rows: int) -> float:
    """The largest cell with which `count` places in so many rows fit."""
    return min(room.width() / math.ceil(count / rows), room.height() / rows)


def _lay_out_open(room: QRectF, depth: int, line: float) -> Tray:
    cell = min(USUAL * line, room.height())
    columns, most_rows = max(1, int(room.width() / cell)), max(1, int(room.height() / cell))
    if depth <= columns * most_rows:
        rows = max(1, math.ceil(depth / columns))
        return _grid(room, cell, rows, max(1, depth), is_open=True, width=columns * cell)
    cell = min(CROWDED * line, room.height())
    columns, most_rows = max(3, int(room.width() / cell)), max(1, int(room.height() / cell))
    whole = _grid(room, cell, most_rows, columns * most_rows, is_open=True)
    if depth <= len(whole.places):
        return whole
    gap = min(math.ceil(GAP * line / cell), columns - 2)
    last = max(1, (columns - gap) // 3)
    first = columns - gap - last
    kept = first * most_rows
    middle = QRectF(
        whole.area.right() - (first + gap) * cell, whole.area.top(), gap * cell, whole.area.height()
    )
    places = whole.places[:kept] + whole.places[kept + gap * most_rows :]
    return Tray(whole.area, cell, places, kept, last * most_rows, middle, is_open=True)


def _grid(
    room: QRectF, cell: float, rows: int, count: int, *, is_open: bool, width: float = 0.0
) -> Tray:
    columns = math.ceil(count / rows)
    width = max(width, columns * cell)
    area = QRectF(0, 0, width, rows * cell)
    area.moveCenter(room.center())
    places = tuple(_place(area, cell, rows, number) for number in range(count))
    return Tray(area, cell, places, count, 0, None, is_open)


def _place(area: QRectF, cell: float, rows: int, number: int) -> QPointF:
    column, row = divmod(number, rows)
    row = row if column % 2 == 0 else rows - 1 - row
    return QPointF(area.right() - (column + 0.5) * cell, area.top() + (row + 0.5) * cell)

"""Where the parts of the X-ray are: geometry alone, for the painter and for the pointer.

Everything is laid out at the size in which it is legible, and then magnified as a whole where there
is room, so that a recording of this part alone fills its picture.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QRectF

LINE = 18  # height of a line of type, before it is magnified
BASE_WIDTH, BASE_HEIGHT = 820, 170  # of a picture that is no larger than its type asks for
MOST_MAGNIFIED = 2.0
MOST_HEIGHT = 18 * LINE  # what is higher than that stands in the middle
MARGIN = 12
GAP = 38  # between the senders and the write lock, the read lock and the receivers: for wires
LOCK = 30  # width and height of a lock's badge
ARROW = 14
LEAST_PITCH, MOST_PITCH = 1.15, 2.6  # from row to row, in lines of type


@dataclass(frozen=True, slots=True)
class Layout:
    """All places, in pixels before they are magnified by `scale`."""

    scale: float
    type_scale: float  # of that, what the type itself is larger than `LINE`
    senders: tuple[QRect, ...]  # of each row
    receivers: tuple[QRect, ...]
    sender_head: QRect
    pipe_head: QRect
    receiver_head: QRect
    write_lock: QRectF
    read_lock: QRectF
    tube: QRectF
    told_pipe: QRect  # below the tube: items and bytes
    counts: QRect

    def part_at(self, place: QPoint) -> str:
        """Which part of the queue is there; "" is none."""
        at = QPoint(round(place.x() / self.scale), round(place.y() / self.scale))
        locks, tall = (-18, -LINE, 18, LINE), (-4, -LINE, 4, 2 * LINE)
        zones = (
            ("write lock", self.write_lock.toRect().adjusted(*locks)),
            ("read lock", self.read_lock.toRect().adjusted(*locks)),
            ("pipe", self.tube.toRect().adjusted(*tall)),
            ("semaphore", self.counts.adjusted(0, 0, -self.counts.width() // 2, 0)),
            ("unfinished", self.counts.adjusted(self.counts.width() // 2, 0, 0, 0)),
            ("senders", _around(self.sender_head, self.senders)),
            ("receivers", _around(self.receiver_head, self.receivers)),
        )
        return next((name for name, zone in zones if zone.contains(at)), "")


def _around(head: QRect, rows: tuple[QRect, ...]) -> QRect:
    whole = QRect(head)
    for row in rows:
        whole = whole.united(row)
    return whole


def lay_out(width: int, height: int, line: int, senders: int, receivers: int) -> Layout:
    """Places for so many rows, as far as there is room for them; the last row may stand for more.

    Args:
        width: of the widget, in pixels.
        height: likewise.
        line: height of a line of its type.
        senders: rows at the left.
        receivers: rows at the right.
    """
    type_scale = line / LINE
    fitting = min(width / (BASE_WIDTH * type_scale), height / (BASE_HEIGHT * type_scale))
    scale = type_scale * max(1.0, min(fitting, MOST_MAGNIFIED))
    width, whole = round(width / scale), round(height / scale)
    height = min(whole, MOST_HEIGHT)
    y = (whole - height) // 2
    top, bottom = y + round(1.9 * LINE), y + height - round(1.9 * LINE)
    inner = width - 2 * MARGIN
    left, right = round(inner * 0.36), round(inner * 0.24)
    lock_left, lock_right = MARGIN + left + GAP, MARGIN + inner - right - GAP
    tall = bottom - top
    centre_y = top + (tall - LINE) / 2
    thick = max(12, min(0.26 * tall, 64, tall - 3 * LINE))
    tube = QRectF(
        lock_left + LOCK + ARROW,
        centre_y - thick / 2,
        lock_right - lock_left - 2 * (LOCK + ARROW),
        thick,
    )
    middle = QRect(lock_left, y + 4, lock_right - lock_left, LINE + 4)
    return Layout(
        scale=scale,
        type_scale=type_scale,
        senders=_rows(QRect(MARGIN, top, left, tall), senders),
        receivers=_rows(QRect(MARGIN + inner - right, top, right, tall), receivers),
        sender_head=QRect(MARGIN, y + 4, left, LINE + 4),
        pipe_head=middle,
        receiver_head=QRect(MARGIN + inner - right, y + 4, right, LINE + 4),
        write_lock=QRectF(lock_left, centre_y - LOCK / 2, LOCK, LOCK),
        read_lock=QRectF(lock_right - LOCK, centre_y - LOCK / 2, LOCK, LOCK),
        tube=tube,
        told_pipe=QRect(middle.left(), round(tube.bottom()) + 3, middle.width(), 2 * LINE),
        counts=QRect(MARGIN, bottom + 2, inner, LINE + 8),
    )


def _rows(area: QRect, count: int) -> tuple[QRect, ...]:
    """One below the other, around the middle."""
    least = round(LEAST_PITCH * LINE)
    shown = max(1, min(count, area.height() // least))
    pitch = max(least, min(area.height() // shown, round(MOST_PITCH * LINE)))
    top = area.top() + max(0, (area.height() - shown * pitch) // 2)
    return tuple(
        QRect(area.left(), top + at * pitch, area.width(), pitch) for at in range(min(count, shown))
    )

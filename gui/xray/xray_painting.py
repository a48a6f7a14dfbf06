"""Draws the inside of one queue into its layout."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontInfo, QFontMetrics, QPainter, QPainterPath, QPen, QPolygonF

from engine.model.queue_inside import Inside, Pipe
from engine.model.snapshot import QueueView, Snapshot
from gui.common.palette import Palette
from gui.xray import process_rows
from gui.xray.layout import LINE, LOCK, Layout
from gui.xray.process_rows import ProcessRow

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter
CELL, CELL_GAP = 8, 3
PITCH = CELL + CELL_GAP
MOST_CELLS = 6  # of a buffer; what is more is told as a number
MOST_SLOTS = 20
MOST_NAME = 0.42  # of a row's width
FILL_ALPHA = 70


@dataclass(frozen=True, slots=True)
class XRayPicture:
    """What is drawn: one queue at one look."""

    queue: QueueView
    inside: Inside
    snapshot: Snapshot
    senders: list[ProcessRow]
    receivers: list[ProcessRow]


class XRayPainting:
    """One painting of one picture."""

    def __init__(self, painter: QPainter, layout: Layout, palette: Palette) -> None:
        """`painter` paints onto the widget; it is magnified as the layout wants it."""
        self._painter, self._layout, self._palette = painter, layout, palette
        font = painter.font()
        font.setPixelSize(max(1, round(QFontInfo(font).pixelSize() / layout.type_scale)))
        painter.setFont(font)
        painter.scale(layout.scale, layout.scale)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def draw(self, picture: XRayPicture) -> None:
        """All parts, from left to right."""
        places, inside = self._layout, picture.inside
        dim = self._palette.dim
        self._text(places.sender_head, process_rows.head("senders"), dim)
        self._text(places.pipe_head, process_rows.head("pipe"), dim, CENTRE)
        self._text(places.receiver_head, process_rows.head("receivers"), dim)
        self._draw_wires(picture)
        name_width = self._name_width(picture.senders, places.senders)
        for row, place in self._in_rows(picture.senders, places.senders):
            self._draw_row(place, row, name_width, has_cells=True)
        name_width = self._name_width(picture.receivers, places.receivers)
        for row, place in self._in_rows(picture.receivers, places.receivers):
            self._draw_row(place, row, name_width, has_cells=False)
        names = {worker.process: worker.name for worker in picture.snapshot.workers}
        for badge, holder, told in (
            (places.write_lock, inside.writer, process_rows.head("write lock")),
            (places.read_lock, inside.reader, process_rows.head("read lock")),
        ):
            who = names.get(holder, "?") if holder is not None else process_rows.head("free")
            self._draw_badge(badge, told, who, is_held=holder is not None)
        self._draw_pipe(inside)
        self._draw_counts(picture)

    def _text(self, rect: QRect, told: str, colour: str, align: Qt.AlignmentFlag = LEFT) -> None:
        metrics = QFontMetrics(self._painter.font())
        self._painter.setPen(QColor(colour))
        fitting = metrics.elidedText(told, Qt.TextElideMode.ElideRight, rect.width())
        self._painter.drawText(rect, align, fitting)

    # -- senders and receivers ------------------------------------------------------------------

    def _in_rows(
        self, rows: list[ProcessRow], places: tuple[QRect, ...]
    ) -> list[tuple[ProcessRow, QRect]]:
        """Each row with its place; the last one sums up those for whom there is no room."""
        if len(rows) > len(places):
            rest = rows[len(places) - 1 :]
            rows = [*rows[: len(places) - 1], process_rows.summed_up(rest)]
        return list(zip(rows, places, strict=True))

    def _name_width(self, rows: list[ProcessRow], places: tuple[QRect, ...]) -> int:
        if not places:
            return 0
        metrics = QFontMetrics(self._painter.font())
        widest = max((metrics.horizontalAdvance(row.name) for row in rows), default=0)
        return min(widest + 10, round(places[0].width() * MOST_NAME))

    def _draw_row(self, area: QRect, row: ProcessRow, name_width: int, *, has_cells: bool) -> None:
        colours = self._palette
        if row.is_sum:
            self._text(area, row.words, colours.dim)
            return
        name = QRect(area.left(), area.top(), name_width - 6, area.height())
        self._text(name, row.name, colours.dim if row.is_gone else colours.text)
        x = area.left() + name_width
        if has_cells:
            x += self._draw_buffer(QRect(x, area.top(), area.right() - x, area.height()), row)
        rest = QRect(x, area.top(), area.right() - x, area.height())
        self._text(rest, row.words, colours.text if row.is_holding else colours.dim)

    def _draw_buffer(self, area: QRect, row: ProcessRow) -> int:
        """Cells for what is in the buffer, and how many where there are more; returns its width."""
        cells = min(row.count, MOST_CELLS)
        for at in range(MOST_CELLS):
            cell = QRectF(area.left() + at * PITCH, area.center().y() - CELL / 2, CELL, CELL)
            self._draw_cell(cell, self._palette.busy_producer if at < cells else "")
        width = MOST_CELLS * PITCH + 4
        if row.count > MOST_CELLS:
            more = f"{row.count}"
            wide = QFontMetrics(self._painter.font()).horizontalAdvance(more) + 8
            place = QRect(area.left() + width, area.top(), wide, area.height())
            self._text(place, more, self._palette.text)
            width += wide
        return width

    def _draw_cell(self, cell: QRectF, colour: str) -> None:
        """A place for an item: full, or an outline."""
        painter = self._painter
        if colour:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colour))
        else:
            painter.setPen(QPen(QColor(self._palette.ended), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            cell = cell.adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(cell, 2, 2)

    def _draw_wires(self, picture: XRayPicture) -> None:
        """From each sender to the write lock, from the read lock to each receiver; held ones last.

        They show what is connected. Nothing moves along them: nobody sees it move.
        """
        places = self._layout
        left = QPointF(places.write_lock.left() - 2, places.write_lock.center().y())
        right = QPointF(places.read_lock.right() + 2, places.read_lock.center().y())
        wires: list[tuple[bool, QPointF, QPointF]] = []
        for row, place in self._in_rows(picture.senders, places.senders):
            wires.append((row.is_holding, QPointF(place.right() + 2, place.center().y()), left))
        for row, place in self._in_rows(picture.receivers, places.receivers):
            wires.append((row.is_holding, right, QPointF(place.left() - 6, place.center().y())))
        for is_held, start, end in sorted(wires, key=lambda wire: wire[0]):
            colour = self._palette.put_wait if is_held else self._palette.border
            self._painter.setPen(QPen(QColor(colour), 2.0 if is_held else 1.0))
            self._painter.setBrush(Qt.BrushStyle.NoBrush)
            self._painter.drawPath(_curve(start, end))

    # -- the middle -----------------------------------------------------------------------------

    def _draw_badge(self, badge: QRectF, told: str, who: str, *, is_held: bool) -> None:
        """A lock with its name above and its holder below."""
        line, colours = LINE, self._palette
        is_left = badge.center().x() < self._layout.tube.center().x()
        outer, inner = (-38, 13) if is_left else (-13, 38)  # not over the tube
        wide = QRect(round(badge.left()) + outer, 0, LOCK + inner - outer, line)
        self._draw_lock(badge, is_held=is_held)
        wide.moveTop(round(badge.top()) - line - 2)
        self._text(wide, told, colours.dim, CENTRE)
        wide.moveTop(round(badge.bottom()) + 2)
        self._text(wide, who, colours.text, CENTRE)
        x = badge.right() + 12 if is_left else badge.left() - 3
        self._draw_arrow(QPointF(x, badge.center().y()))

    def _draw_arrow(self, tip: QPointF) -> None:
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(QColor(self._palette.dim))
        back = [QPointF(tip.x() - 7, tip.y() - 4), QPointF(tip.x() - 7, tip.y() + 4)]
        self._painter.drawPolygon(QPolygonF([tip, *back]))

    def _draw_lock(self, badge: QRectF, *, is_held: bool) -> None:
        """A padlock: closed and filled when it is held, open and empty when it is free."""
        painter = self._painter
        colour = QColor(self._palette.put_wait if is_held else self._palette.dim)
        body = QRectF(badge.left() + 8, badge.top() + 16, badge.width() - 16, badge.height() - 20)
        painter.setPen(QPen(colour, 2))
        painter.setBrush(colour if is_held else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(body, 2, 2)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        shackle = QRectF(body.left() + 4, body.top() - 9, body.width() - 8, 16)
        if not is_held:
            shackle.translate(body.width() * 0.45, 0)
        painter.drawArc(shackle, 0, 180 * 16)
        rim = shackle.center().y()
        painter.drawLine(QPointF(shackle.left(), rim), QPointF(shackle.left(), body.top()))
        if is_held:
            painter.drawLine(QPointF(shackle.right(), rim), QPointF(shackle.right(), body.top()))

    def _draw_pipe(self, inside: Inside) -> None:
        colours, tube, painter = self._palette, self._layout.tube, self._painter
        radius = tube.height() / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.panel))
        painter.drawRoundedRect(tube, radius, radius)
        self._draw_fill(tube, radius, inside.pipe)
        painter.setPen(QPen(QColor(colours.border), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(tube, radius, radius)
        room = int((tube.width() - tube.height() * 0.7) // PITCH)
        filled = min(inside.in_pipe, room)
        is_more = inside.in_pipe > filled
        for at in range(filled - is_more):  # the oldest is at the right, where it is read
            x = tube.right() - tube.height() * 0.35 - (at + 1) * PITCH
            cell = QRectF(x, tube.center().y() - CELL / 2, CELL, CELL)
            self._draw_cell(cell, colours.depth_line)
        if is_more:
            rest = QRectF(tube.left() + tube.height() * 0.25, tube.top(), 2 * CELL, tube.height())
            self._text(rest.toRect(), "…", colours.dim, CENTRE)
        below = self._layout.told_pipe
        half = QRect(below.left() + 24, below.top(), below.width() - 48, below.height() // 2)
        self._text(half, process_rows.pipe_items(inside), colours.text, CENTRE)
        half.moveTop(half.bottom() + 1)
        self._text(
            half.adjusted(-24, 0, 24, 0), process_rows.pipe_bytes(inside), colours.dim, CENTRE
        )

    def _draw_fill(self, tube: QRectF, radius: float, pipe: Pipe | None) -> None:
        """How full it is, by bytes, where one knows what fits."""
        if pipe is None or not pipe.own_capacity_bytes:
            return
        whole = QPainterPath()
        whole.addRoundedRect(tube, radius, radius)
        share = min(1.0, pipe.own_bytes / pipe.own_capacity_bytes)
        full = QPainterPath()
        full.addRect(tube.adjusted(tube.width() * (1 - share), 0, 0, 0))
        colour = QColor(self._palette.depth_line)
        colour.setAlpha(FILL_ALPHA)
        self._painter.fillPath(whole.intersected(full), colour)

    # -- the counts -----------------------------------------------------------------------------

    def _draw_counts(self, picture: XRayPicture) -> None:
        """The semaphore at the left, the count of unfinished tasks at the right."""
        colours, rect = self._palette, self._layout.counts
        queue, free = picture.queue, picture.inside.free_slots
        told = process_rows.slots(free, queue.maxsize)
        width = QFontMetrics(self._painter.font()).horizontalAdvance(told) + 10
        self._text(QRect(rect.left(), rect.top(), width, rect.height()), told, colours.text)
        if free is not None and queue.maxsize <= MOST_SLOTS:
            for at in range(queue.maxsize):
                x = rect.left() + width + at * PITCH
                cell = QRectF(x, rect.center().y() - CELL / 2, CELL, CELL)
                self._draw_cell(cell, colours.limit if at < queue.maxsize - free else "")
        if told := process_rows.unfinished(picture.inside):
            self._text(rect, told, colours.text, RIGHT)


def _curve(start: QPointF, end: QPointF) -> QPainterPath:
    """A wire that leaves and arrives level."""
    path = QPainterPath(start)
    half = (end.x() - start.x()) / 2
    path.cubicTo(QPointF(start.x() + half, start.y()), QPointF(end.x() - half, end.y()), end)
    return path

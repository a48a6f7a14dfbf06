"""The X-ray: buffers, feeder threads, locks, pipe, slots and counts of one queue, as they stand.

    senders            write lock      pipe       read lock       receivers
    Cook A 1  [ooo ]  ----> L ----> ( o o o o ) ----> L ---->  Guest 1 reads
    Cook B 1  [o   ]                                           Guest 2 waits for the read lock
    semaphore: free slots [##--------] 2 of 10        unfinished 7: task_done due before join ends

Everything is drawn from `Snapshot.insides`: the processes' own counters on the board, looked at ten
times a second. Nothing moves between two looks, since nobody knows what happened there.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from engine.timeline.inside import Inside
from engine.timeline.snapshot import EMPTY_SNAPSHOT, QueueView, Snapshot
from gui.palette import LIGHT, Palette
from gui.xray.words import Row, description, receiver_rows, sender_rows

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter
MARGIN = 12
CELL, CELL_GAP = 8, 3
MOST_CELLS = 6  # of a buffer; what is more is told as a number
MOST_SLOTS = 20
LOCK = 30  # width and height of a lock's badge


class XRay(QWidget):
    """Draws the inside of the chosen queue."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty until a run is looked at."""
        super().__init__(parent)
        self._snapshot: Snapshot = EMPTY_SNAPSHOT
        self._palette = LIGHT
        self._index = 0
        self._drawn: object = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(116)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.retranslate()

    # -- what is shown --------------------------------------------------------------------------

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Shows a moment of a run; draws anew only after another look, or when somebody came."""
        self._snapshot = snapshot
        inside = self.inside
        states = tuple((w.process, w.state, w.done, w.taken) for w in snapshot.workers)
        key = (inside.at_ns if inside else 0, states, snapshot.phase)
        if key != self._drawn and self.isVisible():
            self._drawn = key
            self.setAccessibleDescription(self._describe())
            self.update()

    def set_queue(self, index: int) -> None:
        """Shows another queue, by `QueueView.index`."""
        self._index = index
        self._drawn = None
        self.update()

    def set_palette(self, palette: Palette) -> None:
        """Other colours."""
        self._palette = palette
        self.update()

    def retranslate(self) -> None:
        """Says everything in the present language."""
        self.setAccessibleName(self.tr("Inside the queue"))
        self.setToolTip(
            self.tr(
                "Counted by the processes themselves on a shared page of memory, and read ten "
                "times a second. put() returns when an item is in the buffer: before it "
                "is in the pipe."
            )
        )
        self._drawn = None
        self.update()

    @property
    def queue(self) -> QueueView | None:
        """The queue shown; the first one where there is no such queue."""
        queues = self._snapshot.queues
        return next((q for q in queues if q.index == self._index), queues[0] if queues else None)

    @property
    def inside(self) -> Inside | None:
        """What is inside it, once it was looked at."""
        queue, insides = self.queue, self._snapshot.insides
        return insides[queue.index] if queue is not None and queue.index < len(insides) else None

    def _describe(self) -> str:
        queue, inside = self.queue, self.inside
        return description(inside, queue, self._snapshot) if queue and inside else self._nothing()

    def _nothing(self) -> str:
        return self.tr("Press Start, and the queue is opened up here: buffers, locks and the pipe")

    def sizeHint(self) -> QSize:
        """A useful size."""
        return QSize(720, 190)

    # -- drawing --------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws all parts."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(self._palette.ground))
        queue, inside = self.queue, self.inside
        if queue is None or inside is None:
            painter.setPen(QColor(self._palette.dim))
            flags = CENTRE | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect().adjusted(24, 0, -24, 0), flags, self._nothing())
            return
        line = QFontMetrics(self.font()).height()
        top, bottom = round(1.9 * line), self.height() - round(1.9 * line)
        width = self.width() - 2 * MARGIN
        left, right = round(width * 0.38), round(width * 0.25)
        senders = QRect(MARGIN, top, left, bottom - top)
        receivers = QRect(MARGIN + width - right, top, right, bottom - top)
        middle = QRect(senders.right() + 18, top, receivers.left() - senders.right() - 42, 0)
        middle.setBottom(bottom)
        self._draw_heads(painter, line, senders, middle, receivers)
        self._draw_rows(painter, senders, sender_rows(inside, self._snapshot), has_cells=True)
        self._draw_middle(painter, middle, inside, line)
        receiving = receiver_rows(inside, self._snapshot)
        self._draw_rows(painter, receivers, receiving, has_cells=False)
        self._draw_counts(painter, QRect(MARGIN, bottom, width, line + 8), queue, inside)

    def _text(
        self,
        painter: QPainter,
        rect: QRect,
        words: str,
        colour: str,
        align: Qt.AlignmentFlag = LEFT,
    ) -> None:
        metrics = QFontMetrics(painter.font())
        painter.setPen(QColor(colour))
        fitting = metrics.elidedText(words, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, align, fitting)

    def _draw_heads(
        self, painter: QPainter, line: int, senders: QRect, middle: QRect, receivers: QRect
    ) -> None:
        dim = self._palette.dim
        for rect, words, align in (
            (senders, self.tr("senders: buffer, feeder thread"), LEFT),
            (middle, self.tr("pipe"), CENTRE),
            (receivers, self.tr("receivers"), LEFT),
        ):
            self._text(painter, QRect(rect.left(), 4, rect.width(), line + 4), words, dim, align)

    def _draw_rows(
        self, painter: QPainter, rect: QRect, rows: list[Row], *, has_cells: bool
    ) -> None:
        """One line for each process; the last one sums up those for whom there is no room."""
        line = QFontMetrics(painter.font()).height()
        pitch = round(1.35 * line)
        most = max(1, rect.height() // pitch)
        shown = rows if len(rows) <= most else rows[: most - 1]
        for at, row in enumerate(shown):
            area = QRect(rect.left(), rect.top() + at * pitch, rect.width(), pitch)
            self._draw_row(painter, area, row, has_cells=has_cells)
        if len(shown) < len(rows):
            rest = rows[len(shown) :]
            words = self.tr("{count} more, with {items} items").format(
                count=len(rest), items=sum(row.count for row in rest)
            )
            area = QRect(rect.left(), rect.top() + len(shown) * pitch, rect.width(), pitch)
            self._text(painter, area, words, self._palette.dim)

    def _draw_row(self, painter: QPainter, area: QRect, row: Row, *, has_cells: bool) -> None:
        colours = self._palette
        name_width = min(78, round(area.width() * 0.42))
        name = QRect(area.left(), area.top(), name_width - 6, area.height())
        self._text(painter, name, row.name, colours.dim if row.is_gone else colours.text)
        x = area.left() + name_width
        if has_cells:
            cells = min(row.count, MOST_CELLS)
            for at in range(MOST_CELLS):
                cell = QRectF(x + at * (CELL + CELL_GAP), 0, CELL, CELL)
                cell.moveTop(area.center().y() - CELL / 2)
                self._draw_cell(painter, cell, colours.busy_producer if at < cells else "")
            x += MOST_CELLS * (CELL + CELL_GAP) + 4
            if row.count > MOST_CELLS:
                more = f"{row.count}"
                width = QFontMetrics(painter.font()).horizontalAdvance(more) + 8
                self._text(painter, QRect(x, area.top(), width, area.height()), more, colours.text)
                x += width
        words = QRect(x, area.top(), area.right() - x, area.height())
        self._text(painter, words, row.words, colours.text if row.is_holding else colours.dim)

    def _draw_cell(self, painter: QPainter, cell: QRectF, colour: str) -> None:
        """A place for an item: full, or an outline."""
        if colour:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colour))
        else:
            painter.setPen(QPen(QColor(self._palette.border), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            cell = cell.adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(cell, 2, 2)

    def _draw_middle(self, painter: QPainter, rect: QRect, inside: Inside, line: int) -> None:
        """Write lock, pipe, read lock, from left to right."""
        centre_y = rect.top() + rect.height() // 2 - line // 2
        height = min(40, rect.height() - 2 * line)
        tube = QRectF(
            rect.left() + LOCK + 14, centre_y - height / 2, rect.width() - 2 * LOCK - 28, height
        )
        for x in (rect.left() + LOCK + 2, tube.right() + 2):
            self._draw_arrow(painter, QPointF(x + 10, centre_y))
        names = {worker.process: worker.name for worker in self._snapshot.workers}
        for left, holder, words in (
            (rect.left(), inside.writer, self.tr("write lock")),
            (rect.right() - LOCK, inside.reader, self.tr("read lock")),
        ):
            badge = QRectF(left, centre_y - LOCK / 2, LOCK, LOCK)
            self._draw_lock(painter, badge, is_held=holder is not None)
            told = names.get(holder, "?") if holder is not None else self.tr("free")
            wide = QRect(left - 18, round(badge.bottom()) + 2, LOCK + 36, line)
            self._text(painter, wide, told, self._palette.text, CENTRE)
            above = QRect(left - 18, round(badge.top()) - line - 2, LOCK + 36, line)
            self._text(painter, above, words, self._palette.dim, CENTRE)
        self._draw_pipe(painter, tube, inside, line)

    def _draw_pipe(self, painter: QPainter, tube: QRectF, inside: Inside, line: int) -> None:
        colours = self._palette
        painter.setPen(QPen(QColor(colours.border), 1.5))
        painter.setBrush(QColor(colours.panel))
        painter.drawRoundedRect(tube, tube.height() / 2, tube.height() / 2)
        pitch = CELL + CELL_GAP
        room = int((tube.width() - tube.height() * 0.7) // pitch)
        filled = min(inside.in_pipe, room)
        is_more = inside.in_pipe > filled
        for at in range(filled - is_more):  # the oldest is at the right, where it is read
            x = tube.right() - tube.height() * 0.35 - (at + 1) * pitch
            cell = QRectF(x, tube.center().y() - CELL / 2, CELL, CELL)
            self._draw_cell(painter, cell, colours.depth_line)
        if is_more:
            rest = QRectF(tube.left() + tube.height() * 0.25, tube.top(), 2 * CELL, tube.height())
            self._text(painter, rest.toRect(), "…", colours.dim, CENTRE)
        size = max(inside.reading_bytes, *(s.writing_bytes for s in inside.senders), 0)
        words = self.tr("{} items").format(inside.in_pipe)
        if size > 0:
            words = self.tr("one item in pieces")
        below = QRect(round(tube.left()), round(tube.bottom()) + 2, round(tube.width()), line)
        self._text(painter, below, words, colours.text, CENTRE)

    def _draw_arrow(self, painter: QPainter, tip: QPointF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._palette.dim))
        back = [QPointF(tip.x() - 7, tip.y() - 4), QPointF(tip.x() - 7, tip.y() + 4)]
        painter.drawPolygon(QPolygonF([tip, *back]))

    def _draw_lock(self, painter: QPainter, badge: QRectF, *, is_held: bool) -> None:
        """A padlock: closed and filled when it is held, open and empty when it is free."""
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

    def _draw_counts(
        self, painter: QPainter, rect: QRect, queue: QueueView, inside: Inside
    ) -> None:
        """The semaphore at the left, the count of unfinished tasks at the right."""
        colours = self._palette
        metrics = QFontMetrics(painter.font())
        words = self.tr("no bound: put never waits for a slot")
        if inside.free_slots is not None:
            words = self.tr("semaphore: {free} of {all} slots free").format(
                free=inside.free_slots, all=queue.maxsize
            )
        width = metrics.horizontalAdvance(words) + 10
        self._text(
            painter, QRect(rect.left(), rect.top(), width, rect.height()), words, colours.text
        )
        if inside.free_slots is not None and queue.maxsize <= MOST_SLOTS:
            for at in range(queue.maxsize):
                cell = QRectF(rect.left() + width + at * (CELL + CELL_GAP), 0, CELL, CELL)
                cell.moveTop(rect.center().y() - CELL / 2)
                is_used = at < queue.maxsize - inside.free_slots
                self._draw_cell(painter, cell, colours.limit if is_used else "")
        if inside.unfinished is not None:
            words = self.tr("unfinished: {count}, in hands: {hands}").format(
                count=inside.unfinished, hands=inside.in_hands
            )
            self._text(painter, rect, words, colours.text, RIGHT)

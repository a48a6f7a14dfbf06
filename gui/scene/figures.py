"""Paints people: cards, lines or tiles, and for whom the main program waits.

A card is painted anew only when it says something else.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPixmap

from engine.model.snapshot import State
from gui.common.palette import state_colour
from gui.scene import pictures
from gui.scene.brush import Brush
from gui.scene.seats import Form, Side
from gui.scene.stage import Figure, Stage

PATTERNS = {  # as in the lanes: no state is told by colour alone
    State.PUT_WAIT: Qt.BrushStyle.BDiagPattern,
    State.GET_WAIT: Qt.BrushStyle.Dense6Pattern,
    State.JOINING: Qt.BrushStyle.HorPattern,
    State.PAUSED: Qt.BrushStyle.VerPattern,
}


class People:
    """Paints workers, and keeps their pictures."""

    def __init__(self, brush: Brush) -> None:
        """Nobody is painted yet."""
        self.brush = brush
        self._cards: dict[int, tuple[tuple[Figure, float, bool], QPixmap]] = {}

    def paint(self, painter: QPainter, stage: Stage, person: Figure, *, is_marked: bool) -> None:
        """One worker; `is_marked`: it is looked at."""
        rect = person.seat.rect
        look = person, stage.line, is_marked
        kept = self._cards.get(person.target.process)
        if kept is None or kept[0] != look:
            pixmap_cache = self.brush.pixmap_cache(rect.size())
            inner = pixmap_cache.painter
            inner.translate(-rect.topLeft())
            if is_marked:
                self._paint_mark(inner, rect)
            if person.seat.form is Form.TILE:
                self._paint_tile(inner, stage, person)
            else:
                self._paint_card(inner, stage, person)
            kept = self._cards[person.target.process] = look, pixmap_cache.take()
        painter.drawPixmap(rect.topLeft(), kept[1])

    def _paint_mark(self, painter: QPainter, rect: QRectF) -> None:
        colour = QColor(self.brush.palette.accent)
        painter.setPen(QPen(colour, 1.6))
        colour.setAlphaF(0.12)
        painter.setBrush(colour)
        painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 6, 6)

    def _paint_card(self, painter: QPainter, stage: Stage, person: Figure) -> None:
        line, seat, colours = stage.line, person.seat, self.brush.palette
        is_card = seat.form is Form.CARD
        size = min(seat.rect.height() * 0.94, (2.0 if is_card else 1.35) * line)
        room = QRectF(seat.rect)
        if seat.side is Side.LEFT:
            room.setRight(seat.hand.x() - seat.hand_size / 2 - 0.2 * line)
        elif seat.side is Side.RIGHT:
            room.setLeft(seat.hand.x() + seat.hand_size / 2 + 0.2 * line)
        room.adjust(0.15 * line, 0, -0.15 * line, 0)
        self._paint_figure(painter, person, QPointF(room.left(), room.center().y()), size)
        chip = QRectF(0, 0, 0.3 * size, 0.3 * size)
        chip.moveBottomRight(QPointF(room.left() + size + 1, room.center().y() + size / 2))
        self._paint_chip(painter, chip, person)
        room.setLeft(room.left() + size + (0.45 if is_card else 0.3) * line)
        colour = colours.dim if person.has_ended else colours.text
        if is_card:
            upper = QRectF(room.left(), room.center().y() - 1.0 * line, room.width(), line)
            note = person.rate or person.lasting
            self._paint_pair(painter, stage, upper, (person.name, note), colour)
            lower = QRectF(room.left(), room.center().y(), room.width(), line)
            self._paint_words(painter, stage, lower, person, (person.words, person.brief))
            return
        advance = self._paint_pair(painter, stage, room, (person.name, ""), colour)
        room.setLeft(room.left() + advance - 0.15 * line)
        timed = f"{person.brief}  {person.lasting}".rstrip()
        texts = (person.rate,) if person.rate else (timed, person.brief)
        self._paint_words(painter, stage, room, person, texts)

    def _paint_pair(
        self,
        painter: QPainter,
        stage: Stage,
        rect: QRectF,
        texts: tuple[str, str],
        colour: str,
    ) -> float:
        """A name and a note behind it; returns where the name ends."""
        painter.setFont(self.brush.font(stage.line, bold=True))
        self.brush.text(painter, rect, texts[0], colour)
        advance = painter.fontMetrics().horizontalAdvance(texts[0]) + 0.5 * stage.line
        if texts[1]:
            painter.setFont(self.brush.font(stage.line, 0.92))
            rest = rect.adjusted(advance, 0, 0, 0)
            self.brush.text(painter, rest, texts[1], self.brush.palette.dim)
        return advance

    def _paint_words(
        self,
        painter: QPainter,
        stage: Stage,
        rect: QRectF,
        person: Figure,
        texts: tuple[str, ...],
    ) -> None:
        """What somebody does, in the first words that fit."""
        share = 0.92 if person.seat.form is Form.CARD else 0.86
        painter.setFont(self.brush.font(stage.line, share))
        metrics = painter.fontMetrics()
        fitting = (text for text in texts if metrics.horizontalAdvance(text) <= rect.width())
        colour = (
            self.brush.palette.error if person.state is State.FAILED else self.brush.palette.dim
        )
        self.brush.text(painter, rect, next(fitting, texts[-1]), colour)

    def _paint_chip(self, painter: QPainter, rect: QRectF, person: Figure) -> None:
        """A swatch of the state, in the colour and pattern that its lane has."""
        colour = QColor(state_colour(self.brush.palette, person.state, person.role))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.brush.palette.ground))
        painter.drawRoundedRect(rect.adjusted(-2, -2, 2, 2), 3, 3)
        painter.setPen(QPen(colour, 1))
        if person.state is State.FAILED:
            painter.setPen(QPen(colour, 2))
            painter.drawLine(rect.topLeft(), rect.bottomRight())
            painter.drawLine(rect.bottomLeft(), rect.topRight())
        elif person.state is State.ENDED:
            painter.setPen(QPen(colour, 2))
            painter.drawLine(
                QPointF(rect.left(), rect.center().y()), QPointF(rect.right(), rect.center().y())
            )
        else:
            behind = QColor(colour)
            behind.setAlphaF(0.25 if person.state in PATTERNS else 1.0)
            painter.setBrush(behind)
            painter.drawRoundedRect(rect, 2, 2)
            if person.state in PATTERNS:
                painter.setBrush(QBrush(colour, PATTERNS[person.state]))
                painter.drawRoundedRect(rect, 2, 2)

    def _paint_figure(self, painter: QPainter, person: Figure, left: QPointF, size: float) -> None:
        picture = pictures.person(
            person.role,
            size,
            self.brush.ratio,
            self.brush.palette,
            is_cook=bool(person.dish),
            is_away=person.has_ended,
        )
        painter.drawPixmap(QPointF(left.x(), left.y() - size / 2), picture)
        if person.state is State.FAILED:
            painter.setPen(QPen(QColor(self.brush.palette.failed), max(2.0, 0.1 * size)))
            box = QRectF(left.x(), left.y() - size / 2, size, size)
            box.adjust(0.15 * size, 0.15 * size, -0.15 * size, -0.15 * size)
            painter.drawLine(box.topLeft(), box.bottomRight())
            painter.drawLine(box.bottomLeft(), box.topRight())

    def _paint_tile(self, painter: QPainter, stage: Stage, person: Figure) -> None:
        rect = person.seat.rect.adjusted(1.5, 1.5, -1.5, -1.5)
        colour = QColor(state_colour(self.brush.palette, person.state, person.role))
        behind = QColor(colour)
        behind.setAlphaF(0.28 if person.state in PATTERNS or person.has_ended else 0.85)
        painter.setPen(QPen(colour, 1))
        painter.setBrush(behind)
        painter.drawRoundedRect(rect, 3, 3)
        if person.state in PATTERNS:
            painter.setBrush(QBrush(colour, PATTERNS[person.state]))
            painter.drawRoundedRect(rect, 3, 3)
        if person.state is State.FAILED:
            painter.setPen(QPen(QColor(self.brush.palette.ground), 2))
            painter.drawLine(rect.topLeft(), rect.bottomRight())
            painter.drawLine(rect.bottomLeft(), rect.topRight())

    def paint_wait_of_main(self, painter: QPainter, stage: Stage) -> None:
        """A line from the main program to the process it waits for."""
        main = next((each for each in stage.people if each.seat.side is Side.MAIN), None)
        if main is None or main.state is not State.JOINING or not main.waits_for:
            return
        awaited = next((each for each in stage.people if each.name == main.waits_for), None)
        if awaited is None or awaited is main:
            return
        pen = QPen(QColor(self.brush.palette.joining), 1.6)
        pen.setDashPattern([1.5, 3])
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        line, is_left = stage.line, awaited.seat.side is Side.LEFT
        rect, away = awaited.seat.rect, 1 if is_left else -1
        x = (rect.right() if is_left else rect.left()) + away * 0.32 * line
        own = main.seat.rect
        begin = QPointF(own.left() if is_left else own.right(), own.center().y())
        end = QPointF(x - away * 0.3 * line, rect.center().y())
        painter.drawPolyline([begin, QPointF(x, begin.y()), QPointF(x, end.y()), end])
        painter.setBrush(QColor(self.brush.palette.joining))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(end, 0.18 * line, 0.18 * line)

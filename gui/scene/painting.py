"""Paints a Stage. What stays the same from frame to frame is painted once and kept as a picture."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPen, QPixmap

from engine.timeline.snapshot import State
from gui.palette import Palette, state_colour
from gui.scene import pictures, words
from gui.scene.motion import Shown
from gui.scene.seats import SUMMARY, Form, Side
from gui.scene.stage import Dish, Person, Stage
from gui.scene.tray import Tray
from gui.selection import Target, WorkerTarget

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter
PATTERNS = {  # as in the lanes: no state is told by colour alone
    State.PUT_WAIT: Qt.BrushStyle.BDiagPattern,
    State.GET_WAIT: Qt.BrushStyle.Dense6Pattern,
    State.JOINING: Qt.BrushStyle.HorPattern,
    State.PAUSED: Qt.BrushStyle.VerPattern,
}
MOST_DISHES = 1024  # pictures that are kept
FAINT = 0.35  # of a dish that is not looked at while another one is


class Painting:
    """Paints scenes in one palette, at one ratio of pixels, and keeps what can be used again."""

    def __init__(self, palette: Palette, ratio: float, font: QFont) -> None:
        """`font` is the widget's; its size is that of a scene of the usual size."""
        self.palette, self.ratio = palette, ratio
        self._font = font
        self._cards: dict[int, tuple[tuple[Person, float, bool], QPixmap]] = {}
        self._dishes: dict[tuple[str, str, float], QPixmap] = {}
        self._tray: tuple[tuple[Tray, float, str], QPixmap] | None = None

    def paint(
        self,
        painter: QPainter,
        stage: Stage,
        shown: Iterable[Shown],
        target: Target | None,
        way: tuple[int, ...] = (),
        phase: float = 0.0,
    ) -> None:
        """One frame.

        Args:
            painter: of the widget, or of a picture.
            stage: where everything is.
            shown: dishes where they are now.
            target: what is looked at.
            way: processes that the item looked at has been with.
            phase: 0 to 1; how far the arrows of a flow have moved.
        """
        painter.fillRect(QRectF(QPointF(0, 0), stage.size), QColor(self.palette.ground))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        tray = stage.tray
        if tray is None:
            self._paint_invitation(painter, stage)
            return
        self._paint_headings(painter, stage)
        if stage.flow is None:
            self._paint_tray(painter, stage, tray)
        else:
            self._paint_flow(painter, stage, tray, stage.flow, phase)
        self._paint_wait_of_main(painter, stage)
        for person in stage.people:
            is_marked = person.target == target or person.target.process in way
            self._paint_person(painter, stage, person, is_marked=is_marked)
        self._paint_dishes(painter, stage, shown, target)

    def font(self, line: float, share: float = 1.0, *, bold: bool = False) -> QFont:
        """The widget's font for a scene with such lines."""
        font = QFont(self._font)
        usual = QFontMetricsF(self._font).height()
        pixels = self._font.pixelSize() if self._font.pixelSize() > 0 else usual / 1.3
        font.setPixelSize(max(10, round(pixels * share * line / usual)))
        font.setFeature(QFont.Tag("tnum"), 1)
        if bold:
            font.setWeight(QFont.Weight.DemiBold)
        return font

    def _text(
        self,
        painter: QPainter,
        rect: QRectF,
        text: str,
        colour: str,
        align: Qt.AlignmentFlag = LEFT,
    ) -> None:
        """Words, cut with "…" where they do not fit; a tooltip has all of them."""
        metrics = painter.fontMetrics()
        if metrics.horizontalAdvance(text) > rect.width():
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(rect.width()))
        painter.setPen(QColor(colour))
        painter.drawText(rect, align, text)

    # -- what stands around ---------------------------------------------------------------------

    def _paint_headings(self, painter: QPainter, stage: Stage) -> None:
        line, colours = stage.line, self.palette
        begin, inner, outer, end = stage.columns
        top = 0.3 * line
        painter.setFont(self.font(line))
        side = QRectF(begin, top, inner - begin, 1.3 * line)
        self._text(painter, side, stage.left, colours.dim)
        side = QRectF(outer, top, end - outer, 1.3 * line)
        self._text(painter, side, stage.right, colours.dim, RIGHT)
        around = max(map(painter.fontMetrics().horizontalAdvance, (stage.left, stage.right)))
        painter.setFont(self.font(line, bold=True))
        middle = QRectF(begin, top, end - begin, 1.3 * line)
        middle.adjust(around + 0.5 * line, 0, -around - 0.5 * line, 0)
        fits = painter.fontMetrics().horizontalAdvance(stage.heading) <= middle.width()
        heading = stage.heading if fits else stage.filling
        self._text(painter, middle, heading, colours.text, CENTRE)
        painter.setFont(self.font(line, 0.92))
        bottom = stage.size.height() - 0.5 * line - SUMMARY * line
        for text, left, right, align in (
            (stage.left_summary, begin, inner, RIGHT),
            (stage.right_summary, outer, end, LEFT),
        ):
            if text:
                rect = QRectF(left, bottom, right - left, SUMMARY * line)
                self._text(painter, rect, text, colours.dim, align)

    def _paint_tray(self, painter: QPainter, stage: Stage, tray: Tray) -> None:
        key = (tray, stage.line, stage.more)
        if self._tray is None or self._tray[0] != key:
            self._tray = key, self._tray_picture(stage, tray)
        painter.drawPixmap(tray.area.topLeft() - QPointF(2 * stage.line, 2), self._tray[1])

    def _tray_picture(self, stage: Stage, tray: Tray) -> QPixmap:
        line, colours = stage.line, self.palette
        margin = 2 * line
        size = QSizeF(tray.area.width() + 2 * margin, tray.area.height() + 4)
        pixmap, painter = self._canvas(size)
        painter.translate(margin - tray.area.left(), 2 - tray.area.top())
        inset, radius = 0.05 * tray.cell, 0.2 * tray.cell
        if not tray.is_open:
            painter.setPen(QPen(QColor(colours.border), 1))
            painter.setBrush(QColor(colours.slot))
            for at in tray.places:
                side = tray.cell - 2 * inset
                rect = QRectF(at.x() - side / 2, at.y() - side / 2, side, side)
                painter.drawRoundedRect(rect, radius, radius)
        else:
            self._paint_belt(painter, tray)
        if tray.gap is not None and stage.more:
            painter.setFont(self.font(line, 0.92))
            painter.setPen(QColor(colours.dim))
            flags = CENTRE | Qt.TextFlag.TextWordWrap
            painter.drawText(tray.gap, flags, f"…\n{stage.more}\n…")
        self._arrow(painter, QPointF(tray.area.left() - 0.42 * line, tray.area.center().y()), line)
        self._arrow(painter, QPointF(tray.area.right() + 0.42 * line, tray.area.center().y()), line)
        painter.end()
        return pixmap

    def _paint_belt(self, painter: QPainter, tray: Tray) -> None:
        """A queue without a limit has no places, only a ground, open to the left."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.palette.slot))
        painter.drawRoundedRect(tray.area, 0.2 * tray.cell, 0.2 * tray.cell)
        pen = QPen(QColor(self.palette.border), 1)
        painter.setPen(pen)
        area, radius = tray.area, 0.2 * tray.cell
        for y in (area.top(), area.bottom()):
            painter.drawLine(QPointF(area.left() + radius, y), QPointF(area.right() - radius, y))
        painter.drawLine(
            QPointF(area.right(), area.top() + radius),
            QPointF(area.right(), area.bottom() - radius),
        )

    def _arrow(self, painter: QPainter, at: QPointF, line: float, colour: str = "") -> None:
        """Items move to the right."""
        pen = QPen(QColor(colour or self.palette.border), 0.12 * line)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        x, y, arm = at.x(), at.y(), 0.28 * line
        painter.drawPolyline(
            [QPointF(x - arm / 2, y - arm), QPointF(x + arm / 2, y), QPointF(x - arm / 2, y + arm)]
        )

    def _paint_invitation(self, painter: QPainter, stage: Stage) -> None:
        size, line = stage.size, stage.line
        side = 2.6 * line
        middle = QPointF(size.width() / 2, size.height() / 2 - 0.9 * line)
        painter.setOpacity(0.55)
        for number, name in enumerate(("bun", "dumpling", "rice parcel")):
            picture = pictures.dish(name, "", side, self.ratio, self.palette)
            x = middle.x() + (number - 1.5) * 1.35 * side + 0.17 * side
            painter.drawPixmap(QPointF(x, middle.y() - side / 2), picture)
        painter.setOpacity(1.0)
        painter.setFont(self.font(line))
        rect = QRectF(0, middle.y() + 0.7 * side, size.width(), 1.5 * line)
        self._text(painter, rect, words.invitation(), self.palette.dim, CENTRE)

    # -- people ---------------------------------------------------------------------------------

    def _paint_person(
        self, painter: QPainter, stage: Stage, person: Person, *, is_marked: bool
    ) -> None:
        rect = person.seat.rect
        look = person, stage.line, is_marked
        kept = self._cards.get(person.target.process)
        if kept is None or kept[0] != look:
            pixmap, inner = self._canvas(rect.size())
            inner.translate(-rect.topLeft())
            if is_marked:
                self._paint_mark(inner, rect)
            if person.seat.form is Form.TILE:
                self._paint_tile(inner, stage, person)
            else:
                self._paint_card(inner, stage, person)
            inner.end()
            kept = self._cards[person.target.process] = look, pixmap
        painter.drawPixmap(rect.topLeft(), kept[1])

    def _paint_mark(self, painter: QPainter, rect: QRectF) -> None:
        colour = QColor(self.palette.accent)
        painter.setPen(QPen(colour, 1.6))
        colour.setAlphaF(0.12)
        painter.setBrush(colour)
        painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 6, 6)

    def _paint_card(self, painter: QPainter, stage: Stage, person: Person) -> None:
        line, seat, colours = stage.line, person.seat, self.palette
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
        painter.setFont(self.font(stage.line, bold=True))
        self._text(painter, rect, texts[0], colour)
        advance = painter.fontMetrics().horizontalAdvance(texts[0]) + 0.5 * stage.line
        if texts[1]:
            painter.setFont(self.font(stage.line, 0.92))
            rest = rect.adjusted(advance, 0, 0, 0)
            self._text(painter, rest, texts[1], self.palette.dim)
        return advance

    def _paint_words(
        self,
        painter: QPainter,
        stage: Stage,
        rect: QRectF,
        person: Person,
        texts: tuple[str, ...],
    ) -> None:
        """What somebody does, in the first words that fit."""
        share = 0.92 if person.seat.form is Form.CARD else 0.86
        painter.setFont(self.font(stage.line, share))
        metrics = painter.fontMetrics()
        fitting = (text for text in texts if metrics.horizontalAdvance(text) <= rect.width())
        colour = self.palette.error if person.state is State.FAILED else self.palette.dim
        self._text(painter, rect, next(fitting, texts[-1]), colour)

    def _paint_chip(self, painter: QPainter, rect: QRectF, person: Person) -> None:
        """A swatch of the state, in the colour and pattern that its lane has."""
        colour = QColor(state_colour(self.palette, person.state, person.role))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.palette.ground))
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

    def _paint_figure(self, painter: QPainter, person: Person, left: QPointF, size: float) -> None:
        picture = pictures.person(
            person.role,
            size,
            self.ratio,
            self.palette,
            is_cook=bool(person.dish),
            is_away=person.has_ended,
        )
        painter.drawPixmap(QPointF(left.x(), left.y() - size / 2), picture)
        if person.state is State.FAILED:
            painter.setPen(QPen(QColor(self.palette.failed), max(2.0, 0.1 * size)))
            box = QRectF(left.x(), left.y() - size / 2, size, size)
            box.adjust(0.15 * size, 0.15 * size, -0.15 * size, -0.15 * size)
            painter.drawLine(box.topLeft(), box.bottomRight())
            painter.drawLine(box.bottomLeft(), box.topRight())

    def _paint_tile(self, painter: QPainter, stage: Stage, person: Person) -> None:
        rect = person.seat.rect.adjusted(1.5, 1.5, -1.5, -1.5)
        colour = QColor(state_colour(self.palette, person.state, person.role))
        behind = QColor(colour)
        behind.setAlphaF(0.28 if person.state in PATTERNS or person.has_ended else 0.85)
        painter.setPen(QPen(colour, 1))
        painter.setBrush(behind)
        painter.drawRoundedRect(rect, 3, 3)
        if person.state in PATTERNS:
            painter.setBrush(QBrush(colour, PATTERNS[person.state]))
            painter.drawRoundedRect(rect, 3, 3)
        if person.state is State.FAILED:
            painter.setPen(QPen(QColor(self.palette.ground), 2))
            painter.drawLine(rect.topLeft(), rect.bottomRight())
            painter.drawLine(rect.bottomLeft(), rect.topRight())

    def _paint_wait_of_main(self, painter: QPainter, stage: Stage) -> None:
        """A line from the main program to the process it waits for."""
        main = next((each for each in stage.people if each.seat.side is Side.MAIN), None)
        if main is None or main.state is not State.JOINING or not main.waits_for:
            return
        awaited = next((each for each in stage.people if each.name == main.waits_for), None)
        if awaited is None or awaited is main:
            return
        pen = QPen(QColor(self.palette.joining), 1.6)
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
        painter.setBrush(QColor(self.palette.joining))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(end, 0.18 * line, 0.18 * line)

    # -- dishes and flows -----------------------------------------------------------------------

    def _paint_dishes(
        self, painter: QPainter, stage: Stage, shown: Iterable[Shown], target: Target | None
    ) -> None:
        shown = list(shown)
        is_seen = any(each.dish.target == target for each in shown)
        for each in shown:
            dish = each.dish
            is_marked = dish.target == target
            painter.setOpacity(each.opacity * (FAINT if is_seen and not is_marked else 1.0))
            picture = self._dish(dish)
            corner = each.at - QPointF(dish.size / 2, dish.size / 2)
            if is_marked or (isinstance(target, WorkerTarget) and _is_of(dish, target)):
                painter.setPen(QPen(QColor(self.palette.accent), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawEllipse(each.at, dish.size * 0.56, dish.size * 0.56)
            painter.drawPixmap(corner, picture)
            if dish.others:
                self._paint_others(painter, stage, each)
        painter.setOpacity(1.0)

    def _dish(self, dish: Dish) -> QPixmap:
        key = dish.name, dish.label, dish.size
        picture = self._dishes.get(key)
        if picture is None:
            if len(self._dishes) >= MOST_DISHES:
                self._dishes.clear()
            picture = pictures.dish(*key, self.ratio, self.palette)
            self._dishes[key] = picture
        return picture

    def _paint_others(self, painter: QPainter, stage: Stage, shown: Shown) -> None:
        """How many more unfinished items there are in the same hands."""
        text, half = f"+{shown.dish.others}", shown.dish.size / 2
        painter.setFont(self.font(stage.line, 0.75, bold=True))
        metrics = painter.fontMetrics()
        pill = QRectF(0, 0, metrics.horizontalAdvance(text) + 6, metrics.height() - 2)
        pill.moveTopLeft(shown.at - QPointF(half, half))
        painter.setPen(QPen(QColor(self.palette.warning), 1))
        painter.setBrush(QColor(self.palette.raised))
        painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
        self._text(painter, pill, text, self.palette.warning, CENTRE)

    def _paint_flow(
        self,
        painter: QPainter,
        stage: Stage,
        tray: Tray,
        flow: tuple[float, float, float],
        phase: float,
    ) -> None:
        """The queue as a tank, with what comes in and goes out as arrows and rates."""
        share, into, out = flow
        line, colours = stage.line, self.palette
        begin, end = stage.columns[1] + line, stage.columns[2] - line
        height = min(4.2 * line, tray.area.height())
        tank = QRectF(begin + 3.4 * line, 0, end - begin - 6.8 * line, height)
        tank.moveTop(tray.area.center().y() - height / 2)
        painter.setPen(QPen(QColor(colours.border), 1))
        painter.setBrush(QColor(colours.slot))
        painter.drawRoundedRect(tank, 5, 5)
        if share > 0:
            full = QRectF(tank)
            full.setTop(tank.bottom() - share * tank.height())
            painter.save()
            painter.setClipRect(full)
            painter.setBrush(QColor(colours.depth_fill))
            painter.setPen(QPen(QColor(colours.depth_line), 1))
            painter.drawRoundedRect(tank, 5, 5)
            painter.restore()
            painter.setPen(QPen(QColor(colours.depth_line), 2))
            painter.drawLine(full.topLeft() + QPointF(1, 0), full.topRight() - QPointF(1, 0))
        painter.setFont(self.font(line, 1.15, bold=True))
        self._text(painter, tank, stage.depth, colours.text, CENTRE)
        y = tank.center().y()
        for left, right, rate in (
            (begin - 0.4 * line, tank.left(), into),
            (tank.right(), end + 0.4 * line, out),
        ):
            rect = QRectF(left, y - 1.9 * line, right - left, 1.2 * line)
            painter.setFont(self.font(line, 0.92))
            self._text(painter, rect, words.rate(rate), colours.text, CENTRE)
            self._paint_stream(painter, left, right, y, line, rate, phase)

    def _paint_stream(
        self, painter: QPainter, left: float, right: float, y: float, line: float, rate: float,
        phase: float,
    ) -> None:  # fmt: skip
        """Arrows that have moved as items have; none where nothing flows."""
        if rate <= 0:
            return
        step, arm = 0.9 * line, 0.35 * line
        x = left + arm + (phase % 1.0) * step
        while x < right - arm:
            self._arrow(painter, QPointF(x, y), line * 1.15, self.palette.depth_line)
            x += step

    def _canvas(self, size: QSizeF) -> tuple[QPixmap, QPainter]:
        pixmap = QPixmap((size * self.ratio).toSize().expandedTo(QSizeF(1, 1).toSize()))
        pixmap.setDevicePixelRatio(self.ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        return pixmap, painter


def _is_of(dish: Dish, target: WorkerTarget) -> bool:
    """Whether a worker made a dish, or has it in its hands."""
    return target.process in {dish.owner, dish.target.producer}

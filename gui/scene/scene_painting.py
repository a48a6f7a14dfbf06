"""Paints a Stage. What stays the same from frame to frame is painted once and kept as a picture."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPixmap

from gui.common.palette import Palette
from gui.common.selection import Target, WorkerTarget
from gui.scene import labels, pictures
from gui.scene.brush import CENTRE, LEFT, RIGHT, Brush
from gui.scene.counter import Counter
from gui.scene.figures import People
from gui.scene.motion import Shown
from gui.scene.seats import SUMMARY
from gui.scene.stage import Dish, Stage

MOST_DISHES = 1024  # pictures that are kept
FAINT = 0.35  # of a dish that is not looked at while another one is


class ScenePainting:
    """Paints scenes in one palette, at one ratio of pixels, and keeps what can be used again."""

    def __init__(self, palette: Palette, ratio: float, font: QFont) -> None:
        """`font` is the widget's; its size is that of a scene of the usual size."""
        self.brush = Brush(palette, ratio, font)
        self._people, self._counter = People(self.brush), Counter(self.brush)
        self._dishes: dict[tuple[str, str, float], QPixmap] = {}

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
        painter.fillRect(QRectF(QPointF(0, 0), stage.size), QColor(self.brush.palette.ground))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        tray = stage.tray
        if tray is None:
            self._paint_invitation(painter, stage)
            return
        self._paint_headings(painter, stage)
        if stage.flow is None:
            self._counter.paint(painter, stage, tray)
        else:
            self._counter.paint_flow(painter, stage, tray, stage.flow, phase)
        self._people.paint_wait_of_main(painter, stage)
        for person in stage.people:
            is_marked = person.target == target or person.target.process in way
            self._people.paint(painter, stage, person, is_marked=is_marked)
        self._paint_dishes(painter, stage, shown, target)

    def _paint_headings(self, painter: QPainter, stage: Stage) -> None:
        line, colours = stage.line, self.brush.palette
        begin, inner, outer, end = stage.columns
        top = 0.3 * line
        painter.setFont(self.brush.font(line))
        side = QRectF(begin, top, inner - begin, 1.3 * line)
        self.brush.text(painter, side, stage.left, colours.dim)
        side = QRectF(outer, top, end - outer, 1.3 * line)
        self.brush.text(painter, side, stage.right, colours.dim, RIGHT)
        around = max(map(painter.fontMetrics().horizontalAdvance, (stage.left, stage.right)))
        painter.setFont(self.brush.font(line, bold=True))
        middle = QRectF(begin, top, end - begin, 1.3 * line)
        middle.adjust(around + 0.5 * line, 0, -around - 0.5 * line, 0)
        fits = painter.fontMetrics().horizontalAdvance(stage.heading) <= middle.width()
        heading = stage.heading if fits else stage.filling
        self.brush.text(painter, middle, heading, colours.text, CENTRE)
        painter.setFont(self.brush.font(line, 0.92))
        bottom = stage.size.height() - 0.5 * line - SUMMARY * line
        for text, left, right, align in (
            (stage.left_summary, begin, inner, RIGHT),
            (stage.right_summary, outer, end, LEFT),
        ):
            if text:
                rect = QRectF(left, bottom, right - left, SUMMARY * line)
                self.brush.text(painter, rect, text, colours.dim, align)

    def _paint_invitation(self, painter: QPainter, stage: Stage) -> None:
        size, line = stage.size, stage.line
        side = 2.6 * line
        middle = QPointF(size.width() / 2, size.height() / 2 - 0.9 * line)
        painter.setOpacity(0.55)
        for number, name in enumerate(("bun", "dumpling", "rice parcel")):
            picture = pictures.dish(name, "", side, self.brush.ratio, self.brush.palette)
            x = middle.x() + (number - 1.5) * 1.35 * side + 0.17 * side
            painter.drawPixmap(QPointF(x, middle.y() - side / 2), picture)
        painter.setOpacity(1.0)
        painter.setFont(self.brush.font(line))
        rect = QRectF(0, middle.y() + 0.7 * side, size.width(), 1.5 * line)
        self.brush.text(painter, rect, labels.invitation(), self.brush.palette.dim, CENTRE)

    def _paint_dishes(
        self, painter: QPainter, stage: Stage, shown: Iterable[Shown], target: Target | None
    ) -> None:
        shown = list(shown)
        is_seen = target is not None and any(each.dish.target == target for each in shown)
        opacity = 1.0
        for each in shown:
            dish = each.dish
            is_marked = target is not None and dish.target == target
            wanted = each.opacity * (FAINT if is_seen and not is_marked else 1.0)
            if wanted != opacity:
                opacity = wanted
                painter.setOpacity(opacity)
            picture = self._dish(dish)
            corner = each.at - QPointF(dish.size / 2, dish.size / 2)
            if is_marked or (isinstance(target, WorkerTarget) and _is_of(dish, target)):
                painter.setPen(QPen(QColor(self.brush.palette.accent), 2))
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
                # The oldest alone: to draw all that are seen again at once would cost a frame.
                del self._dishes[next(iter(self._dishes))]
            picture = pictures.dish(*key, self.brush.ratio, self.brush.palette)
            self._dishes[key] = picture
        return picture

    def _paint_others(self, painter: QPainter, stage: Stage, shown: Shown) -> None:
        """How many more unfinished items there are in the same hands."""
        text, half = f"+{shown.dish.others}", shown.dish.size / 2
        painter.setFont(self.brush.font(stage.line, 0.75, bold=True))
        metrics = painter.fontMetrics()
        pill = QRectF(0, 0, metrics.horizontalAdvance(text) + 6, metrics.height() - 2)
        pill.moveTopLeft(shown.at - QPointF(half, half))
        painter.setPen(QPen(QColor(self.brush.palette.warning), 1))
        painter.setBrush(QColor(self.brush.palette.raised))
        painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
        self.brush.text(painter, pill, text, self.brush.palette.warning, CENTRE)


def _is_of(dish: Dish, target: WorkerTarget) -> bool:
    """Whether a worker made a dish, or has it in its hands."""
    return target.process in {dish.owner, dish.target.producer}

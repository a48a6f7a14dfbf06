"""Paints the queue: its places, or, when items are too fast to be seen, a tank and two streams."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from gui.scene import labels
from gui.scene.brush import CENTRE, Brush
from gui.scene.stage import Stage
from gui.scene.tray import Tray


class Counter:
    """Paints the middle of the scene, and keeps the picture of the places."""

    def __init__(self, brush: Brush) -> None:
        """Nothing is painted yet."""
        self.brush = brush
        self._tray: tuple[tuple[Tray, float, str], QPixmap] | None = None

    def paint(self, painter: QPainter, stage: Stage, tray: Tray) -> None:
        """The places, empty."""
        key = (tray, stage.line, stage.more)
        if self._tray is None or self._tray[0] != key:
            self._tray = key, self._tray_picture(stage, tray)
        painter.drawPixmap(tray.area.topLeft() - QPointF(2 * stage.line, 2), self._tray[1])

    def _tray_picture(self, stage: Stage, tray: Tray) -> QPixmap:
        line, colours = stage.line, self.brush.palette
        margin = 2 * line
        size = QSizeF(tray.area.width() + 2 * margin, tray.area.height() + 4)
        pixmap_cache = self.brush.pixmap_cache(size)
        painter = pixmap_cache.painter
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
            painter.setFont(self.brush.font(line, 0.92))
            painter.setPen(QColor(colours.dim))
            flags = CENTRE | Qt.TextFlag.TextWordWrap
            painter.drawText(tray.gap, flags, f"…\n{stage.more}\n…")
        self.brush.arrow(
            painter, QPointF(tray.area.left() - 0.42 * line, tray.area.center().y()), line
        )
        self.brush.arrow(
            painter, QPointF(tray.area.right() + 0.42 * line, tray.area.center().y()), line
        )
        return pixmap_cache.take()

    def _paint_belt(self, painter: QPainter, tray: Tray) -> None:
        """A queue without a limit has no places, only a ground, open to the left."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.brush.palette.slot))
        painter.drawRoundedRect(tray.area, 0.2 * tray.cell, 0.2 * tray.cell)
        pen = QPen(QColor(self.brush.palette.border), 1)
        painter.setPen(pen)
        area, radius = tray.area, 0.2 * tray.cell
        for y in (area.top(), area.bottom()):
            painter.drawLine(QPointF(area.left() + radius, y), QPointF(area.right() - radius, y))
        painter.drawLine(
            QPointF(area.right(), area.top() + radius),
            QPointF(area.right(), area.bottom() - radius),
        )

    def paint_flow(
        self,
        painter: QPainter,
        stage: Stage,
        tray: Tray,
        flow: tuple[float, float, float],
        phase: float,
    ) -> None:
        """The queue as a tank, with what comes in and goes out as arrows and rates."""
        share, into, out = flow
        line, colours = stage.line, self.brush.palette
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
        painter.setFont(self.brush.font(line, 1.15, bold=True))
        self.brush.text(painter, tank, stage.depth, colours.text, CENTRE)
        y = tank.center().y()
        for left, right, rate in (
            (begin - 0.4 * line, tank.left(), into),
            (tank.right(), end + 0.4 * line, out),
        ):
            rect = QRectF(left, y - 1.9 * line, right - left, 1.2 * line)
            painter.setFont(self.brush.font(line, 0.92))
            self.brush.text(painter, rect, labels.rate(rate), colours.text, CENTRE)
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
            self.brush.arrow(painter, QPointF(x, y), line * 1.15, self.brush.palette.depth_line)
            x += step

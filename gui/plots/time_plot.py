"""What both plots have in common: the same gutter and time axis, hands, crosshair and words.

Equal fonts give equal gutters, so a moment is at the same x in every plot, to the pixel.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from engine.model.snapshot import EMPTY_SNAPSHOT, Snapshot
from gui.common.palette import LIGHT, Palette
from gui.common.part import CentrePart
from gui.common.selection import Target
from gui.plots.ticks import time_ticks

if TYPE_CHECKING:
    from gui.plots.time_axis import Columns, TimeAxis

ZOOM_STEP = 1.25
CLICK_PX = 5  # a press that moves less is a click
SPOKEN_EVERY_S = 0.5  # how often what a screen reader reads is renewed, at most
EDGE = 4  # logical pixels between words and the widget's edge
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter


class Frame:
    """One drawing of a plot: where things are, and short words for painting them."""

    def __init__(self, painter: QPainter, size: QSize, ratio: float, font: QFont) -> None:
        """`size` in logical pixels; `ratio` is device pixels a logical one."""
        self.painter, self.size, self.ratio = painter, size, ratio
        painter.setFont(font)
        self.metrics = QFontMetrics(font)
        self.line = self.metrics.height()
        self.gutter = gutter_of(self.metrics)
        self.columns: Columns

    @property
    def width(self) -> int:
        """Of the part that shows time."""
        return max(1, self.size.width() - self.gutter - self.line)

    @property
    def right(self) -> int:
        """Where that part ends."""
        return self.gutter + self.width

    def look_at(self, axis: TimeAxis) -> None:
        """Takes the visible range as columns of device pixels."""
        self.columns = axis.columns(round(self.width * self.ratio))

    def x_of(self, at_ns: int) -> float:
        """Where a moment is; ns since the run's beginning."""
        return self.gutter + (at_ns - self.columns.start_ns) / self.columns.width_ns / self.ratio

    def text(self, rect: QRect, words: str, colour: str, align: Qt.AlignmentFlag = LEFT) -> None:
        """Words in a rectangle."""
        self.painter.setPen(QColor(colour))
        self.painter.drawText(rect, align, words)

    def name(self, rect: QRect, words: str, colour: str) -> None:
        """Words of somebody else's, cut with "…" where they do not fit."""
        fitting = self.metrics.elidedText(words, Qt.TextElideMode.ElideRight, rect.width())
        self.text(rect, fitting, colour)

    def hline(self, y: float, colour: str, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> None:
        """A line over the whole width of time."""
        pen = QPen(QColor(colour), 1)
        if style != Qt.PenStyle.SolidLine:
            pen.setDashPattern([6, 4] if style == Qt.PenStyle.DashLine else [1, 4])
        self.painter.setPen(pen)
        self.painter.drawLine(QPointF(self.gutter, y), QPointF(self.right - 1, y))

    def vline(self, x: float, top: float, bottom: float, colour: str) -> None:
        """A line through the given heights."""
        self.painter.fillRect(QRectF(round(x), top, 1, bottom - top), QColor(colour))


def gutter_of(metrics: QFontMetrics) -> int:
    """The width of the column of names and figures left of the plots."""
    return round(7.5 * metrics.height())


class TimePlot(CentrePart):
    """A picture over the shared time axis. Subclasses draw it in `_draw`."""

    pointed = Signal(object)  # Target | None: what the pointer is over
    chosen = Signal(object)

    def __init__(self, axis: TimeAxis, parent: QWidget | None = None) -> None:
        """Empty until `show_snapshot`."""
        super().__init__(parent)
        self.axis = axis
        self.snapshot: Snapshot = EMPTY_SNAPSHOT
        self.palette_in_use = LIGHT
        self.target: Target | None = None  # what is looked at
        self._dragged_from: QPointF | None = None
        self._clicked_at: QPointF | None = None
        self._hover_x: float | None = None  # where the pointer is over the time that is shown
        self._spoken_at_s = 0.0
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        axis.rangeChanged.connect(self._on_range)
        axis.hoverChanged.connect(self.update)

    # -- what is shown --------------------------------------------------------------------------

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Shows a moment of a run."""
        self.snapshot = snapshot
        self.axis.set_now(max(0, snapshot.now_ns - snapshot.origin_ns))
        self._keep_under_pointer()
        self._speak()
        self.update()

    def set_palette(self, palette: Palette) -> None:
        """Shows it in other colours."""
        self.palette_in_use = palette
        self.update()

    def retranslate(self) -> None:
        """Shows its texts in the present language."""
        self.setAccessibleDescription(self._description())
        self.update()

    def show_target(self, target: Target | None) -> None:
        """Highlights the way of a worker or an item."""
        self.target = target
        self.update()

    def draw(self, painter: QPainter, size: QSize, ratio: float) -> None:
        """Draws the plot, as large as `size`, with `ratio` device pixels a logical one."""
        painter.fillRect(QRect(0, 0, size.width(), size.height()), self.ground)
        frame = Frame(painter, size, ratio, self.font())
        frame.look_at(self.axis)
        self._draw(frame)

    @property
    def ground(self) -> QColor:
        """The colour behind everything."""
        return QColor(self.palette_in_use.ground)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the plot."""
        painter = QPainter(self)
        self.draw(painter, self.size(), self.devicePixelRatioF())
        painter.end()

    def sizeHint(self) -> QSize:
        """A useful size."""
        return QSize(720, 240)

    def _draw(self, frame: Frame) -> None:
        raise NotImplementedError

    def _description(self) -> str:
        """What a screen reader says of the picture."""
        raise NotImplementedError

    def _target_at(self, at: QPointF) -> Target | None:
        """The worker or item at a point."""
        raise NotImplementedError

    def _speak(self) -> None:
        now_s = time.monotonic()
        if now_s - self._spoken_at_s >= SPOKEN_EVERY_S:
            self._spoken_at_s = now_s
            self.setAccessibleDescription(self._description())

    # -- parts of the picture -------------------------------------------------------------------

    def _draw_time_grid(self, frame: Frame, top: int, bottom: int, *, labels: bool) -> None:
        columns, colours = frame.columns, self.palette_in_use
        widest = frame.metrics.horizontalAdvance("00.000 s") + 2 * frame.line
        at_least_ns = columns.width_ns * columns.count * widest / frame.width
        for at_ns, label in time_ticks(columns.start_ns, columns.end_ns, at_least_ns):
            x = frame.x_of(at_ns)
            frame.vline(x, top, bottom, colours.grid)
            if labels:
                half = widest // 2
                rightmost = frame.size.width() - widest - EDGE
                left = max(frame.gutter - EDGE, min(round(x) - half, rightmost))
                is_moved = left != round(x) - half
                rect = QRect(left, bottom + 1, widest, frame.line + 2)
                align = CENTRE if not is_moved else (LEFT if x < frame.gutter + half else RIGHT)
                frame.text(rect, label, colours.dim, align)

    def _draw_crosshair(self, frame: Frame, top: int, bottom: int) -> float | None:
        at_ns = self.axis.cursor_ns
        if at_ns is None or not self.snapshot.queues:
            return None
        x = frame.x_of(at_ns)
        if not frame.gutter <= x <= frame.right:
            return None
        frame.vline(x, top, bottom, self.palette_in_use.crosshair)
        return x

    def _draw_invitation(self, frame: Frame, words: str) -> None:
        rect = QRect(frame.gutter, 0, frame.width, frame.size.height())
        behind = frame.metrics.boundingRect(rect, CENTRE, words).adjusted(-12, -6, 12, 6)
        frame.painter.fillRect(behind, self.ground)  # no grid line through the words
        frame.text(rect, words, self.palette_in_use.dim, CENTRE)

    # -- hands ----------------------------------------------------------------------------------

    def _time_at(self, x: float) -> int:
        """The moment at a logical x."""
        ratio, metrics = self.devicePixelRatioF(), self.fontMetrics()
        gutter = gutter_of(metrics)
        width = max(1, self.width() - gutter - metrics.height())
        columns = self.axis.columns(round(width * ratio))
        return columns.start_ns + round((x - gutter) * ratio * columns.width_ns)

    def _on_range(self) -> None:
        self._keep_under_pointer()
        self.update()

    def _keep_under_pointer(self) -> None:
        """The crosshair stays where the pointer is, also while the time behind it moves on."""
        if self._hover_x is not None:
            self.axis.set_hover(self._time_at(self._hover_x))

    def _is_over_time(self, x: float) -> bool:
        metrics = self.fontMetrics()
        return gutter_of(metrics) <= x <= self.width() - metrics.height()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zooms around the pointer; sideways, it pans."""
        turned = event.angleDelta()
        if abs(turned.x()) > abs(turned.y()):
            self.axis.pan(round(-turned.x() / 120 * 0.1 * self.axis.span_ns))
        elif turned.y():
            factor = ZOOM_STEP ** (-turned.y() / 120)
            self.axis.zoom(factor, self._time_at(event.position().x()))
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Takes hold of the picture."""
        self._clicked_at = event.position()
        if event.button() == Qt.MouseButton.LeftButton and self._is_over_time(event.position().x()):
            self._dragged_from = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drags the picture, or moves the crosshair."""
        x = event.position().x()
        if self._dragged_from is not None:
            by_ns = self._time_at(self._dragged_from.x()) - self._time_at(x)
            if by_ns:
                self._dragged_from = event.position()
                self.setCursor(Qt.CursorShape.ClosedHandCursor)
                self.axis.pan(by_ns)
        self._hover_x = x if self._is_over_time(x) else None
        self.axis.set_hover(None if self._hover_x is None else self._time_at(x))
        if self._dragged_from is None:
            self.pointed.emit(self._target_at(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Lets go of it; where it was not moved, that was a click on something."""
        clicked_at, self._clicked_at = self._clicked_at, None
        self._dragged_from = None
        self.unsetCursor()
        is_click = clicked_at is not None and (
            (clicked_at - event.position()).manhattanLength() < CLICK_PX
        )
        if is_click and event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(self._target_at(event.position()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Follows the present again."""
        self.axis.resume_follow()

    def leaveEvent(self, event: QEvent) -> None:
        """Takes the crosshair away."""
        self._hover_x = None
        self.axis.set_hover(None)
        self.pointed.emit(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """`+` and `-` zoom, arrows pan, Home shows everything, End follows the present."""
        axis, key = self.axis, Qt.Key
        actions = {
            key.Key_Plus: lambda: axis.zoom(1 / ZOOM_STEP),
            key.Key_Equal: lambda: axis.zoom(1 / ZOOM_STEP),
            key.Key_Minus: lambda: axis.zoom(ZOOM_STEP),
            key.Key_Left: lambda: axis.pan(-axis.span_ns // 10),
            key.Key_Right: lambda: axis.pan(axis.span_ns // 10),
            key.Key_Home: axis.fit,
            key.Key_End: axis.resume_follow,
        }
        action = actions.get(Qt.Key(event.key()))
        if action is None:
            event.ignore()
        else:
            action()

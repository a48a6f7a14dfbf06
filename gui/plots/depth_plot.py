"""The depth of a queue over time: the picture that the whole window is for."""

from __future__ import annotations

import functools
from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPolygonF
from PySide6.QtWidgets import QWidget

from engine.model.snapshot import Envelope, QueueView, Role, Spans, State
from gui.common.i18n import QT_TRANSLATE_NOOP
from gui.common.part import Pace, PartInfo
from gui.common.selection import ItemTarget, Target, WorkerTarget
from gui.plots import way
from gui.plots.raster import TILE, depth_picture, image, state_tile, strip_picture
from gui.plots.rolling import Array, Rolling
from gui.plots.ticks import nice_step, time_label
from gui.plots.time_axis import Columns, TimeAxis
from gui.plots.time_plot import RIGHT, Frame, TimePlot

STRIP = 8  # height of the bands that show blocked puts and gets
SOON_NS = 100_000_000  # nobody misses a column that is not drawn before it is whole, then
NEAR_PX = 4  # so close to a put or a get the pointer means that item
GAP = 0.75  # lines, between the picture and the lower band: "0" and its name have room


class DepthPlot(TimePlot):
    """A filled step curve with the queue's limit, and when puts and gets were blocked."""

    info = PartInfo(
        name="depth",
        title=QT_TRANSLATE_NOOP("Parts", "Depth"),
        icon="depth",
        shortcut="",
        height_px=176,
        least_height_px=120,
        pace=Pace.COLUMN,
    )

    def __init__(self, axis: TimeAxis, parent: QWidget | None = None) -> None:
        """Shows the run's first queue until told otherwise."""
        super().__init__(axis, parent)
        self._index = 0
        self._forget()
        self.retranslate()

    def set_queue(self, index: int) -> None:
        """Shows another queue, by `QueueView.index`."""
        self._index = index
        self._forget()
        self.update()

    @property
    def queue(self) -> QueueView | None:
        """The queue shown; the first one where there is no such queue."""
        queues = self.snapshot.queues
        chosen = (queue for queue in queues if queue.index == self._index)
        return next(chosen, queues[0] if queues else None)

    def _forget(self) -> None:
        self._curve = Rolling()
        self._strips = {State.PUT_WAIT: Rolling(11), State.GET_WAIT: Rolling(22)}
        self._pictures: dict[str, tuple[object, QImage | None]] = {}  # with what they depend on

    # -- drawing --------------------------------------------------------------------------------

    def _draw(self, frame: Frame) -> None:
        queue, line = self.queue, frame.line
        body = QRect(frame.gutter, 2 * line + STRIP, frame.width, 1)
        body.setBottom(frame.size.height() - line - STRIP - round(GAP * line) - 4)
        top = body.top() - STRIP - 2
        bottom = body.bottom() + STRIP + round(GAP * line)
        self._draw_time_grid(frame, top, bottom, labels=True)
        if queue is None:
            frame.hline(body.bottom() + 0.5, self.palette_in_use.border)
            words = self.tr("Press Start, and the depth of the queue is drawn here")
            self._draw_invitation(frame, words)
            return
        ceiling = _ceiling(queue) * (1 + max(0.06, line / max(1, body.height())))
        self._draw_scale(frame, body, queue, ceiling)
        self._draw_curve(frame, body, queue, ceiling)
        self._draw_limit(frame, body, queue, ceiling)
        self._draw_target(frame, body, queue, ceiling)
        self._draw_strip(frame, top, queue.put_blocked, State.PUT_WAIT, self.tr("puts blocked"))
        self._draw_strip(
            frame, bottom - STRIP, queue.get_blocked, State.GET_WAIT, self.tr("gets blocked")
        )
        self._draw_header(frame, queue)
        x = self._draw_crosshair(frame, top, bottom)
        if x is not None:
            self._draw_point(frame, body, queue, ceiling, x)

    def _draw_scale(self, frame: Frame, body: QRect, queue: QueueView, ceiling: float) -> None:
        colours, line = self.palette_in_use, frame.line
        step = nice_step(ceiling * 1.6 * line / max(1, body.height()))
        for value in range(0, int(ceiling) + 1, step):
            y = _y_of(value, body, ceiling)
            if value:
                frame.hline(round(y) + 0.5, colours.grid)
            is_near_limit = queue.maxsize and abs(y - _y_of(queue.maxsize, body, ceiling)) < line
            is_near_strip = y - (body.top() - STRIP + 2) < line  # whose name is in the same gutter
            if (not is_near_limit or queue.maxsize > ceiling) and not is_near_strip:
                lifted = 3 if not value else 0
                rect = QRect(0, round(y) - line // 2 - lifted, frame.gutter - 8, line)
                frame.text(rect, str(value), colours.dim, RIGHT)

    def _shown(self, columns: Columns) -> tuple[int, int]:
        """How many columns there are until now, and until when the last one of them is known.

        While new ones come soon, only whole ones: so a picture changes when it grows, and not in
        every frame.
        """
        shown_ns = self.snapshot.now_ns - self.snapshot.origin_ns - columns.start_ns
        whole, rest_ns = divmod(shown_ns, columns.width_ns)
        if self.snapshot.phase.is_live and columns.width_ns <= SOON_NS:
            shown_ns = rest_ns = 0
        return max(1, min(columns.count, whole + (rest_ns > 0))), shown_ns

    def _drawn(self, name: str, key: object, draw: Callable[[], QImage | None]) -> QImage | None:
        """The picture of that name; drawn anew only if what it depends on has changed."""
        drawn = self._pictures.get(name)
        if drawn is None or drawn[0] != key:
            drawn = self._pictures[name] = key, draw()
        return drawn[1]

    def _draw_curve(self, frame: Frame, body: QRect, queue: QueueView, ceiling: float) -> None:
        columns, origin_ns, colours = frame.columns, self.snapshot.origin_ns, self.palette_in_use
        count, until_ns = self._shown(columns)
        height = round(body.height() * frame.ratio)

        def draw() -> QImage:
            first = columns.start_ns // columns.width_ns
            ask = functools.partial(_envelope, queue)
            rows = self._curve.columns(ask, origin_ns, columns.width_ns, first, count)
            envelope = Envelope(0, 0, rows[:, 0], rows[:, 1], rows[:, 2])
            thickness = max(1, round(1.6 * frame.ratio))
            picture = image(depth_picture(envelope, height, ceiling, colours, thickness))
            picture.setDevicePixelRatio(frame.ratio)
            return picture

        key = (origin_ns, columns, count, until_ns, height, ceiling, frame.ratio, colours.name)
        if (picture := self._drawn("curve", key, draw)) is not None:
            frame.painter.drawImage(QPointF(body.left(), body.top()), picture)
        frame.hline(body.bottom() + 0.5, self.palette_in_use.border)

    def _draw_limit(self, frame: Frame, body: QRect, queue: QueueView, ceiling: float) -> None:
        colours, line = self.palette_in_use, frame.line
        if 0 < queue.maxsize <= ceiling:
            y = round(_y_of(queue.maxsize, body, ceiling))
            frame.hline(y + 0.5, colours.limit, Qt.PenStyle.DashLine)
            words = self.tr("maxsize {}").format(queue.maxsize)
            rect = QRect(0, y - line // 2, frame.gutter - 8, line)
            frame.text(rect, words, colours.limit, RIGHT)
        for mark, is_filled in ((queue.mean, False), (float(queue.peak), True)):
            if 0 < mark <= ceiling:
                height = _y_of(mark, body, ceiling)
                _draw_pointer(frame, height, colours.dim, is_filled=is_filled)

    def _draw_target(self, frame: Frame, body: QRect, queue: QueueView, ceiling: float) -> None:
        """What is looked at: the time of an item in this queue, or a worker's puts and gets."""
        colours, target, rect = self.palette_in_use, self.target, QRectF(body)
        rect.setBottom(body.bottom())
        travelled = way.way_of(target, self.snapshot)
        if travelled is not None and travelled.queue == queue.index:
            way.draw_in_queue(frame, colours, travelled, self.snapshot, rect)
        elif isinstance(target, WorkerTarget):
            rest = (target.process, self.snapshot, rect, ceiling)
            way.draw_moments(frame, colours, queue, *rest)

    def _draw_strip(self, frame: Frame, top: int, spans: Spans, state: State, words: str) -> None:
        columns, ratio, colours = frame.columns, frame.ratio, self.palette_in_use
        origin_ns, (count, until_ns) = self.snapshot.origin_ns, self._shown(columns)

        def draw() -> QImage | None:
            width_ns, first = columns.width_ns, columns.start_ns // columns.width_ns
            shares = self._strips[state].columns(spans.shares, origin_ns, width_ns, first, count)
            if not shares.any():
                return None
            height, unit = round(STRIP * ratio), max(1, round(ratio))
            tile = state_tile(colours, state, Role.OTHER, height, unit)
            picture = image(strip_picture(shares, height, tile, first % (TILE * unit)))
            picture.setDevicePixelRatio(ratio)
            return picture

        key = (origin_ns, columns, count, until_ns, ratio, colours.name)
        if (picture := self._drawn(state.name, key, draw)) is not None:
            frame.painter.drawImage(QPointF(frame.gutter, top), picture)
        y = top + STRIP // 2 - frame.line // 2
        frame.text(QRect(4, y, frame.gutter - 12, frame.line), words, colours.dim, RIGHT)

    def _draw_header(self, frame: Frame, queue: QueueView) -> None:
        colours, line = self.palette_in_use, frame.line
        title = self.tr("depth, items")
        if len(self.snapshot.queues) > 1:
            title = self.tr("{queue}: depth, items").format(queue=queue.name)
        width = frame.width // 2
        frame.name(QRect(frame.gutter, 3, width, line + 4), title, colours.text)
        words = self.readout()
        colour = colours.text
        travelled = way.way_of(self.target, self.snapshot)
        if travelled is not None:
            words = way.in_words(travelled, self.snapshot)
        if not words:
            words = self.tr("◀ peak {peak}   ◁ mean {mean}").format(
                peak=queue.peak, mean=f"{queue.mean:.1f}"
            )
            colour = colours.dim
        rect = QRect(frame.right - width, 3, width + line // 2, line + 4)
        frame.text(rect, words, colour, RIGHT)

    def _draw_point(
        self, frame: Frame, body: QRect, queue: QueueView, ceiling: float, x: float
    ) -> None:
        depth = queue.series.at((self.axis.cursor_ns or 0) + self.snapshot.origin_ns)
        y = round(_y_of(depth, body, ceiling))
        frame.painter.fillRect(round(x) - 3, y - 3, 7, 7, self.ground)
        frame.painter.fillRect(round(x) - 2, y - 2, 5, 5, QColor(self.palette_in_use.text))

    def _target_at(self, at: QPointF) -> Target | None:
        """The item that was put or taken there."""
        queue = self.queue
        if queue is None or queue.contents is None or not self._is_over_time(at.x()):
            return None
        at_ns = self._time_at(at.x()) + self.snapshot.origin_ns
        within_ns = self._time_at(at.x() + NEAR_PX) - self._time_at(at.x())
        item = queue.contents.nearest(at_ns, within_ns)
        return None if item is None else ItemTarget(queue.index, *item)

    # -- words ----------------------------------------------------------------------------------

    def readout(self) -> str:
        """What the crosshair is at: time, depth, who is blocked; "" without a crosshair."""
        queue, at_ns = self.queue, self.axis.cursor_ns
        shown_ns = self.snapshot.now_ns - self.snapshot.origin_ns
        if queue is None or at_ns is None or not 0 <= at_ns <= shown_ns:
            return ""
        moment_ns = at_ns + self.snapshot.origin_ns
        step_ns = max(1, 10 ** (len(str(max(1, self.axis.span_ns // 1000))) - 1))
        words = [time_label(at_ns, step_ns)]
        words.append(self.tr("depth {}").format(queue.series.at(moment_ns)))
        if _is_within(queue.put_blocked, moment_ns):
            words.append(self.tr("puts blocked"))
        if _is_within(queue.get_blocked, moment_ns):
            words.append(self.tr("gets blocked"))
        return "   ".join(words)

    def _description(self) -> str:
        self.setAccessibleName(self.tr("Depth of the queue over time"))
        queue = self.queue
        if queue is None:
            return self.tr("Nothing yet: press Start")
        template = self.tr("{queue}: depth {depth} now, peak {peak}, mean {mean}")
        return template.format(
            queue=queue.name, depth=queue.depth, peak=queue.peak, mean=f"{queue.mean:.1f}"
        )


def _envelope(queue: QueueView, start_ns: int, end_ns: int, columns: int) -> Array:
    """Lowest, highest and last depth of each column, side by side."""
    envelope = queue.series.envelope(start_ns, end_ns, columns)
    return np.stack([envelope.low, envelope.high, envelope.last], axis=1)


def _ceiling(queue: QueueView) -> float:
    """The highest value of the scale: the limit, unless the queue never comes near it."""
    if 0 < queue.maxsize <= 6 * max(queue.peak, 4):
        return float(max(queue.maxsize, queue.peak))
    step = nice_step(queue.peak / 5)
    return float(max(4, -(-queue.peak // step) * step))


def _y_of(value: float, body: QRect, ceiling: float) -> float:
    return body.bottom() - value / ceiling * (body.height() - 1)


def _is_within(spans: Spans, at_ns: int) -> bool:
    return bool(np.any(spans.shares(at_ns, at_ns + 1000, 1) > 0))


def _draw_pointer(frame: Frame, y: float, colour: str, *, is_filled: bool) -> None:
    """A small triangle beside the picture: "here is the peak" (filled) or the mean."""
    x = frame.right + 2
    points = QPolygonF([QPointF(x, y), QPointF(x + 7, y - 4), QPointF(x + 7, y + 4)])
    painter = frame.painter
    painter.save()
    painter.setRenderHint(painter.RenderHint.Antialiasing)
    painter.setPen(QColor(colour))
    painter.setBrush(QColor(colour) if is_filled else Qt.BrushStyle.NoBrush)
    painter.drawPolygon(points)
    painter.restore()

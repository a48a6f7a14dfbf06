"""Where the items are over time, stacked: in senders' buffers, in the pipe, in hands unfinished.

The sum of the first two is the depth of the queue; what is in hands has been taken and still waits
for its task_done. Counted at each look, ten times a second: between two looks a line is level.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QWidget

from engine.model.queue_inside import History, Inside
from engine.model.snapshot import QueueView
from gui.common.i18n import QT_TRANSLATE_NOOP
from gui.common.part import Pace, PartInfo
from gui.plots.raster import Pixels, argb, blend, image
from gui.plots.ticks import nice_step, time_label
from gui.plots.time_axis import TimeAxis
from gui.plots.time_plot import RIGHT, Frame, TimePlot

SWATCH = 10  # logical pixels


class PlacesPlot(TimePlot):
    """A stacked area of one queue's items by where they are."""

    info = PartInfo(
        name="places",
        title=QT_TRANSLATE_NOOP("Parts", "Depth by place"),
        icon="places",
        shortcut="Ctrl+Shift+D",
        height_px=150,
        least_height_px=88,
        pace=Pace.COLUMN,
        is_shown_first=False,
    )

    def __init__(self, axis: TimeAxis, parent: QWidget | None = None) -> None:
        """Shows the run's first queue until told otherwise."""
        super().__init__(axis, parent)
        self._index = 0
        self._drawn: tuple[object, QImage] | None = None

    def set_queue(self, index: int) -> None:
        """Shows another queue, by `QueueView.index`."""
        self._index = index
        self.update()

    @property
    def queue(self) -> QueueView | None:
        """The queue shown; the first one where there is no such queue."""
        queues = self.snapshot.queues
        return next((q for q in queues if q.index == self._index), queues[0] if queues else None)

    @property
    def inside(self) -> Inside | None:
        """What is inside it, once it was looked at."""
        queue, insides = self.queue, self.snapshot.insides
        return insides[queue.index] if queue is not None and queue.index < len(insides) else None

    def _colours(self) -> tuple[str, str, str]:
        """Of pipe, buffers and hands, from below."""
        colours = self.palette_in_use
        return (
            colours.depth_line,
            blend(colours.busy_producer, colours.ground, 0.55),
            blend(colours.busy_consumer, colours.ground, 0.25),
        )

    # -- drawing --------------------------------------------------------------------------------

    def _draw(self, frame: Frame) -> None:
        line, inside = frame.line, self.inside
        body = QRect(frame.gutter, 2 * line, frame.width, 1)
        body.setBottom(frame.size.height() - line - 6)
        self._draw_time_grid(frame, body.top(), body.bottom(), labels=True)
        if inside is None:
            self._draw_invitation(
                frame, self.tr("Where the items are is drawn here, layer by layer")
            )
            return
        history = inside.history
        peak = int((history.buffered + history.in_pipe + history.in_hands).max(initial=1))
        step = nice_step(peak / 4)
        ceiling = float(max(4, -(-peak // step) * step)) * 1.06
        self._draw_scale(frame, body, ceiling)
        self._draw_layers(frame, body, history, ceiling)
        frame.hline(body.bottom() + 0.5, self.palette_in_use.border)
        self._draw_header(frame, inside)
        self._draw_crosshair(frame, body.top(), body.bottom())

    def _draw_scale(self, frame: Frame, body: QRect, ceiling: float) -> None:
        step = nice_step(ceiling * 1.6 * frame.line / max(1, body.height()))
        for value in range(0, int(ceiling) + 1, step):
            y = round(body.bottom() - value / ceiling * (body.height() - 1))
            if value:
                frame.hline(y + 0.5, self.palette_in_use.grid)
            rect = QRect(0, y - frame.line // 2, frame.gutter - 8, frame.line)
            frame.text(rect, str(value), self.palette_in_use.dim, RIGHT)

    def _draw_layers(self, frame: Frame, body: QRect, history: History, ceiling: float) -> None:
        columns, origin_ns = frame.columns, self.snapshot.origin_ns
        now_ns = self.snapshot.now_ns - origin_ns
        count = max(1, min(columns.count, (now_ns - columns.start_ns) // columns.width_ns))
        height = round(body.height() * frame.ratio)
        name = self.palette_in_use.name
        key = (columns, count, height, ceiling, origin_ns, len(history.times_ns), name)
        if self._drawn is None or self._drawn[0] != key:
            ends_ns = columns.start_ns + columns.width_ns * np.arange(1, count + 1, dtype=np.int64)
            layers = history.at(ends_ns + origin_ns)[[1, 0, 2]]
            picture = image(_stacked(layers, height, ceiling, self._colours()))
            picture.setDevicePixelRatio(frame.ratio)
            self._drawn = key, picture
        frame.painter.drawImage(QPointF(body.left(), body.top()), self._drawn[1])

    def _draw_header(self, frame: Frame, inside: Inside) -> None:
        """The legend, with the counts of now or of the moment under the pointer."""
        at_ns, words = self.axis.cursor_ns, ""
        counts = (inside.in_pipe, inside.buffered, inside.in_hands)
        if at_ns is not None and 0 <= at_ns <= self.snapshot.now_ns - self.snapshot.origin_ns:
            moment = np.array([at_ns + self.snapshot.origin_ns])
            buffered, in_pipe, in_hands = (int(each[0]) for each in inside.history.at(moment))
            counts, words = (in_pipe, buffered, in_hands), time_label(at_ns, 1_000_000) + "   "
        x, metrics = frame.gutter, frame.metrics
        names = (self.tr("in the pipe"), self.tr("in buffers"), self.tr("in hands, unfinished"))
        if words:
            rect = QRect(x, 3, metrics.horizontalAdvance(words), frame.line + 4)
            frame.text(rect, words, self.palette_in_use.text)
            x += rect.width()
        for colour, name, count in zip(self._colours(), names, counts, strict=True):
            middle = 3 + (frame.line + 4) // 2
            frame.painter.fillRect(x, middle - SWATCH // 2, SWATCH, SWATCH, QColor(colour))
            told = f"{name} {count}"
            width = metrics.horizontalAdvance(told)
            rect = QRect(x + SWATCH + 5, 3, width + 4, frame.line + 4)
            frame.text(rect, told, self.palette_in_use.text)
            x += SWATCH + 5 + width + 16

    def _description(self) -> str:
        self.setAccessibleName(self.tr("Where the items are over time"))
        inside = self.inside
        if inside is None:
            return self.tr("Nothing yet: press Start")
        template = self.tr(
            "{pipe} in the pipe, {buffered} in buffers, {hands} in hands, unfinished"
        )
        return template.format(pipe=inside.in_pipe, buffered=inside.buffered, hands=inside.in_hands)


def _stacked(
    layers: npt.NDArray[np.int64], height: int, ceiling: float, colours: tuple[str, str, str]
) -> Pixels:
    """Layers of counts (shape (3, columns)), the first lowest, as pixels; transparent above."""
    tops = np.cumsum(layers, axis=0)
    edges = np.round(height - tops / ceiling * (height - 1)).astype(np.int32)
    rows = np.arange(height, dtype=np.int32)[:, None]
    pixels: Pixels = np.zeros((height, layers.shape[1]), np.uint32)
    for edge, colour in reversed(list(zip(edges, colours, strict=True))):
        np.copyto(pixels, np.uint32(argb(colour)), where=rows >= edge)
    return pixels

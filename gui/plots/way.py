"""An item's or a worker's way, drawn over the plots: what is looked at, seen over time.

In the lanes an item's way goes from its producer's lane, where it was put, to its consumer's, where
it was taken, and along that to where it was done. Over the depth it is the time it lay there.
A worker's way is its lane, and each of its puts and gets on the curve.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPen

from engine.model.snapshot import ItemPath, QueueView, Snapshot, State
from gui.common.naming import item_name
from gui.common.palette import Palette
from gui.common.selection import ItemTarget, Target, WorkerTarget
from gui.plots.ticks import duration_label
from gui.plots.time_plot import Frame

MOST_POINTS = 400  # more puts and gets than these could not be told apart
AT_WORK = {State.BUSY, State.PUT_WAIT, State.PAUSED}


def way_of(target: Target | None, snapshot: Snapshot) -> ItemPath | None:
    """The way of the item looked at, as far as it is known."""
    if not isinstance(target, ItemTarget):
        return None
    queue = next((each for each in snapshot.queues if each.index == target.queue), None)
    if queue is None or queue.contents is None:
        return None
    return queue.contents.way(target.producer, target.sequence)


def worked_on(process: int, moment_ns: int, snapshot: Snapshot) -> Target:
    """The item that a process had in its hands at a moment; else the process itself."""
    worker = next((each for each in snapshot.workers if each.process == process), None)
    if worker is not None and worker.lane.at(moment_ns)[0] in AT_WORK:
        for queue in snapshot.queues:
            item = queue.contents.worked_on(process, moment_ns) if queue.contents else None
            if item is not None and item[0] >= 0:
                return ItemTarget(queue.index, *item)
    return WorkerTarget(process)


def in_words(way: ItemPath, snapshot: Snapshot) -> str:
    """An item, and how long it lay in the queue."""
    name = item_name(way.producer, way.sequence, snapshot)
    if way.put_ns is None:
        return name
    end_ns = way.taken_ns if way.taken_ns is not None else snapshot.now_ns
    template = QCoreApplication.translate("Plot", "{item}: {time} in the queue")
    return template.format(item=name, time=duration_label(max(0, end_ns - way.put_ns)))


def draw_lane_mark(frame: Frame, palette: Palette, y: float, height: float) -> None:
    """The lane of what is looked at."""
    colour = QColor(palette.accent)
    frame.painter.fillRect(QRectF(0, y, 3, height), colour)
    colour.setAlphaF(0.14)
    frame.painter.fillRect(QRectF(0, y, frame.size.width(), height), colour)


def draw_across_lanes(
    frame: Frame, palette: Palette, way: ItemPath, snapshot: Snapshot, lanes: Mapping[int, float]
) -> None:
    """A line from lane to lane; `lanes` has the middle of each process's."""
    if way.put_ns is None or way.producer not in lanes:
        return
    points = [_point(frame, snapshot, way.put_ns, lanes[way.producer])]
    if way.taken_ns is None or way.consumer is None or way.consumer not in lanes:
        points.append(_point(frame, snapshot, snapshot.now_ns, lanes[way.producer]))
    else:
        y = lanes[way.consumer]
        done_ns = way.done_ns if way.done_ns is not None else snapshot.now_ns
        points += [_point(frame, snapshot, at_ns, y) for at_ns in (way.taken_ns, done_ns)]
    painter = frame.painter
    painter.save()
    painter.setClipRect(QRectF(frame.gutter, 0, frame.width, frame.size.height()))
    painter.setRenderHint(painter.RenderHint.Antialiasing)
    for colour, width in ((palette.ground, 5.0), (palette.text, 2.0)):  # seen on every state
        pen = QPen(QColor(colour), width)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.drawPolyline(points)
    painter.setBrush(QColor(palette.accent))
    painter.setPen(QPen(QColor(palette.ground), 1.5))
    for point in points:
        painter.drawEllipse(point, 4.5, 4.5)
    painter.restore()


def draw_in_queue(
    frame: Frame, palette: Palette, way: ItemPath, snapshot: Snapshot, rect: QRectF
) -> None:
    """The time that an item lay in the queue, as a band."""
    if way.put_ns is None:
        return
    end_ns = way.taken_ns if way.taken_ns is not None else snapshot.now_ns
    begin = max(float(frame.gutter), frame.x_of(way.put_ns - snapshot.origin_ns))
    end = min(float(frame.right), max(begin + 2, frame.x_of(end_ns - snapshot.origin_ns)))
    if end <= begin:
        return
    colour = QColor(palette.accent)
    colour.setAlphaF(0.22)
    frame.painter.fillRect(QRectF(begin, rect.top(), end - begin, rect.height()), colour)
    for x in (begin, end):
        frame.vline(x, rect.top(), rect.bottom(), palette.accent)


def draw_moments(
    frame: Frame,
    palette: Palette,
    queue: QueueView,
    process: int,
    snapshot: Snapshot,
    rect: QRectF,
    ceiling: float,
) -> None:
    """Each put (filled) and get (hollow) of a worker, on the curve."""
    if queue.contents is None:
        return
    painter = frame.painter
    painter.save()
    painter.setRenderHint(painter.RenderHint.Antialiasing)
    columns, origin_ns = frame.columns, snapshot.origin_ns
    seen = columns.start_ns + origin_ns, columns.end_ns + origin_ns, MOST_POINTS
    for shown, is_put in (
        (queue.contents.puts_ns(process, *seen), True),
        (queue.contents.takes_ns(process, *seen), False),
    ):
        depths = queue.series.depths[
            np.searchsorted(queue.series.times_ns, shown, side="right") - 1
        ]
        points = [
            QPointF(
                frame.x_of(int(at_ns) - origin_ns),
                rect.bottom() - int(depth) / ceiling * (rect.height() - 1),
            )
            for at_ns, depth in zip(shown, depths, strict=True)
        ]
        dots = ((9.0, palette.accent), (5.0, palette.accent if is_put else palette.ground))
        for width, colour in dots:
            pen = QPen(QColor(colour), width)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawPoints(points)
    painter.restore()


def _point(frame: Frame, snapshot: Snapshot, at_ns: int, y: float) -> QPointF:
    return QPointF(frame.x_of(at_ns - snapshot.origin_ns), y)

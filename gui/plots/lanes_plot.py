"""What every process does over time: one lane each, with a pattern for every state."""

from __future__ import annotations

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFontMetrics,
    QImage,
    QMouseEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QScrollBar, QWidget

from engine.model.snapshot import Role, Snapshot, State, WorkerView
from engine.model.source import Phase
from gui.common.i18n import QT_TRANSLATE_NOOP
from gui.common.naming import failure_name
from gui.common.palette import Palette, role_colour
from gui.common.part import Pace, PartInfo
from gui.common.selection import Target, WorkerTarget
from gui.plots import way
from gui.plots.lane_states import state_text
from gui.plots.legend import Legend, draw_cross
from gui.plots.raster import LaneTiles, image
from gui.plots.rolling import Rolling
from gui.plots.ticks import duration_label
from gui.plots.time_axis import TimeAxis
from gui.plots.time_plot import LEFT, Frame, TimePlot, gutter_of

BAR_STEP_NS = 70_000_000  # a bar grows by two columns at a time when they are together shorter
LEAST_PITCH = 1.2  # lines, of a lane with its margin
BAR_TURNS = 4  # bars take turns at growing, so that not all are drawn anew in the same frame

# What a drawn bar depends on: origin, a column's width, the last one, (height, ratio, role), phase.
BarKey = tuple[int, int, int, tuple[int, float, Role], Phase]


class LanesPlot(TimePlot):
    """One lane for each process: main first, then producers, consumers and others."""

    info = PartInfo(
        name="lanes",
        title=QT_TRANSLATE_NOOP("Parts", "Lanes"),
        icon="lanes",
        shortcut="",
        height_px=184,
        least_height_px=88,
        pace=Pace.COLUMN,
        has_headline_below=True,
    )

    workerClicked = Signal(int)
    workerMenuAsked = Signal(int, QPoint)

    def __init__(self, axis: TimeAxis, parent: QWidget | None = None) -> None:
        """Empty until a run has workers."""
        super().__init__(axis, parent)
        self._workers: list[WorkerView] = []
        self._tiles: dict[tuple[int, int], LaneTiles] = {}
        self._rolling: dict[int, Rolling] = {}
        self._bars: dict[int, tuple[BarKey, int, QImage]] = {}  # by process; int: first column
        self._legend = Legend()
        self._hover_y: float | None = None
        self._pressed: QPointF | None = None
        self._bar = QScrollBar(Qt.Orientation.Vertical, self)
        self._bar.valueChanged.connect(self.update)
        self._bar.hide()
        self.retranslate()

    @property
    def workers(self) -> list[WorkerView]:
        """The workers in the order of their lanes."""
        return self._workers

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Shows a moment of a run."""
        self._workers = list(snapshot.workers)
        if len(self._rolling) > len(self._workers):
            self._rolling.clear()  # another run
            self._bars.clear()
        self._fit_scroll_bar()
        super().show_snapshot(snapshot)

    def set_palette(self, palette: Palette) -> None:
        """Shows it in other colours."""
        self._tiles.clear()
        self._bars.clear()
        super().set_palette(palette)

    # -- where lanes are ------------------------------------------------------------------------

    def _pitch(self, room: int, line: int) -> int:
        """The height of a lane with its margin where all have `room`, in logical pixels."""
        return max(
            round(LEAST_PITCH * line), min(round(2.1 * line), room // max(1, len(self._workers)))
        )

    def full_height(self) -> int:
        """The height at which every lane can be seen, in logical pixels."""
        metrics = self.fontMetrics()
        legend = self._legend.height(self.width(), metrics)
        return round(LEAST_PITCH * metrics.height()) * len(self._workers) + legend + 8

    def _legend_height(self, size: QSize, metrics: QFontMetrics) -> int:
        """Lanes come first: where they do not all fit beside the legend, there is none.

        What a bar means is told under the pointer too.
        """
        legend = self._legend.height(size.width(), metrics)
        lanes = round(LEAST_PITCH * metrics.height()) * len(self._workers) + 4
        return legend if lanes + legend <= size.height() else 0

    def _lanes_height(self) -> int:
        """How much of the widget is lanes, not legend."""
        return self.height() - self._legend_height(self.size(), self.fontMetrics())

    def _fit_scroll_bar(self) -> None:
        line = self.fontMetrics().height()
        room = self._lanes_height() - 4
        excess = self._pitch(room, line) * len(self._workers) - room
        self._bar.setRange(0, max(0, excess))
        self._bar.setPageStep(max(1, room))
        self._bar.setSingleStep(line)
        self._bar.setGeometry(self.width() - line + 3, 2, line - 5, max(1, room))
        self._bar.setVisible(excess > 0)

    def worker_at(self, y: float) -> WorkerView | None:
        """The worker whose lane is at a height of the widget."""
        line = self.fontMetrics().height()
        room = self._lanes_height()
        if not 4 <= y < room:
            return None
        at = int((y - 4 + self._bar.value()) // self._pitch(room - 4, line))
        return self._workers[at] if at < len(self._workers) else None

    # -- drawing --------------------------------------------------------------------------------

    def _draw(self, frame: Frame) -> None:
        legend = self._legend_height(frame.size, frame.metrics)
        bottom = frame.size.height() - legend
        self._draw_time_grid(frame, 0, bottom, labels=False)
        if legend:
            self._legend.draw(frame, bottom, self.palette_in_use)
        if not self._workers:
            words = self.tr("What each process does, working or waiting, is drawn here")
            self._draw_invitation(frame, words)
            return
        pitch = self._pitch(bottom - 4, frame.line)
        painter = frame.painter
        painter.save()
        painter.setClipRect(QRect(0, 0, frame.size.width(), bottom))
        first_y = 4 - self._bar.value()
        for at, worker in enumerate(self._workers):
            y = first_y + at * pitch
            if y + pitch > 0 and y < bottom:
                self._draw_lane(frame, worker, y, pitch)
        lanes = {
            worker.process: first_y + (at + 0.5) * pitch for at, worker in enumerate(self._workers)
        }
        if (travelled := way.way_of(self.target, self.snapshot)) is not None:
            way.draw_across_lanes(frame, self.palette_in_use, travelled, self.snapshot, lanes)
        x = self._draw_crosshair(frame, 0, bottom)
        painter.restore()
        if x is not None and self._hover_y is not None:
            self._draw_readout(frame, x, bottom)

    def _draw_lane(self, frame: Frame, worker: WorkerView, y: int, pitch: int) -> None:
        painter, line, colours = frame.painter, frame.line, self.palette_in_use
        middle = y + pitch // 2
        if self.target == WorkerTarget(worker.process):
            way.draw_lane_mark(frame, colours, y, pitch)
        chip = QRectF(8, middle - line * 0.28, line * 0.3, line * 0.6)
        painter.fillRect(chip, QColor(role_colour(colours, worker.role)))
        has_failed, is_over = worker.state is State.FAILED, worker.ended_ns is not None
        colour = colours.error if has_failed else colours.dim if is_over else colours.text
        name = QRect(round(8 + line * 0.75), y, frame.gutter - round(8 + line * 0.75) - 8, pitch)
        frame.name(name, worker.name, colour)
        bar_height = min(round(pitch * 0.68), round(1.25 * line)) // 2 * 2
        self._draw_bar(frame, worker, middle - bar_height // 2, bar_height)
        if has_failed:
            self._draw_failure(frame, worker, middle)

    def _draw_bar(self, frame: Frame, worker: WorkerView, y: int, height: int) -> None:
        columns, ratio = frame.columns, frame.ratio
        origin_ns, now_ns = self.snapshot.origin_ns, self.snapshot.now_ns
        begin_ns = max(columns.start_ns, worker.started_ns - origin_ns)
        end_ns = min(columns.end_ns, now_ns - origin_ns)
        if begin_ns > end_ns:
            return
        left = columns.start_ns // columns.width_ns
        first = begin_ns // columns.width_ns
        # Only whole columns: so a bar changes when it grows, and not in every frame.
        if self.snapshot.phase.is_live:
            step_ns = columns.width_ns * (2 if 2 * columns.width_ns <= BAR_STEP_NS else 1)
            end_ns -= worker.process % BAR_TURNS * step_ns // BAR_TURNS
            end_ns -= end_ns % step_ns
        last = max(first + 1, end_ns // columns.width_ns)
        form = (height, ratio, worker.role)
        key = (origin_ns, columns.width_ns, last, form, self.snapshot.phase)
        drawn = self._bars.get(worker.process)
        if drawn is None or drawn[0] != key or drawn[1] > first:
            drawn = key, first, self._bar_image(worker, key, first)
            self._bars[worker.process] = drawn
        _, drawn_first, picture = drawn
        source = QRectF(first - drawn_first, 0, last - first, picture.height())
        place = QPointF(frame.gutter + (first - left) / ratio, y)
        frame.painter.drawImage(place, picture, source)

    def _bar_image(self, worker: WorkerView, key: BarKey, first: int) -> QImage:
        origin_ns, width_ns, last, (height, ratio, role), _ = key
        rolling = self._rolling.get(worker.process) or Rolling(worker.process * 5)
        self._rolling[worker.process] = rolling
        shares = rolling.columns(worker.lane.shares, origin_ns, width_ns, first, last - first)
        tiles = self._tiles_for(round(height * ratio), max(1, round(ratio)))
        picture = image(tiles.picture(shares, role, first % tiles.width))
        picture.setDevicePixelRatio(ratio)
        return picture

    def _tiles_for(self, height: int, unit: int) -> LaneTiles:
        key = height, unit
        if key not in self._tiles:
            if len(self._tiles) > 8:
                self._tiles.clear()
            self._tiles[key] = LaneTiles(self.palette_in_use, height, unit)
        return self._tiles[key]

    def _draw_failure(self, frame: Frame, worker: WorkerView, middle: int) -> None:
        colours, line, painter = self.palette_in_use, frame.line, frame.painter
        ended_ns = worker.since_ns if worker.ended_ns is None else worker.ended_ns
        x = frame.x_of(ended_ns - self.snapshot.origin_ns)
        x = max(x, frame.gutter + 8)
        if x > frame.right:
            return
        draw_cross(frame, QPointF(x, middle), colours.failed)
        words = failure_name(worker)
        width = frame.metrics.horizontalAdvance(words) + 8
        left = round(x + line * 0.6)
        if left + width > frame.right:
            left = round(x - line * 0.6) - width
        is_last = 0 < frame.right - left - width < line  # no crumb of the lane after the words
        rect = QRect(left, middle - line // 2, frame.right - left if is_last else width, line)
        painter.fillRect(rect, self.ground)
        frame.text(rect.adjusted(4, 0, 0, 0), words, colours.error, LEFT)

    # -- words ----------------------------------------------------------------------------------

    def readout(self) -> str:
        """What the worker under the pointer did at that moment, or ""."""
        at_ns = self.axis.hover_ns
        worker = None if self._hover_y is None else self.worker_at(self._hover_y)
        if worker is None or at_ns is None:
            return ""
        moment_ns = at_ns + self.snapshot.origin_ns
        if not worker.started_ns <= moment_ns <= self.snapshot.now_ns:
            return ""
        state, since_ns, until_ns = worker.lane.at(moment_ns)
        words = [worker.name, state_text(worker, state, is_now=since_ns == worker.since_ns)]
        if state not in {State.FAILED, State.ENDED}:
            words.append(duration_label(max(0, until_ns - since_ns)))
        return "   ".join(words)

    def _draw_readout(self, frame: Frame, x: float, bottom: int) -> None:
        words, colours, line = self.readout(), self.palette_in_use, frame.line
        if not words or self._hover_y is None:
            return
        width = frame.metrics.horizontalAdvance(words) + 16
        left = round(x) + 12 if x + 12 + width < frame.right else round(x) - 12 - width
        y = round(self._hover_y) - 2 * line
        y = max(2, min(y if y > 0 else round(self._hover_y) + line, bottom - 2 * line))
        rect = QRect(max(0, left), y, width, round(1.6 * line))
        frame.painter.fillRect(rect, QColor(colours.border))
        frame.painter.fillRect(rect.adjusted(1, 1, -1, -1), QColor(colours.raised))
        frame.text(rect.adjusted(8, 0, 0, 0), words, colours.text, LEFT)

    def _description(self) -> str:
        self.setAccessibleName(self.tr("What each process does over time"))
        if not self._workers:
            return self.tr("Nothing yet: press Start")
        told = (
            QCoreApplication.translate("Plot", "{worker}: {state}").format(
                worker=each.name, state=state_text(each, each.state, is_now=True)
            )
            for each in self._workers
        )
        return "; ".join(told)

    # -- hands ----------------------------------------------------------------------------------

    def _target_at(self, at: QPointF) -> Target | None:
        """Over the picture the item that was worked on; over the names the worker."""
        worker = self.worker_at(at.y())
        if worker is None:
            return None
        moment_ns = self._time_at(at.x()) + self.snapshot.origin_ns
        if not self._is_over_time(at.x()) or moment_ns > self.snapshot.now_ns:
            return WorkerTarget(worker.process)
        return way.worked_on(worker.process, moment_ns, self.snapshot)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keeps the scroll bar in its margin."""
        self._fit_scroll_bar()
        super().resizeEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Over the names it scrolls the lanes; over the picture it zooms."""
        if event.position().x() < gutter_of(self.fontMetrics()):
            self._bar.setValue(self._bar.value() - event.angleDelta().y() // 2)
            event.accept()
            return
        super().wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begins a click or a drag."""
        self._pressed = event.position()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a lane tells whose it is."""
        pressed, self._pressed = self._pressed, None
        super().mouseReleaseEvent(event)
        worker = self.worker_at(event.position().y())
        is_click = pressed is not None and (pressed - event.position()).manhattanLength() < 5
        if is_click and worker is not None and event.button() == Qt.MouseButton.LeftButton:
            self.workerClicked.emit(worker.process)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Over a lane, asks what may be done to its worker."""
        worker = self.worker_at(event.pos().y())
        if worker is not None:
            self.workerMenuAsked.emit(worker.process, event.globalPos())
        else:
            super().contextMenuEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Moves the crosshair and what it tells."""
        self._hover_y = event.position().y()
        super().mouseMoveEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Takes the words away."""
        self._hover_y = None
        super().leaveEvent(event)

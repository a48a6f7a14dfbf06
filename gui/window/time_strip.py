"""The time strip: the whole of a recording in a line, and the moment that is shown.

    |<   0.532 s / 4.127 s   [ depth over the whole run ......|.............. ]

It knows no recording: it is given what to draw, and says which moment is wanted.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolBar, QWidget

from gui.common import theme, units
from gui.common.palette import LIGHT, Palette
from gui.common.plain import PlainLabel

HEIGHT = 34
LEAST_WIDTH = 120
MARK = 3  # px


@dataclass(frozen=True, slots=True)
class WholeRun:
    """What the strip draws. Times in ns on the run's clock, depths over it in items.

    `at_ns`, `high`: from that moment on the depth was at most so much; shape (n,). `marks_ns`:
    moments at which something was found.
    """

    first_ns: int
    last_ns: int
    origin_ns: int
    at_ns: npt.NDArray[np.int64]
    high: npt.NDArray[np.int64]
    marks_ns: tuple[int, ...] = ()


_NOTHING = WholeRun(0, 1, 0, np.zeros(0, np.int64), np.zeros(0, np.int64))


class TimeStrip(QWidget):
    """The line itself: click or drag to a moment, arrow keys to the next news and back."""

    momentAsked = Signal(object)  # ns: more than a C++ int holds
    stepped = Signal(int)  # 1: to the next news, -1: back

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._run, self._at_ns, self._palette = _NOTHING, 0, LIGHT
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(LEAST_WIDTH, HEIGHT)

    def show_run(self, run: WholeRun) -> None:
        """Another recording."""
        self._run, self._at_ns = run, run.first_ns
        self.update()

    def show_moment(self, at_ns: int) -> None:
        """The moment that is shown."""
        if at_ns != self._at_ns:
            self._at_ns = at_ns
            self.update()

    def set_palette(self, palette: Palette) -> None:
        """In other colours."""
        self._palette = palette
        self.update()

    def retranslate(self) -> None:
        """Shows its texts in the present language."""
        told = self.tr("Time: click or drag to a moment, arrow keys to the next news and back")
        self.setToolTip(told)
        self.setAccessibleName(self.tr("Time of the recording"))

    # -- where is what --------------------------------------------------------------------------

    def x_of(self, at_ns: int) -> float:
        """Where a moment is, in px."""
        span_ns = max(1, self._run.last_ns - self._run.first_ns)
        return (at_ns - self._run.first_ns) / span_ns * (self.width() - 1)

    def moment_at(self, x: float) -> int:
        """Which moment is there."""
        share = min(1.0, max(0.0, x / max(1, self.width() - 1)))
        return self._run.first_ns + round(share * (self._run.last_ns - self._run.first_ns))

    # -- what Qt tells --------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """To that moment."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.momentAsked.emit(self.moment_at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Along with the pointer."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.momentAsked.emit(self.moment_at(event.position().x()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys step; all others are for the window."""
        steps = {int(Qt.Key.Key_Right): 1, int(Qt.Key.Key_Left): -1}
        if (step := steps.get(event.key())) is not None:
            self.stepped.emit(step)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The depth, what was found, and the moment."""
        del event
        painter, colours = QPainter(self), self._palette
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.fillRect(area, QColor(colours.raised))
        x = self.x_of(self._at_ns)
        self._paint_depth(painter, area)
        painter.setPen(QPen(QColor(colours.border)))
        painter.drawRect(area)
        for at_ns in self._run.marks_ns:
            mark = QRectF(self.x_of(at_ns) - MARK / 2, area.top(), MARK, area.height() / 3)
            painter.fillRect(mark, QColor(colours.warning))
        painter.setPen(QPen(QColor(colours.accent), 2))
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))
        if self.hasFocus():
            painter.drawRect(area.adjusted(1, 1, -1, -1))

    def _paint_depth(self, painter: QPainter, area: QRectF) -> None:
        """One bar a column of pixels, as high as the queues ever were in it."""
        run, columns = self._run, max(1, self.width())
        if not len(run.at_ns):
            return
        edges = np.array([self.moment_at(column) for column in range(columns)])
        held = np.clip(np.searchsorted(run.at_ns, edges, side="right") - 1, 0, None)
        high = np.where(edges >= run.at_ns[0], run.high[held], 0)
        places = np.clip(np.searchsorted(edges, run.at_ns, side="right") - 1, 0, columns - 1)
        np.maximum.at(high, places, run.high)
        scale = (area.height() - 4) / max(1, int(high.max()))
        colour = QColor(self._palette.depth_line)
        for column in np.flatnonzero(high):
            tall = float(high[column]) * scale
            painter.fillRect(QRectF(float(column), area.bottom() - tall, 1, tall), colour)


class TimeBar(QToolBar):
    """The strip in a bar of its own, with a step back and the time; there for a replay alone."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("time")
        self.setMovable(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.strip = TimeStrip(self)
        self.back = QAction(self)
        self.back.setShortcut("Shift+.")
        self.back.triggered.connect(lambda: self.strip.stepped.emit(-1))
        self.addAction(self.back)
        self._time = PlainLabel(self)
        self.addWidget(self._time)
        self.addWidget(self.strip)
        self._run = _NOTHING
        self.retranslate()
        self.hide()

    def show_run(self, run: WholeRun) -> None:
        """Another recording."""
        self._run = run
        self.strip.show_run(run)
        self.show_moment(run.first_ns)
        self.show()

    def show_moment(self, at_ns: int) -> None:
        """The moment that is shown."""
        self.strip.show_moment(at_ns)
        at_s, last_s = (max(0, t - self._run.origin_ns) / 1e9 for t in (at_ns, self._run.last_ns))
        self._time.setText(f" {units.seconds(at_s)} / {units.seconds(last_s)} ")

    def set_palette(self, palette: Palette) -> None:
        """In other colours."""
        self.strip.set_palette(palette)
        self.back.setIcon(theme.icon("step-back", palette.text))

    def retranslate(self) -> None:
        """Shows its texts in the present language."""
        self.setWindowTitle(self.tr("Time"))
        self.back.setText(self.tr("Step back"))
        self.back.setToolTip(self.tr("To the news about an item before this moment (Shift+.)"))
        self.strip.retranslate()

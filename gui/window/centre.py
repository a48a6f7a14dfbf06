"""The window's centre: the banner, and below it the parts over one time axis.

scene      the run as a picture            Scene
xray       the queue opened up             XRay
depth      its depth over time             DepthPlot
layers     the same by place               PartsPlot
lanes      what each process does          LanesPlot
"""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from engine.model.snapshot import EMPTY_SNAPSHOT, Snapshot
from gui.common.palette import Palette
from gui.panels.banner import Banner
from gui.plots import DepthPlot, LanesPlot, PartsPlot, TimeAxis
from gui.scene import Scene
from gui.window.parts import Parts, lower_edge, upper_edge
from gui.xray import XRay

HEIGHTS = (164, 168, 150, 150, 194)  # logical pixels, in a window of 1280x720
FIRST_HIDDEN = ("xray", "layers")
FRAME_NS = 16_000_000
PLOTS = 3  # at most so many frames from one drawing of a plot to the next: each has its own
TURNS = 6  # what changes ten times a second is drawn as often, each in a frame of its own


class Centre(QWidget):
    """Banner and parts; each part takes a Snapshot and draws it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._snapshot = EMPTY_SNAPSHOT
        self.frames = 0  # shown so far
        self.axis = TimeAxis(self)
        self.banner = Banner(self)
        self.scene, self.xray = Scene(), XRay()
        self.depth_plot, self.lanes_plot = DepthPlot(self.axis), LanesPlot(self.axis)
        self.layers_plot = PartsPlot(self.axis)
        self.parts = Parts()
        self.parts.setObjectName("parts")
        self.parts.add_part("scene", self.scene, 3, upper_edge)
        self.parts.add_part("xray", self.xray, 3, upper_edge)
        self.parts.add_part("depth", self.depth_plot, 3, upper_edge)
        self.parts.add_part("layers", self.layers_plot, 3, upper_edge)
        self.parts.add_part("lanes", self.lanes_plot, 2, lower_edge)
        self.parts.setHandleWidth(7)
        self.parts.setSizes(HEIGHTS)
        for name in FIRST_HIDDEN:
            self.parts.show_part(name, is_wanted=False)
        self.parts.wantedChanged.connect(self._on_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banner)
        column.addWidget(self.parts, 1)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """One frame of the parts; the banner is told less often, by whoever has this centre.

        What moves is drawn in every frame, a plot as often as it grows by a column of pixels.
        """
        is_whole = not (snapshot.phase.is_live and self._snapshot.phase.is_live)
        self._snapshot = snapshot
        self.frames += 1
        self.scene.show_snapshot(snapshot)
        plots = [self.depth_plot, self.lanes_plot]
        if self.layers_plot.isVisible():
            plots.append(self.layers_plot)
        turns = self._turns()
        for number, plot in enumerate(plots):
            if is_whole or self.frames % turns == number % turns:
                plot.show_snapshot(snapshot)
        if is_whole or self.frames % TURNS == 2:
            self.xray.show_snapshot(snapshot)

    def _turns(self) -> int:
        """From one drawing of a plot to the next, in frames."""
        columns = self.depth_plot.width() * self.devicePixelRatioF()
        column_ns = self.axis.span_ns / max(1, columns)
        return min(PLOTS, max(1, round(1.5 * column_ns / FRAME_NS)))

    def set_queue(self, index: int) -> None:
        """Shows another queue, by `QueueView.index`."""
        for part in (self.scene, self.xray, self.depth_plot, self.layers_plot):
            part.set_queue(index)

    def set_palette(self, palette: Palette) -> None:
        """Other colours."""
        for part in (self.scene, self.xray, self.depth_plot, self.layers_plot, self.lanes_plot):
            part.set_palette(palette)

    def retranslate(self) -> None:
        """Says everything in the present language."""
        for spoken in (self.banner, self.scene, self.xray):
            spoken.retranslate()
        for plot in (self.depth_plot, self.layers_plot, self.lanes_plot):
            plot.retranslate()

    def _on_wanted(self) -> None:
        """A part that has just come shows what the others show, also after a run."""
        if self._snapshot is not EMPTY_SNAPSHOT:
            self.xray.show_snapshot(self._snapshot)
            self.layers_plot.show_snapshot(self._snapshot)

"""The window's centre: the banner, and below it the parts over one time axis.

scene      the run as a picture            Scene
xray       the queue opened up             XRay
depth      its depth over time             DepthPlot
layers     the same by place               PartsPlot
lanes      what each process does          LanesPlot
"""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from engine.timeline.snapshot import EMPTY_SNAPSHOT, Snapshot
from gui.palette import Palette
from gui.panels.banner import Banner
from gui.parts import Parts, lower_edge, upper_edge
from gui.plots import DepthPlot, LanesPlot, PartsPlot, TimeAxis
from gui.scene import Scene
from gui.xray import XRay

HEIGHTS = (164, 168, 150, 150, 194)  # logical pixels, in a window of 1280x720
FIRST_HIDDEN = ("xray", "layers")


class Centre(QWidget):
    """Banner and parts; each part takes a Snapshot and draws it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._snapshot = EMPTY_SNAPSHOT
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
        """One frame of the parts; the banner is told less often, by whoever has this centre."""
        self._snapshot = snapshot
        self.scene.show_snapshot(snapshot)
        self.depth_plot.show_snapshot(snapshot)
        self.lanes_plot.show_snapshot(snapshot)
        self.xray.show_snapshot(snapshot)
        if self.layers_plot.isVisible():
            self.layers_plot.show_snapshot(snapshot)

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

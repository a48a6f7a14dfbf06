"""The plots: depth of the queue and lanes of the processes over one shared time axis."""

from gui.plots.depth_plot import DepthPlot
from gui.plots.lanes_plot import LanesPlot
from gui.plots.picture import render_image
from gui.plots.time_axis import TimeAxis

__all__ = ["DepthPlot", "LanesPlot", "TimeAxis", "render_image"]

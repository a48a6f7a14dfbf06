"""The plots: depth of a queue, its parts, and lanes of the processes, over one time axis."""

from gui.plots.depth_plot import DepthPlot
from gui.plots.lanes_plot import LanesPlot
from gui.plots.picture import render_image
from gui.plots.places_plot import PlacesPlot
from gui.plots.time_axis import TimeAxis

__all__ = ["DepthPlot", "LanesPlot", "PlacesPlot", "TimeAxis", "render_image"]

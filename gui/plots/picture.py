"""Both plots as one picture: what "save the plot as a picture" saves."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, QPainter

from gui.plots.depth_plot import DepthPlot
from gui.plots.lanes_plot import LanesPlot

DEPTH_SHARE = 0.55
LEAST_DEPTH_SHARE = 0.3


def render_image(
    depth_plot: DepthPlot, lanes_plot: LanesPlot, width: int, height: int, scale: float = 1.0
) -> QImage:
    """The plots as they stand, one above the other.

    Args:
        depth_plot: drawn above.
        lanes_plot: drawn below.
        width: in logical pixels.
        height: in logical pixels.
        scale: device pixels for a logical one; 2 for print.
    """
    made = QImage(
        round(width * scale), round(height * scale), QImage.Format.Format_ARGB32_Premultiplied
    )
    made.setDevicePixelRatio(scale)
    made.fill(depth_plot.ground)
    upper = min(round(height * DEPTH_SHARE), height - lanes_plot.full_height())
    upper = max(upper, round(height * LEAST_DEPTH_SHARE))
    painter = QPainter(made)
    depth_plot.draw(painter, QSize(width, upper), scale)
    painter.translate(0, upper)
    lanes_plot.draw(painter, QSize(width, height - upper), scale)
    painter.end()
    return made

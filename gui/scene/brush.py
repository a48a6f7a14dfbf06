"""What all painters of the scene share: palette, pixels, fonts, and a few strokes."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from gui.common.palette import Palette
from gui.common.pixmap_cache import PixmapCache

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter


class Brush:
    """One palette, at one ratio of pixels, with one font."""

    def __init__(self, palette: Palette, ratio: float, font: QFont) -> None:
        """`font` is the widget's; its size is that of a scene of the usual size."""
        self.palette, self.ratio = palette, ratio
        self._font = font

    def font(self, line: float, share: float = 1.0, *, bold: bool = False) -> QFont:
        """The widget's font for a scene with such lines."""
        font = QFont(self._font)
        usual = QFontMetricsF(self._font).height()
        pixels = self._font.pixelSize() if self._font.pixelSize() > 0 else usual / 1.3
        font.setPixelSize(max(10, round(pixels * share * line / usual)))
        font.setFeature(QFont.Tag("tnum"), 1)
        if bold:
            font.setWeight(QFont.Weight.DemiBold)
        return font

    def text(
        self,
        painter: QPainter,
        rect: QRectF,
        text: str,
        colour: str,
        align: Qt.AlignmentFlag = LEFT,
    ) -> None:
        """Words, cut with "…" where they do not fit; a tooltip has all of them."""
        metrics = painter.fontMetrics()
        if metrics.horizontalAdvance(text) > rect.width():
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(rect.width()))
        painter.setPen(QColor(colour))
        painter.drawText(rect, align, text)

    def arrow(self, painter: QPainter, at: QPointF, line: float, colour: str = "") -> None:
        """Items move to the right."""
        pen = QPen(QColor(colour or self.palette.border), 0.12 * line)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        x, y, arm = at.x(), at.y(), 0.28 * line
        painter.drawPolyline(
            [QPointF(x - arm / 2, y - arm), QPointF(x + arm / 2, y), QPointF(x - arm / 2, y + arm)]
        )

    def pixmap_cache(self, size: QSizeF) -> PixmapCache:
        """For a picture of a size in logical pixels."""
        return PixmapCache((size * self.ratio).toSize(), self.ratio)

"""What the lanes' patterns mean: swatches with words, in as many rows as the width asks for.

Drawn once for each width, scale, palette and language: it is the same in every frame.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, QSize
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QPixmap

from engine.model.snapshot import Role, State
from gui.common.palette import Palette
from gui.plots.lane_states import legend
from gui.plots.raster import TILE, image, state_tile
from gui.plots.time_plot import Frame

EDGE = 8  # logical pixels at both sides
GAP = 6  # between a swatch and its word
SWATCH = 2 * TILE


class Legend:
    """A row or two below the lanes."""

    def __init__(self) -> None:
        self._key: tuple[object, ...] = ()
        self._drawn = QPixmap()
        self._height_of: tuple[object, ...] = ()
        self._height = 0

    def height(self, width: int, metrics: QFontMetrics) -> int:
        """How high it is in logical pixels."""
        key = (width, metrics.height(), metrics.averageCharWidth(), legend()[0][2])
        if key != self._height_of:
            rows = len(_rows(width, metrics))
            self._height_of = key
            self._height = round((1.7 + 1.25 * (rows - 1)) * metrics.height())
        return self._height

    def draw(self, frame: Frame, top: int, palette: Palette) -> None:
        """Draws it from `top` on, over the whole width."""
        key = (frame.size.width(), frame.ratio, frame.line, palette.name, legend()[0][2])
        if key != self._key:
            self._key, self._drawn = key, self._pixmap(frame, palette)
        frame.painter.drawPixmap(0, top, self._drawn)

    def _pixmap(self, frame: Frame, palette: Palette) -> QPixmap:
        size = QSize(frame.size.width(), self.height(frame.size.width(), frame.metrics))
        pixmap = QPixmap(size * frame.ratio)
        pixmap.setDevicePixelRatio(frame.ratio)
        pixmap.fill(palette.ground)
        painter = QPainter(pixmap)
        inner = Frame(painter, size, frame.ratio, frame.painter.font())
        rows = _rows(size.width(), frame.metrics)
        widest = max(_width(row, frame.metrics) for row in rows)
        left = max(EDGE, min(inner.gutter, inner.right - widest))
        pitch = round(1.25 * frame.line)
        first = (size.height() - pitch * (len(rows) - 1)) // 2
        for number, row in enumerate(rows):
            x = left
            for state, role, words in row:
                _draw_entry(inner, QPoint(x, first + number * pitch), (state, role, words), palette)
                x += _width([(state, role, words)], frame.metrics) + _between(frame.metrics)
        painter.end()
        return pixmap


def draw_cross(frame: Frame, middle: QPointF, colour: str) -> None:
    """The sign of a failure."""
    arm, painter = frame.line * 0.3, frame.painter
    painter.save()
    painter.setRenderHint(painter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colour), 2.5))
    for side in (QPointF(arm, arm), QPointF(arm, -arm)):
        painter.drawLine(middle - side, middle + side)
    painter.restore()


Entry = tuple[State, Role, str]


def _rows(width: int, metrics: QFontMetrics) -> list[list[Entry]]:
    """The entries in rows of about equal length, none wider than `width` if that can be."""
    entries, room = legend(), width - 2 * EDGE
    for count in range(1, len(entries)):
        size = -(-len(entries) // count)
        rows = [entries[at : at + size] for at in range(0, len(entries), size)]
        if all(_width(row, metrics) <= room for row in rows):
            return rows
    return [[entry] for entry in entries]


def _between(metrics: QFontMetrics) -> int:
    return round(0.7 * metrics.height())


def _width(row: list[Entry], metrics: QFontMetrics) -> int:
    words = sum(SWATCH + GAP + metrics.horizontalAdvance(words) for *_, words in row)
    return words + _between(metrics) * (len(row) - 1)


def _draw_entry(frame: Frame, place: QPoint, entry: Entry, palette: Palette) -> None:
    """A swatch and its word; `place` is the left end of the row's middle line."""
    (state, role, words), line = entry, frame.line
    swatch_height = round(line * 0.65) // 2 * 2
    height, unit = round(swatch_height * frame.ratio), max(1, round(frame.ratio))
    picture = image(state_tile(palette, state, role, height, unit))
    picture.setDevicePixelRatio(frame.ratio)
    for step in range(0, SWATCH, TILE):
        frame.painter.drawImage(place + QPoint(step, -swatch_height // 2), picture)
    if state is State.FAILED:
        draw_cross(frame, QPointF(place) + QPointF(SWATCH / 2, 0), palette.failed)
    width = frame.metrics.horizontalAdvance(words) + 4
    frame.text(
        QRect(place.x() + SWATCH + GAP, place.y() - line, width, 2 * line), words, palette.dim
    )

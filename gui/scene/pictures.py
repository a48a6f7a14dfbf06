"""Drawn pictures: dishes and people.

Everything is drawn in a square of side 1 and scaled, so it is sharp at every size and on every
screen. A dish that has no picture of its own lies on a coloured plate, with its initial.
"""

from __future__ import annotations

import functools
import zlib
from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

from engine.model.snapshot import Role
from gui.common.i18n import in_all_languages
from gui.common.palette import PLATES, Palette, role_colour
from gui.common.pixmap_cache import PixmapCache

LEAST_LABELLED = 17.0  # px; on smaller dishes a number could not be read
Draw = Callable[[QPainter, Palette], None]


def dish(name: str, label: str, size: float, ratio: float, palette: Palette) -> QPixmap:
    """A dish with its number.

    Args:
        name: what it is, in any of our languages.
        label: the number; "" for none.
        size: logical pixels of its side.
        ratio: device pixels for a logical one.
        palette: the colours.
    """
    pixmap_cache = _easel(size, ratio)
    painter = pixmap_cache.painter
    painter.save()
    painter.scale(size, size)
    draw = _known().get(name)
    if draw is not None:
        draw(painter, palette)
    else:
        _plate(painter, palette, name)
    painter.restore()
    if label and size >= LEAST_LABELLED:
        _label(painter, label, size, palette)
    return pixmap_cache.take()


@functools.lru_cache(maxsize=256)
def person(
    role: Role, size: float, ratio: float, palette: Palette, *, is_cook: bool, is_away: bool
) -> QPixmap:
    """A figure: a cook with a hat, a guest, the main program, or anybody."""
    pixmap_cache = _easel(size, ratio)
    painter = pixmap_cache.painter
    if is_away:
        painter.setOpacity(0.4)
    painter.scale(size, size)
    if role is Role.MAIN:
        _terminal(painter, palette)
    else:
        _figure(painter, palette, role_colour(palette, role), is_cook=is_cook)
    return pixmap_cache.take()


def _easel(size: float, ratio: float) -> PixmapCache:
    side = max(1, round(size * ratio))
    pixmap_cache = PixmapCache(QSize(side, side), ratio)
    pixmap_cache.painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    return pixmap_cache


@functools.cache
def _known() -> dict[str, Draw]:
    kinds: tuple[tuple[str, Draw], ...] = (
        ("bun", _bun),
        ("dumpling", _dumpling),
        ("rice parcel", _parcel),
    )
    return {name: draw for text, draw in kinds for name in in_all_languages("Scenario", text)}


# -- dishes --------------------------------------------------------------------------------------


def _ink(painter: QPainter, line: str, fill: str, width: float = 0.035) -> None:
    pen = QPen(QColor(line), width)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.setBrush(QColor(fill) if fill else Qt.BrushStyle.NoBrush)


def _bun(painter: QPainter, palette: Palette) -> None:
    body = QPainterPath(QPointF(0.06, 0.66))
    body.cubicTo(0.06, 0.36, 0.28, 0.12, 0.5, 0.1)
    body.cubicTo(0.72, 0.12, 0.94, 0.36, 0.94, 0.66)
    body.cubicTo(0.94, 0.84, 0.78, 0.88, 0.5, 0.88)
    body.cubicTo(0.22, 0.88, 0.06, 0.84, 0.06, 0.66)
    _ink(painter, palette.food_line, palette.bun)
    painter.drawPath(body)
    _ink(painter, palette.bun_shade, "", 0.05)
    for x, bend in ((0.26, 0.38), (0.4, 0.45), (0.6, 0.55), (0.74, 0.62)):
        fold = QPainterPath(QPointF(0.5, 0.17))
        fold.quadTo(QPointF(bend, 0.22), QPointF(x, 0.44))
        painter.drawPath(fold)
    _ink(painter, palette.food_line, palette.bun_shade, 0.03)
    painter.drawEllipse(QPointF(0.5, 0.14), 0.075, 0.055)


def _dumpling(painter: QPainter, palette: Palette) -> None:
    body = QPainterPath(QPointF(0.03, 0.7))
    body.cubicTo(0.06, 0.2, 0.94, 0.2, 0.97, 0.7)
    body.cubicTo(0.86, 0.92, 0.14, 0.92, 0.03, 0.7)
    _ink(painter, palette.food_line, palette.dumpling)
    painter.drawPath(body)
    rim = QPainterPath(QPointF(0.03, 0.7))
    rim.cubicTo(0.06, 0.2, 0.94, 0.2, 0.97, 0.7)
    rim.cubicTo(0.84, 0.42, 0.16, 0.42, 0.03, 0.7)
    _ink(painter, palette.food_line, palette.dumpling_shade)
    painter.drawPath(rim)
    _ink(painter, palette.food_line, "", 0.028)
    for x in (0.2, 0.35, 0.5, 0.65, 0.8):
        high = 0.325 + 0.85 * (x - 0.5) ** 2
        painter.drawLine(QPointF(x, high), QPointF(0.5 + (x - 0.5) * 0.9, high + 0.13))


def _parcel(painter: QPainter, palette: Palette) -> None:
    left, top, right = QPointF(0.06, 0.86), QPointF(0.5, 0.08), QPointF(0.94, 0.86)
    fold = QPointF(0.56, 0.86)
    _ink(painter, palette.food_line, palette.leaf)
    painter.drawPolygon(QPolygonF([left, top, right]))
    _ink(painter, palette.food_line, palette.leaf_shade, 0.028)
    painter.drawPolygon(QPolygonF([top, right, fold]))
    _ink(painter, palette.string, "", 0.05)
    painter.drawLine(QPointF(0.285, 0.46), QPointF(0.715, 0.46))
    painter.drawLine(QPointF(0.34, 0.36), QPointF(0.5, 0.52))
    painter.drawLine(QPointF(0.66, 0.36), QPointF(0.5, 0.52))


def _plate(painter: QPainter, palette: Palette, name: str) -> None:
    tint = getattr(palette, PLATES[zlib.crc32(name.encode()) % len(PLATES)])
    _ink(painter, palette.food_line, tint)
    painter.drawEllipse(QPointF(0.5, 0.48), 0.42, 0.4)
    initial = next((letter for letter in name if letter.isalnum()), "·").upper()
    _text(painter, QRectF(0.1, 0.1, 0.8, 0.56), initial, palette.food_line, 0.38)


def _label(painter: QPainter, label: str, size: float, palette: Palette) -> None:
    """The number on a pill over the lower edge, with the contrast of ordinary text."""
    height = max(0.36 * size, min(11.5, 0.5 * size))
    font = painter.font()
    font.setPixelSize(max(7, round(height * 0.86)))
    font.setWeight(QFont.Weight.DemiBold)
    font.setFeature(QFont.Tag("tnum"), 1)
    painter.setFont(font)
    width = painter.fontMetrics().horizontalAdvance(label) + 0.5 * height
    while width > size and font.pixelSize() > 7:
        font.setPixelSize(font.pixelSize() - 1)
        painter.setFont(font)
        width = painter.fontMetrics().horizontalAdvance(label) + 0.3 * height
    width = min(size, max(width, height * 1.1))
    pill = QRectF((size - width) / 2, size - height, width, height)
    painter.setPen(QPen(QColor(palette.dim), 0.8))
    painter.setBrush(QColor(palette.raised))
    painter.drawRoundedRect(pill.adjusted(0.5, 0.5, -0.5, -0.5), height / 2, height / 2)
    painter.setPen(QColor(palette.text))
    painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, label)


# -- people --------------------------------------------------------------------------------------


def _figure(painter: QPainter, palette: Palette, colour: str, *, is_cook: bool) -> None:
    body = QPainterPath(QPointF(0.1, 0.97))
    body.cubicTo(0.1, 0.62, 0.3, 0.58, 0.5, 0.58)
    body.cubicTo(0.7, 0.58, 0.9, 0.62, 0.9, 0.97)
    body.closeSubpath()
    _ink(painter, colour, colour, 0.02)
    painter.drawPath(body)
    _ink(painter, palette.food_line, palette.skin, 0.03)
    painter.drawEllipse(QPointF(0.5, 0.42), 0.2, 0.21)
    if is_cook:
        hat = QPainterPath(QPointF(0.31, 0.31))
        hat.cubicTo(0.1, 0.2, 0.24, 0.02, 0.38, 0.08)
        hat.cubicTo(0.42, -0.01, 0.58, -0.01, 0.62, 0.08)
        hat.cubicTo(0.76, 0.02, 0.9, 0.2, 0.69, 0.31)
        hat.closeSubpath()
        _ink(painter, palette.food_line, palette.bun, 0.03)
        painter.drawPath(hat)
    else:
        hair = QPainterPath(QPointF(0.3, 0.4))
        hair.cubicTo(0.28, 0.12, 0.72, 0.12, 0.7, 0.4)
        hair.cubicTo(0.62, 0.3, 0.44, 0.34, 0.3, 0.4)
        _ink(painter, palette.food_line, palette.food_line, 0.02)
        painter.drawPath(hair)


def _terminal(painter: QPainter, palette: Palette) -> None:
    _ink(painter, palette.busy_other, palette.panel, 0.05)
    painter.drawRoundedRect(QRectF(0.08, 0.16, 0.84, 0.68), 0.1, 0.1)
    _ink(painter, palette.text, "", 0.06)
    painter.drawPolyline([QPointF(0.24, 0.36), QPointF(0.4, 0.5), QPointF(0.24, 0.64)])
    painter.drawLine(QPointF(0.5, 0.66), QPointF(0.72, 0.66))


def _text(painter: QPainter, rect: QRectF, text: str, colour: str, height: float) -> None:
    """Text in the square of side 1, where fonts have no such small sizes: drawn as a shape."""
    font = QFont(painter.font())
    font.setPixelSize(100)
    font.setWeight(QFont.Weight.DemiBold)
    shape = QPainterPath()
    shape.addText(0, 0, font, text)
    box = shape.boundingRect()
    if box.isEmpty():
        return
    scale = min(height / box.height(), 0.9 * rect.width() / box.width())
    painter.save()
    painter.translate(rect.center())
    painter.scale(scale, scale)
    painter.translate(-box.center())
    painter.fillPath(shape, QColor(colour))
    painter.restore()

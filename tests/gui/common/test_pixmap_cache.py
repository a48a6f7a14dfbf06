"""Pictures are painted without a reference to None being lost, again and again."""

from __future__ import annotations

import sys

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QColor

from gui.common.pixmap_cache import MOST_KEPT, PixmapCache

OFTEN = 500


def paint(side: int, colour: str = "#ff0000"):
    pixmap_cache = PixmapCache(QSize(side, side), 1.0)
    pixmap_cache.painter.fillRect(0, 0, side, side, QColor(colour))
    return pixmap_cache.take()


def test_painting_again_and_again_costs_no_reference_to_none(qapp):
    paint(20)
    before = sys.getrefcount(None)
    for _ in range(OFTEN):
        paint(20)
    assert abs(sys.getrefcount(None) - before) < OFTEN / 10


def test_a_picture_stays_as_it_is_when_the_next_one_is_painted(qapp):
    first = paint(8, "#ff0000")
    paint(8, "#0000ff")
    assert first.toImage().pixelColor(4, 4) == QColor("#ff0000")


def test_one_picture_can_be_painted_while_another_one_is(qapp):
    outer = PixmapCache(QSize(8, 8), 1.0)
    inner = paint(8, "#00ff00")
    outer.painter.drawPixmap(QPointF(0, 0), inner)
    assert outer.take().toImage().pixelColor(4, 4) == QColor("#00ff00")


def test_a_picture_is_transparent_at_first_and_never_empty(qapp):
    paint(8)
    clear = PixmapCache(QSize(8, 8), 1.0).take().toImage()
    assert clear.pixelColor(4, 4).alpha() == 0
    assert not PixmapCache(QSize(0, 0), 1.0).take().isNull()


def test_few_devices_are_kept(qapp):
    from gui.common import pixmap_cache

    for side in range(1, 3 * MOST_KEPT):
        paint(side)
    assert len(pixmap_cache._resting) <= MOST_KEPT

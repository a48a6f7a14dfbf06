"""A label that is never higher than so many lines."""

from __future__ import annotations

import pytest

from gui.panels.clipped_label import ClippedLabel

LONG = "The feeder thread could not pickle it, and put() cannot know. " * 8


@pytest.fixture
def label(qtbot) -> ClippedLabel:
    label = ClippedLabel(3)
    qtbot.addWidget(label)
    label.resize(300, 200)
    label.show()
    return label


def test_a_short_text_is_shown_whole_and_needs_no_tooltip(label):
    label.set_whole("Short.")
    assert (label.text(), label.toolTip()) == ("Short.", "")


def test_a_long_text_is_cut_to_three_lines_and_is_whole_in_the_tooltip(label):
    label.set_whole(LONG)
    assert label.text().endswith("…")
    assert label.toolTip() == label.whole == LONG
    line = label.fontMetrics().lineSpacing()
    assert 2.5 * line < label.minimumHeight() < 3.5 * line


@pytest.mark.parametrize("pixels", range(9, 25))
def test_three_lines_fit_whatever_the_fonts_size(label, pixels):
    """Qt rounds a line's height, and that of three lines otherwise."""
    font = label.font()
    font.setPixelSize(pixels)
    label.setFont(font)
    label.set_whole("one\ntwo\nthree")
    assert label.text() == "one\ntwo\nthree"
    label.set_whole("one\ntwo\nthree\nfour")
    assert label.text().startswith("one\ntwo\nth")
    assert "four" not in label.text()


def test_a_wider_label_shows_more(label):
    label.set_whole(LONG)
    before = label.text()
    label.resize(600, 200)
    assert len(label.text()) > len(before)
    label.resize(6000, 200)
    assert label.text() == LONG
    assert label.toolTip() == ""

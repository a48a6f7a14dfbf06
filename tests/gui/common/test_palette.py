"""The two palettes are legible, complete and safe for colour-blind eyes."""

from __future__ import annotations

import re
from dataclasses import fields

import pytest

from engine.model.snapshot import Role, State
from gui.common.palette import DARK, LIGHT, STATE_GLYPHS, Palette, state_colour
from gui.plots.raster import state_tile

BUSY = "busy_producer", "busy_consumer", "busy_other"
both = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@both
@pytest.mark.parametrize("ink", ["text", "dim", "error", "warning", "accent", "limit"])
@pytest.mark.parametrize("paper", ["ground", "panel", "raised"])
def test_words_have_a_contrast_of_4_5_on_every_surface(
    palette: Palette, ink: str, paper: str
) -> None:
    assert contrast(getattr(palette, ink), getattr(palette, paper)) >= 4.5


@both
def test_words_on_the_accent_are_legible(palette: Palette) -> None:
    assert contrast(palette.accent_text, palette.accent) >= 4.5


@both
def test_every_colour_is_written_as_six_hex_digits(palette: Palette) -> None:
    for each in fields(palette):
        if each.name != "name":
            assert re.fullmatch(r"#[0-9A-F]{6}", getattr(palette, each.name)), each.name


@both
def test_states_of_one_worker_differ_in_colour(palette: Palette) -> None:
    for role in Role:
        assert len({state_colour(palette, state, role) for state in State}) == len(State)


def test_every_state_has_its_own_glyph() -> None:
    assert set(STATE_GLYPHS) == set(State)
    assert len(set(STATE_GLYPHS.values())) == len(State)


@both
@pytest.mark.parametrize(
    "line", ["depth_line", "limit", "crosshair", "accent", "failed", *BUSY], ids=str
)
def test_what_is_drawn_plain_stands_out_from_the_ground_by_3(palette: Palette, line: str) -> None:
    assert contrast(getattr(palette, line), palette.ground) >= 3.0


@both
def test_the_curve_stands_out_from_what_is_filled_below_it(palette: Palette) -> None:
    assert contrast(palette.depth_line, palette.depth_fill) >= 3.0


@both
@pytest.mark.parametrize("state", list(State), ids=lambda state: state.name)
def test_a_state_of_less_contrast_has_a_pattern(palette: Palette, state: State) -> None:
    if state not in {State.ENDED, State.ABSENT}:  # a thin line and nothing: nobody is there
        tile = state_tile(palette, state, Role.PRODUCER, 12, 1)
        has_pattern = len({pixel.tobytes() for row in tile for pixel in row}) > 1
        ink = state_colour(palette, state, Role.PRODUCER)
        assert has_pattern or contrast(ink, palette.ground) >= 3.0

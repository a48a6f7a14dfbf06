"""All colours of the window, once: two palettes, and what each state of a worker looks like.

State colours are Okabe and Ito's, which colour-blind eyes tell apart, made lighter on the dark
ground. No state is told by colour alone: each has a pattern in the plots and a glyph in tables.
No Qt here, so that a report or a recording may use the same colours.
"""

from __future__ import annotations

from dataclasses import dataclass

from engine.model.snapshot import Role, State


@dataclass(frozen=True, slots=True)
class Palette:
    """One look of the whole window; every colour is "#rrggbb"."""

    name: str
    ground: str  # behind everything
    panel: str  # groups, buttons
    raised: str  # fields, menus, tooltips
    text: str
    dim: str  # units, axes, what matters less; still legible
    grid: str
    border: str
    accent: str
    accent_text: str  # on the accent
    error: str  # words of failure
    warning: str
    record: str  # the button that records
    busy_producer: str
    busy_consumer: str
    busy_other: str
    put_wait: str
    get_wait: str
    joining: str
    paused: str
    failed: str
    ended: str
    depth_line: str
    depth_fill: str
    limit: str  # the line of maxsize
    crosshair: str
    slot: str  # an empty place of the queue
    skin: str  # people in the scene
    food_line: str  # outlines of dishes
    bun: str
    bun_shade: str
    dumpling: str
    dumpling_shade: str
    leaf: str  # a rice parcel's
    leaf_shade: str
    string: str
    plate_a: str  # of dishes that have no picture of their own
    plate_b: str
    plate_c: str
    plate_d: str


LIGHT = Palette(
    name="light",
    ground="#FAFAF8",
    panel="#F1F1ED",
    raised="#FFFFFF",
    text="#1D2126",
    dim="#5B626B",
    grid="#E7E7E2",
    border="#D3D4CF",
    accent="#0069A6",
    accent_text="#FFFFFF",
    error="#B04A00",
    warning="#8A5A00",
    record="#C4262E",
    busy_producer="#0072B2",
    busy_consumer="#009E73",
    busy_other="#7A828C",
    put_wait="#E69F00",
    get_wait="#56B4E9",
    joining="#CC79A7",
    paused="#A9AEB4",
    failed="#D55E00",
    ended="#B9BDC1",
    depth_line="#0F5C8C",
    depth_fill="#CBDFEC",
    limit="#9A5B00",
    crosshair="#5B626B",
    slot="#EDEDE8",
    skin="#EBC8A4",
    food_line="#6B4E2E",
    bun="#FFF6E6",
    bun_shade="#EBD5B3",
    dumpling="#F8E0A6",
    dumpling_shade="#DDB667",
    leaf="#6FA055",
    leaf_shade="#4C7A38",
    string="#F3E6BF",
    plate_a="#CFC2EC",
    plate_b="#F3C3B4",
    plate_c="#BFDDC8",
    plate_d="#E9DB9C",
)

DARK = Palette(
    name="dark",
    ground="#16181C",
    panel="#1E2126",
    raised="#24282E",
    text="#E8EAED",
    dim="#A0A7B0",
    grid="#262A30",
    border="#363B43",
    accent="#5BB4EA",
    accent_text="#0C1116",
    error="#FF9457",
    warning="#F2B84B",
    record="#FF6B6B",
    busy_producer="#2F8FD0",
    busy_consumer="#1FB58A",
    busy_other="#8A929C",
    put_wait="#F0AE1F",
    get_wait="#7CC7F2",
    joining="#D98DB8",
    paused="#6B727B",
    failed="#F2762E",
    ended="#565C64",
    depth_line="#7CC3EE",
    depth_fill="#20445C",
    limit="#F2B84B",
    crosshair="#A0A7B0",
    slot="#22262C",
    skin="#D9B48E",
    food_line="#2E2116",
    bun="#F3E6D0",
    bun_shade="#D3BC98",
    dumpling="#EBCF8C",
    dumpling_shade="#C79F52",
    leaf="#6FA055",
    leaf_shade="#4C7A38",
    string="#F3E6BF",
    plate_a="#B3A4D8",
    plate_b="#DDA998",
    plate_c="#A3C8AE",
    plate_d="#D3C37F",
)

PLATES = ("plate_a", "plate_b", "plate_c", "plate_d")

# The glyph that stands for a state where there is room for one character only.
STATE_GLYPHS: dict[State, str] = {
    State.BUSY: "■",
    State.PUT_WAIT: "▨",
    State.GET_WAIT: "░",
    State.JOINING: "≡",
    State.PAUSED: "‖",
    State.FAILED: "✕",
    State.ENDED: "–",
    State.ABSENT: "·",
}


def state_colour(palette: Palette, state: State, role: Role) -> str:
    """The colour of a worker's state; being busy has one colour for each role."""
    if state == State.BUSY:
        return role_colour(palette, role)
    return {
        State.PUT_WAIT: palette.put_wait,
        State.GET_WAIT: palette.get_wait,
        State.JOINING: palette.joining,
        State.PAUSED: palette.paused,
        State.FAILED: palette.failed,
        State.ENDED: palette.ended,
        State.ABSENT: palette.grid,
    }[state]


def role_colour(palette: Palette, role: Role) -> str:
    """The colour of a worker at work, by what it does at the queues."""
    if role in {Role.PRODUCER, Role.RELAY}:
        return palette.busy_producer
    if role == Role.CONSUMER:
        return palette.busy_consumer
    return palette.busy_other

"""Dishes on their way: after the event, never before it, and for a moment only."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, QRectF

from engine.model.snapshot import Role, State
from gui.common.selection import ItemTarget, WorkerTarget
from gui.scene.motion import LONGEST_NS, Motion, Shown
from gui.scene.place import Place
from gui.scene.seats import Side, seat
from gui.scene.stage import BASE, Dish, Figure, Stage
from gui.scene.tray import lay_out

LINE = 17.0
TRAY = lay_out(QRectF(220, 30, 200, 90), 4, 0, LINE)
COOK = Figure(
    target=WorkerTarget(1),
    seat=seat(1, Side.LEFT, QRectF(0, 30, 200, 130), LINE)[0],
    name="Cook",
    role=Role.PRODUCER,
    state=State.BUSY,
    dish="bun",
    words="",
    brief="",
    lasting="",
    rate="",
    has_ended=False,
    waits_for="",
)
GUEST_HAND = QPointF(450, 90)


class Clock:
    """A clock that stands still until it is told to go on."""

    def __init__(self) -> None:
        self.ns = 1_000_000_000

    def __call__(self) -> int:
        return self.ns


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def motion(clock: Clock) -> Motion:
    return Motion(clock)


def dish(place: Place, at: QPointF, sequence: int = 0) -> Dish:
    owner = 2 if place is Place.HAND else -1
    target = ItemTarget(0, 1, sequence)
    return Dish(target, place, at, 30.0, "bun", str(sequence + 1), 0, owner)


def stage(*dishes: Dish) -> Stage:
    return Stage(BASE, LINE, people=(COOK,), tray=TRAY, dishes=dishes)


def only(motion: Motion) -> Shown:
    (shown,) = motion.shown()
    return shown


def test_a_new_dish_comes_from_the_hands_of_its_cook(motion: Motion, clock: Clock) -> None:
    motion.follow(stage(dish(Place.QUEUE, TRAY.places[0])))
    assert only(motion).at == COOK.seat.hand
    clock.ns += LONGEST_NS // 2
    assert COOK.seat.hand.x() < only(motion).at.x() < TRAY.places[0].x()
    clock.ns += LONGEST_NS // 2
    assert only(motion).at == TRAY.places[0]
    assert not motion.is_moving


def test_every_movement_is_over_within_150_ms(motion: Motion, clock: Clock) -> None:
    assert LONGEST_NS < 150_000_000
    motion.follow(stage(dish(Place.QUEUE, TRAY.places[1])))
    clock.ns += LONGEST_NS // 2
    motion.follow(stage(dish(Place.HAND, GUEST_HAND)))  # before the first one was over
    clock.ns += LONGEST_NS
    assert only(motion).at == GUEST_HAND


def test_an_item_taken_at_once_is_seen_to_pass_through_the_queue(
    motion: Motion, clock: Clock
) -> None:
    motion.follow(stage())
    motion.follow(stage(dish(Place.HAND, GUEST_HAND)))
    seen = []
    for _ in range(14):
        clock.ns += LONGEST_NS // 15
        seen.append(only(motion).at)
    assert any(abs(at.y() - TRAY.exit.y()) < 2 and TRAY.area.contains(at) for at in seen)


def test_a_dish_that_is_done_goes_away_and_fades(motion: Motion, clock: Clock) -> None:
    motion.follow(stage(dish(Place.HAND, GUEST_HAND)), jump=True)
    motion.follow(stage())
    clock.ns += LONGEST_NS // 2
    assert only(motion).at.x() > GUEST_HAND.x()
    assert 0 < only(motion).opacity < 1
    clock.ns += LONGEST_NS // 2
    assert motion.shown() == []


def test_what_follows_moves_up(motion: Motion, clock: Clock) -> None:
    first, second = dish(Place.QUEUE, TRAY.places[0]), dish(Place.QUEUE, TRAY.places[1], 1)
    motion.follow(stage(first, second), jump=True)
    motion.follow(
        stage(first._replace(place=Place.HAND, at=GUEST_HAND), second._replace(at=TRAY.places[0]))
    )
    clock.ns += LONGEST_NS
    assert {each.dish.target.sequence: each.at for each in motion.shown()} == {
        0: GUEST_HAND,
        1: TRAY.places[0],
    }


def test_with_reduced_motion_everything_is_at_its_place_at_once(motion: Motion) -> None:
    motion.is_reduced = True
    motion.follow(stage(dish(Place.QUEUE, TRAY.places[0])))
    assert only(motion).at == TRAY.places[0]
    assert not motion.is_moving
    motion.follow(stage())
    assert motion.shown() == []


def test_nothing_is_shown_that_the_stage_does_not_have(motion: Motion, clock: Clock) -> None:
    for number in range(40):
        motion.follow(stage(*(dish(Place.QUEUE, at, number) for at in TRAY.places[:1])))
        clock.ns += LONGEST_NS // 3
    lasting = {each.dish.target.sequence for each in motion.shown() if each.opacity == 1}
    assert lasting == {39}
    clock.ns += LONGEST_NS
    assert {each.dish.target.sequence for each in motion.shown()} == {39}

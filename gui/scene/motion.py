"""Dishes on their way from where they were to where they are.

A movement begins when a Snapshot shows the item at a new place, and never before; it is over within
`LONGEST_NS`, whatever follows. If the item moves again meanwhile, it goes on from where it is.
So the picture is at most so much behind the Snapshot, and nothing waits for it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import QPointF

from gui.scene.place import Place
from gui.scene.stage import Dish, Stage

LONGEST_NS = 140_000_000
AWAY = 1.2  # how far a dish goes when it is done, in its own sizes


class Shown(NamedTuple):
    """A dish where it is drawn now."""

    dish: Dish
    at: QPointF
    opacity: float


@dataclass
class _Track:
    dish: Dish
    path: tuple[QPointF, ...]
    begun_ns: int
    is_leaving: bool = False

    def at(self, now_ns: int) -> tuple[QPointF, float]:
        """Where it is, and how much of the way is done."""
        done = min(1.0, max(0.0, (now_ns - self.begun_ns) / LONGEST_NS))
        if done >= 1.0:
            return self.path[-1], done
        eased = 1 - (1 - done) ** 3
        legs = len(self.path) - 1
        if not legs:
            return self.path[0], done
        leg = min(legs - 1, int(eased * legs))
        share = eased * legs - leg
        begin, end = self.path[leg], self.path[leg + 1]
        return begin + (end - begin) * share, done


class Motion:
    """Remembers where every dish was."""

    def __init__(self, clock_ns: Callable[[], int] = time.perf_counter_ns) -> None:
        """Nothing is shown yet."""
        self.is_reduced = False
        self._clock_ns = clock_ns
        self._tracks: dict[Hashable, _Track] = {}

    def follow(self, stage: Stage, *, jump: bool = False) -> None:
        """Takes a new stage; with `jump` everything is at its place at once."""
        now_ns = self._clock_ns()
        jump = jump or self.is_reduced
        fresh = {_key(dish): dish for dish in stage.dishes}
        for key, dish in fresh.items():
            track = self._tracks.get(key)
            if jump:
                self._tracks[key] = _Track(dish, (dish.at,), now_ns - LONGEST_NS)
            elif track is None or track.is_leaving:
                self._tracks[key] = _Track(dish, _first_way(dish, stage), now_ns)
            elif track.dish.at != dish.at:
                self._tracks[key] = _Track(dish, _next_way(track, dish, stage, now_ns), now_ns)
            else:
                track.dish = dish
        for key in [key for key in self._tracks if key not in fresh]:
            self._leave(key, now_ns, jump=jump)

    def shown(self) -> list[Shown]:
        """All dishes as they are drawn now; what has left is forgotten."""
        now_ns = self._clock_ns()
        found, over = [], []
        for key, track in self._tracks.items():
            at, done = track.at(now_ns)
            if track.is_leaving and done >= 1:
                over.append(key)
            else:
                found.append(Shown(track.dish, at, 1 - done if track.is_leaving else 1.0))
        for key in over:
            del self._tracks[key]
        return found

    @property
    def is_moving(self) -> bool:
        """Whether the next frame differs though nothing happens."""
        now_ns = self._clock_ns()
        return any(now_ns - track.begun_ns < LONGEST_NS for track in self._tracks.values())

    def _leave(self, key: Hashable, now_ns: int, *, jump: bool) -> None:
        track = self._tracks[key]
        if track.is_leaving:
            return
        if jump:
            del self._tracks[key]
            return
        at, _ = track.at(now_ns)
        by = QPointF(0, 0)
        if track.dish.place is Place.HAND:
            by = QPointF(AWAY * track.dish.size, 0)
        self._tracks[key] = _Track(track.dish, (at, at + by), now_ns, is_leaving=True)


def _key(dish: Dish) -> Hashable:
    """An item from outside has no number: it is known by whose hands it is in."""
    return dish.target if dish.label else dish.owner


def _first_way(dish: Dish, stage: Stage) -> tuple[QPointF, ...]:
    """From its producer's hands; a dish that is in a consumer's hands came through the queue."""
    producer = stage.person(dish.target.producer)
    tray = stage.tray
    begin = producer.seat.hand if producer is not None else tray.entrance if tray else dish.at
    if dish.place is Place.HAND and tray is not None:
        return begin, tray.entrance, tray.exit, dish.at
    return begin, dish.at


def _next_way(track: _Track, dish: Dish, stage: Stage, now_ns: int) -> tuple[QPointF, ...]:
    at, _ = track.at(now_ns)
    came_through = track.dish.place is Place.OFFERED and dish.place is Place.HAND
    if came_through and stage.tray is not None:
        return at, stage.tray.entrance, stage.tray.exit, dish.at
    return at, dish.at

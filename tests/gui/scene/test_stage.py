"""What stands on the scene's stage, for what snapshots say."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF, QSizeF

from engine.model.snapshot import Role, Snapshot, WorkerKinds
from engine.observe import wire
from gui.scene.place import Place
from gui.scene.rates import FAST_PER_S, SLOW_PER_S, Rates
from gui.scene.seats import Form, Side
from gui.scene.stage import BASE, Stage, set_stage
from gui.scene.tray import lay_out
from tests.support import frames, scripted

LINE = 17.0
CAST = WorkerKinds(
    {
        "Cook A": (Role.PRODUCER, "bun"),
        "Cook B": (Role.PRODUCER, "soup"),
        "Guest": (Role.CONSUMER, ""),
    }
)


class Watched(scripted.ScriptedRun):
    """A kitchen that keeps a plain list of what it did."""

    def __init__(self, worker_kinds: WorkerKinds | None = None) -> None:
        super().__init__(worker_kinds)
        self.moves: list[tuple[float, str, str, tuple[int, int]]] = []

    def put(self, at_ms: float, name: str) -> None:
        item = self._names.index(name), self._sent[name]
        super().put(at_ms, name)
        self.moves.append((at_ms, "put", name, item))

    def get(self, at_ms: float, name: str) -> None:
        cook, sequence, _ = self._ready[0]
        super().get(at_ms, name)
        self.moves.append((at_ms, "get", name, (self._names.index(cook), sequence)))

    def done(self, at_ms: float, name: str) -> None:
        super().done(at_ms, name)
        self.moves.append((at_ms, "done", name, (-1, -1)))

    def places(self, at_ms: float) -> dict[tuple[int, int], Place]:
        """Where each item is just before a moment, by the list alone."""
        queued: list[tuple[int, int]] = []
        hands: dict[str, list[tuple[int, int]]] = {}
        for moved_ms, what, name, item in sorted(self.moves):
            if moved_ms >= at_ms:
                break
            if what == "put":
                queued.append(item)
            elif what == "get":
                queued.remove(item)
                hands.setdefault(name, []).append(item)
            else:
                hands[name].pop(0)
        held = {each[-1]: Place.HAND for each in hands.values() if each}
        return dict.fromkeys(queued, Place.QUEUE) | held


def watched(cooks: int = 1, guests: int = 1, *, maxsize: int = 4) -> Watched:
    kitchen = Watched(CAST)
    kitchen.start(0, "MainProcess", main=True, maxsize=maxsize)
    for each in range(cooks):
        kitchen.start(1, f"Cook A {each + 1}", maxsize=maxsize)
    for each in range(guests):
        kitchen.start(1, f"Guest {each + 1}", maxsize=maxsize)
    return kitchen


def stage_of(snapshot: Snapshot, *, queue: int = 0, size: QSizeF = BASE, times: int = 1) -> Stage:
    rates = Rates()
    for _ in range(times):
        rates.see(snapshot, snapshot.queues[queue])
    return set_stage(snapshot, snapshot.queues[queue], size, LINE, rates)


def places_on(stage: Stage) -> dict[tuple[int, int], Place]:
    return {(each.target.producer, each.target.sequence): each.place for each in stage.dishes}


def words_of(stage: Stage, name: str) -> str:
    return next(each.words for each in stage.people if each.name == name)


def test_a_dish_is_on_the_stage_if_and_only_if_its_item_is_in_the_snapshot() -> None:
    kitchen = watched(2, 2, maxsize=0)
    for at_ms in range(100, 2000, 100):
        kitchen.put(at_ms, f"Cook A {1 + at_ms // 100 % 2}")
    for at_ms in range(150, 1900, 150):
        guest = f"Guest {1 + at_ms // 150 % 2}"
        kitchen.get(at_ms + 5, guest)
        kitchen.done(at_ms + 120, guest)
    for at_ms in range(20, 2100, 30):
        snapshot = kitchen.snapshot(at_ms)
        assert places_on(stage_of(snapshot)) == kitchen.places(at_ms), at_ms


def test_the_oldest_item_lies_at_the_exit_and_the_newest_at_the_entrance() -> None:
    kitchen = watched()
    for at_ms in (10, 20, 30):
        kitchen.put(at_ms, "Cook A 1")
    stage = stage_of(kitchen.snapshot(40))
    xs = [each.at.x() for each in sorted(stage.dishes, key=lambda each: each.target.sequence)]
    assert xs == sorted(xs, reverse=True)
    assert [each.label for each in stage.dishes] == ["1", "2", "3"]


def test_a_blocked_cook_holds_the_dish_that_finds_no_place() -> None:
    kitchen = watched(maxsize=2)
    kitchen.put(10, "Cook A 1")
    kitchen.put(20, "Cook A 1")
    kitchen.begin_wait(30, "Cook A 1", wire.PUT_WAIT)
    stage = stage_of(kitchen.snapshot(1530))
    assert places_on(stage)[1, 2] is Place.OFFERED
    assert words_of(stage, "Cook A 1") == "waits: the queue is full"
    assert next(each.lasting for each in stage.people if each.name == "Cook A 1") == "1.5 s"


def test_a_waiting_guest_says_what_for() -> None:
    kitchen = watched()
    kitchen.begin_wait(30, "Guest 1", wire.GET_WAIT)
    stage = stage_of(kitchen.snapshot(60))
    assert words_of(stage, "Guest 1") == "waits: the queue is empty"
    assert not stage.dishes


def test_a_guest_that_waits_though_items_are_there_does_not_say_it_is_empty() -> None:
    kitchen = watched()
    kitchen.put(10, "Cook A 1")
    kitchen.begin_wait(30, "Guest 1", wire.GET_WAIT)
    assert words_of(stage_of(kitchen.snapshot(60)), "Guest 1") == "waits for its turn to get"


def test_the_main_program_says_for_whom_it_joins() -> None:
    kitchen = watched()
    kitchen.put(10, "Cook A 1")
    kitchen.begin_wait(20, "MainProcess", wire.JOIN_QUEUE)
    assert words_of(stage_of(kitchen.snapshot(60)), "main") == "waits in queue.join(): 1 unfinished"


def test_without_task_done_a_guest_that_waits_again_has_empty_hands() -> None:
    kitchen = watched()
    kitchen.put(10, "Cook A 1")
    kitchen.get(20, "Guest 1")
    kitchen.begin_wait(40, "Guest 1", wire.GET_WAIT)
    snapshot = kitchen.snapshot(60)
    assert places_on(stage_of(snapshot)) == {(1, 0): Place.HAND}  # joinable: it is unfinished
    object.__setattr__(snapshot.queues[0], "kind", "Queue")
    assert places_on(stage_of(snapshot)) == {}


def test_unfinished_items_in_the_same_hands_are_counted() -> None:
    kitchen = watched()
    for at_ms in (10, 20, 30):
        kitchen.put(at_ms, "Cook A 1")
        kitchen.get(at_ms + 5, "Guest 1")
    (dish,) = stage_of(kitchen.snapshot(60)).dishes
    assert (dish.label, dish.others) == ("3", 2)


def test_a_long_queue_shows_both_ends_and_counts_the_middle() -> None:
    kitchen = watched(maxsize=0)
    for each in range(300):
        kitchen.put(10 + each * 100, "Cook A 1")
    stage = stage_of(kitchen.snapshot(31_000))
    shown = [each.target.sequence for each in stage.dishes]
    tray = stage.tray
    assert tray is not None
    assert tray.gap is not None
    assert shown[: tray.first] == list(range(tray.first))
    assert sorted(shown[tray.first :]) == list(range(300 - tray.last, 300))
    assert stage.more == f"{300 - tray.first - tray.last} more"
    newest = max(stage.dishes, key=lambda each: each.target.sequence)
    assert newest.at.x() == min(each.at.x() for each in stage.dishes)


@pytest.mark.parametrize("maxsize", [1, 4, 10, 12, 40, 60])
def test_a_bounded_queue_shows_each_of_its_places(maxsize: int) -> None:
    tray = lay_out(QRectF(0, 0, 195, 92), maxsize, 0, LINE)
    assert len(tray.places) == maxsize
    assert len({(at.x(), at.y()) for at in tray.places}) == maxsize
    half = tray.cell / 2
    for at in tray.places:
        assert at.x() - half >= -0.5
        assert at.x() + half <= 195.5
        assert at.y() - half >= -0.5
        assert at.y() + half <= 92.5


@pytest.mark.parametrize(
    ("count", "form"),
    [(1, Form.CARD), (3, Form.CARD), (6, Form.LINE), (20, Form.TILE), (64, Form.TILE)],
)
def test_many_people_stand_closer_and_none_is_outside(count: int, form: Form) -> None:
    stage = stage_of(watched(count, count).snapshot(50))
    for side in (Side.LEFT, Side.RIGHT):
        people = [each for each in stage.people if each.seat.side is side]
        assert len(people) == count
        assert {each.seat.form for each in people} == {form}
        for each in people:
            assert each.seat.rect.top() >= 0
            assert each.seat.rect.bottom() <= BASE.height()
            assert each.seat.rect.left() >= 0
            assert each.seat.rect.right() <= BASE.width()
    assert bool(stage.left_summary) == (form is Form.TILE)


def test_fast_items_become_flows_and_slow_ones_dishes_again() -> None:
    kitchen = watched(maxsize=0)
    for each in range(100):
        kitchen.put(10 + 10 * each, "Cook A 1")
    for each in range(60):
        kitchen.put(1100 + 40 * each, "Cook A 1")  # 25 a second: between the two bounds
    for each in range(20):
        kitchen.put(3600 + 100 * each, "Cook A 1")
    rates = Rates()
    seen = {}
    for at_ms in range(50, 5600, 50):
        snapshot = kitchen.snapshot(at_ms)
        rates.see(snapshot, snapshot.queues[0])
        seen[at_ms] = set_stage(snapshot, snapshot.queues[0], BASE, LINE, rates)
    assert SLOW_PER_S < 25 < FAST_PER_S
    assert seen[200].flow is None
    assert seen[900].flow is not None
    assert seen[900].dishes == ()
    assert seen[3000].flow is not None  # no flicker between the bounds
    assert seen[5400].flow is None
    assert seen[5400].dishes
    cook = next(each for each in seen[1000].people if each.name == "Cook A 1")
    assert float(cook.rate.split()[0]) == pytest.approx(100, rel=0.12)


def test_a_traced_queue_shows_only_who_has_to_do_with_it() -> None:
    kitchen = scripted.ScriptedRun()
    kitchen.start(0, "MainProcess", main=True)
    for name in ("Process-1", "Process-2", "Process-3"):
        kitchen.start(1, name)
        kitchen.send(1, name, frames.queue(1, queue=1, key="other", kind="Queue", maxsize=3))
    kitchen.put(10, "Process-1")
    kitchen.get(20, "Process-2")
    snapshot = kitchen.snapshot(50)
    assert len(snapshot.queues) == 2
    sides = {each.name: each.seat.side for each in stage_of(snapshot, queue=0).people}
    assert sides == {"main": Side.MAIN, "Process-1": Side.LEFT, "Process-2": Side.RIGHT}
    assert [each.name for each in stage_of(snapshot, queue=1).people] == ["main"]
    assert stage_of(snapshot, queue=1).heading.startswith("queue 2 · Queue")

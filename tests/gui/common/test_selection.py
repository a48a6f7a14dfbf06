"""What is looked at in one view is looked at in all."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from engine.model.snapshot import EventCode, Role, Snapshot
from engine.model.source import Phase
from gui.app import App
from gui.common.selection import ItemTarget, Selection, WorkerTarget, link

RUN_S = 60


class FakeView:
    """Remembers what it is told to show."""

    def __init__(self) -> None:
        self.pointed, self.chosen = FakeSignal(), FakeSignal()
        self.shown: list[object] = []

    def show_target(self, target: object) -> None:
        self.shown.append(target)


class FakeSignal:
    def __init__(self) -> None:
        self.emit: Any = None

    def connect(self, slot: Any) -> None:
        self.emit = slot


ITEM, WORKER = ItemTarget(0, 1, 2), WorkerTarget(3)


def test_what_is_pointed_at_in_one_view_is_shown_in_all() -> None:
    one, other = FakeView(), FakeView()
    selection = Selection()
    link(selection, [one, other])
    one.pointed.emit(ITEM)
    one.pointed.emit(ITEM)
    one.pointed.emit(None)
    assert one.shown == other.shown == [ITEM, None]


def test_what_was_chosen_stays_when_the_pointer_leaves() -> None:
    view = FakeView()
    selection = Selection()
    link(selection, [view])
    view.pointed.emit(ITEM)
    view.chosen.emit(ITEM)
    view.pointed.emit(WORKER)
    view.pointed.emit(None)
    assert view.shown == [ITEM, WORKER, ITEM]


def test_choosing_it_again_lets_go() -> None:
    selection = Selection()
    selection.choose(ITEM)
    selection.choose(ITEM)
    assert selection.target is None
    selection.choose(WORKER)
    selection.clear()
    assert (selection.target, selection.chosen) == (None, None)


# -- a real run in the real window ----------------------------------------------------------------


@pytest.fixture
def app(open_app: Callable[..., App]) -> App:
    made = open_app()
    made.window.resize(1280, 720)
    return made


def places_in(snapshot: Snapshot) -> dict[tuple[int, int], list[str]]:
    """Where an item may be, by its way: from the ledger, which the scene does not ask."""
    queue = snapshot.queues[0]
    assert queue.contents is not None
    found = {}
    for worker in snapshot.workers:
        for sequence in range(queue.contents.put_by(worker.process)):
            way = queue.contents.way(worker.process, sequence)
            assert way is not None
            found[worker.process, sequence] = [
                name
                for name, is_so in (
                    ("queue", way.taken_ns is None or way.taken_ns > snapshot.now_ns),
                    ("hand", way.taken_ns is not None and way.taken_ns <= snapshot.now_ns),
                )
                if is_so and (way.done_ns is None or way.done_ns > snapshot.now_ns)
            ]
    return found


def test_in_a_real_run_every_dish_is_an_item_and_all_views_look_at_the_same(
    app: App, qtbot: QtBot
) -> None:
    window, wrong, painted = app.window, [], set()

    def check(snapshot: Snapshot) -> None:
        if not snapshot.queues or window.centre.parts["scene"].stage.flow is not None:
            return
        places = places_in(snapshot)
        for dish in window.centre.parts["scene"].stage.dishes:
            target = dish.target
            painted.add(target)
            place = dish.place.name.lower()
            offered = snapshot.queues[0].contents.put_by(target.producer)
            is_true = place in places.get((target.producer, target.sequence), [])
            if not is_true and not (place == "offered" and target.sequence == offered):
                wrong.append((dish, snapshot.now_ns))

    window.toolbar.speed.speed = 10.0
    app.runs.bridge.snapshotReady.connect(check)
    app.runs.start()
    assert app.runs.run is not None
    with qtbot.waitSignal(
        app.runs.bridge.phaseChanged,
        timeout=RUN_S * 1000,
        check_params_cb=lambda phase: phase.is_over,
    ):
        pass
    assert app.exports.snapshot.phase is Phase.FINISHED
    assert not wrong
    assert len(painted) >= 6  # of twelve; some are too quick to be seen
    assert not window.centre.parts["scene"].stage.dishes
    look_from_everywhere(app, qtbot)
    maximise_and_back(app, qtbot)


def look_from_everywhere(app: App, qtbot: QtBot) -> None:
    """Each view points, and each of the others shows it."""
    window, selection, snapshot = app.window, app.linking.selection, app.exports.snapshot
    cook = next(each for each in snapshot.workers if each.role is Role.PRODUCER)
    guest = next(each for each in snapshot.workers if each.role is Role.CONSUMER)
    item = ItemTarget(0, cook.process, 0)

    selection.choose(item)
    assert marked_rows(app) == [EventCode.PUT, EventCode.TAKEN, EventCode.DONE]
    assert (
        window.centre.parts["scene"]._target
        == window.centre.parts["lanes"].target
        == window.centre.parts["depth"].target
        == item
    )
    assert "in the queue" in window.centre.parts["depth"].readout() or way_words(app).startswith(
        "bun 1"
    )
    before = window.centre.parts["lanes"].grab().toImage()
    selection.clear()
    assert window.centre.parts["lanes"].grab().toImage() != before

    index = window.log.rows.index(marked_row(app, item), 1)
    window.log.table.scrollTo(index)
    place = window.log.table.visualRect(index).center()
    qtbot.mouseClick(window.log.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert selection.chosen == item
    selection.clear()

    row = [each.process for each in window.workers.rows.workers].index(guest.process)
    place = window.workers.visualRect(window.workers.rows.index(row, 0)).center()
    qtbot.mouseClick(window.workers.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert selection.chosen == WorkerTarget(guest.process)
    assert window.centre.parts["lanes"].target == WorkerTarget(guest.process)
    before = window.centre.parts["depth"].grab().toImage()
    selection.clear()
    assert window.centre.parts["depth"].grab().toImage() != before

    person = window.centre.parts["scene"].stage.person(guest.process)
    assert person is not None
    qtbot.mouseMove(window.centre.parts["scene"], person.seat.rect.center().toPoint())
    assert window.log.rows._target == WorkerTarget(guest.process)
    selection.clear()
    look_from_the_plots(app, qtbot, guest.process)


def look_from_the_plots(app: App, qtbot: QtBot, guest: int) -> None:
    window, selection, snapshot = app.window, app.linking.selection, app.exports.snapshot
    contents = snapshot.queues[0].contents
    assert contents is not None
    window.banner.clear()  # so that no lane has to be scrolled to
    qtbot.wait(20)
    window.axis.fit()
    taken_ns = int(contents.takes_ns(guest, 0, snapshot.now_ns, 1)[0])
    way_item = contents.worked_on(guest, taken_ns + 1_000_000)
    assert way_item is not None
    lane = next(
        y
        for y in range(window.centre.parts["lanes"].height())
        if (worker := window.centre.parts["lanes"].worker_at(y)) is not None
        and worker.process == guest
    )
    x = x_of(app, taken_ns + 20_000_000)
    qtbot.mouseMove(window.centre.parts["lanes"], QPoint(x, lane + 6))
    assert isinstance(selection.target, ItemTarget)
    qtbot.mouseMove(window.centre.parts["lanes"], QPoint(20, lane + 6))
    assert selection.target == WorkerTarget(guest)
    qtbot.mouseMove(window.centre.parts["depth"], QPoint(x_of(app, taken_ns), 60))
    assert isinstance(selection.target, ItemTarget)
    qtbot.mouseMove(window.centre.parts["depth"], QPoint(5, 5))
    assert selection.target is None


def maximise_and_back(app: App, qtbot: QtBot) -> None:
    window = app.window
    sizes = window.centre.splitter.sizes()
    qtbot.mouseDClick(window.centre.parts["scene"], Qt.MouseButton.LeftButton, pos=QPoint(300, 8))
    assert window.centre.splitter.maximised == "scene"
    assert window.centre.alone_actions["scene"].isChecked()
    assert not window.centre.parts["depth"].isVisible()
    qtbot.waitUntil(lambda: window.centre.parts["scene"].height() > sum(sizes) - 20)
    window.centre.alone_actions["lanes"].trigger()
    assert (window.centre.parts["lanes"].isVisible(), window.centre.parts["scene"].isVisible()) == (
        True,
        False,
    )
    window.centre.alone_actions["lanes"].trigger()
    qtbot.waitUntil(lambda: window.centre.splitter.sizes() == sizes)
    assert not window.centre.alone_actions["lanes"].isChecked()


def x_of(app: App, at_ns: int) -> int:
    """Where a moment is in the plots."""
    plot, origin_ns = app.window.centre.parts["depth"], app.exports.snapshot.origin_ns
    return min(range(plot.width()), key=lambda x: abs(plot._time_at(x) + origin_ns - at_ns))


def marked_rows(app: App) -> list[EventCode]:
    rows = app.window.log.rows
    numbers = (int(each) for each in rows._shown)
    return [EventCode(rows.row(each).code) for each in numbers if rows.is_about(each)]


def marked_row(app: App, item: ItemTarget) -> int:
    rows = app.window.log.rows
    return next(
        shown for shown in range(rows.rowCount()) if rows.target_at(rows.index(shown, 0)) == item
    )


def way_words(app: App) -> str:
    from gui.plots import way

    travelled = way.way_of(app.window.centre.parts["depth"].target, app.exports.snapshot)
    assert travelled is not None
    return way.in_words(travelled, app.exports.snapshot)


def test_reduced_motion_is_remembered(app: App) -> None:
    window = app.window
    window.commands.reduced_motion.setChecked(True)
    assert window.centre.parts["scene"].motion.is_reduced
    assert app.settings.get("motion") == "reduced"
    window.commands.reduced_motion.setChecked(False)
    assert not window.centre.parts["scene"].motion.is_reduced
    assert app.settings.get("motion") == "full"

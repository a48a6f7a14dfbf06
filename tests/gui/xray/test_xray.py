"""The inside of a queue: parts and counts as the board tells them, and what the window shows."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QSize
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from engine.analysis.analysis import Analysis
from engine.export.report import build_report
from engine.model.queue_inside import Feeder, History, Inside, Pipe, Sender
from engine.model.snapshot import Snapshot
from engine.model.source import Phase
from engine.run.run import Run
from engine.scenario.schema import Consumer, Duration, Law, Producer, QueueKind, QueueSpec, Scenario
from gui.common.palette import DARK, LIGHT
from gui.plots import PlacesPlot, TimeAxis
from gui.xray import XRay, process_rows
from tests.support.scripted import dim_sum

NONE = np.zeros(0, np.int64)
PATIENCE_S = 20.0


def run_until(scenario: Scenario, is_seen: Callable[[Snapshot], bool]) -> Snapshot:
    """Runs a scenario until its snapshot shows what is waited for, and stops it."""
    run, timeline = Run(scenario), Analysis()
    deadline_s = time.monotonic() + PATIENCE_S
    run.start()
    try:
        while time.monotonic() < deadline_s:
            timeline.feed(run.poll(0.01))
            snapshot = timeline.snapshot(run.now_ns(), run.phase)
            if snapshot.insides and is_seen(snapshot):
                return snapshot
            assert not run.phase.is_over, build_report(snapshot)
        pytest.fail(f"never seen: {snapshot.insides}")
    finally:
        run.close()


def kitchen(*, guests: int, maxsize: int = 0, cook_s: float = 0.01, guest_s: float = 0.01):
    return Scenario(
        name="X-ray",
        queue=QueueSpec(kind=QueueKind.JOINABLE, maxsize=maxsize),
        producers=(Producer(name="Cook", dish="bun", items=0, time=fixed(cook_s)),),
        consumers=(Consumer(name="Guest", count=guests, time=fixed(guest_s)),),
    )


def fixed(seconds: float) -> Duration:
    return Duration(law=Law.FIXED, seconds=seconds)


def test_an_idle_guest_holds_the_read_lock_and_the_others_wait_for_it():
    slow = kitchen(guests=3, cook_s=60.0)
    snapshot = run_until(slow, lambda seen: len(seen.insides[0].waiting) == 2)
    inside = snapshot.insides[0]
    assert inside.reader is not None
    assert inside.reader not in inside.waiting
    assert (inside.in_pipe, inside.buffered) == (0, 0)


def test_a_full_queue_has_no_free_slot_and_every_item_is_somewhere():
    full = kitchen(guests=1, maxsize=4, cook_s=0.0, guest_s=60.0)
    snapshot = run_until(
        full, lambda seen: seen.insides[0].free_slots == 0 and seen.insides[0].in_hands == 1
    )
    inside = snapshot.insides[0]
    assert inside.buffered + inside.in_pipe == 4
    assert inside.unfinished == 5


def test_what_the_pipe_cannot_hold_waits_in_the_senders_buffer():
    endless = kitchen(guests=0, cook_s=0.0)

    def is_held_up(seen: Snapshot) -> bool:
        return seen.insides[0].buffered > 100 and seen.insides[0].writer is not None

    snapshot = run_until(endless, is_held_up)
    inside = snapshot.insides[0]
    cook = next(worker for worker in snapshot.workers if worker.name == "Cook 1")
    assert [sender.process for sender in inside.senders] == [cook.process]
    assert inside.writer == cook.process  # in the middle of a write that the full pipe blocks
    assert inside.in_pipe > 100


def test_the_history_holds_what_was_counted_until_the_next_look():
    history = History(*(np.array(each) for each in ([10, 20], [1, 0], [4, 5], [0, 2])))
    assert history.at(np.array([5, 10, 19, 20, 99])).tolist() == [
        [0, 1, 1, 0, 0],
        [0, 4, 4, 5, 5],
        [0, 0, 0, 2, 2],
    ]
    assert History(NONE, NONE, NONE, NONE).at(np.array([5])).tolist() == [[0], [0], [0]]


def seen_inside(snapshot: Snapshot, **more: object) -> Snapshot:
    history = History(np.array([snapshot.origin_ns]), np.array([3]), np.array([7]), np.array([2]))
    inside = Inside(
        at_ns=snapshot.now_ns,
        senders=(Sender(1, 2, Feeder.WRITING), Sender(2, 1, Feeder.AT_WRITE_LOCK)),
        in_pipe=7,
        pipe=Pipe(snapshot.now_ns - 4_000_000, 400, 176, 524_288, 65_536),
        reader=4,
        waiting=(5,),
        reading_bytes=0,
        in_condition=None,
        free_slots=0,
        in_hands=2,
        unfinished=12,
        history=history,
    )
    return dataclasses.replace(snapshot, insides=(dataclasses.replace(inside, **more),))


@pytest.fixture
def snapshot() -> Snapshot:
    """In mid-run, when nobody has ended."""
    made = dim_sum(items=30)
    return made.snapshot(3000.0)


def test_the_x_ray_tells_in_words_what_it_draws(qtbot, snapshot):
    view = XRay()
    qtbot.addWidget(view)
    view.resize(656, 190)
    view.show()
    assert "Press Start" in view._describe()
    view.show_snapshot(seen_inside(snapshot))
    told = view.accessibleDescription()
    for part in (
        "in buffers 3, in the pipe 7",
        "bytes in the pipe: 176 B of 65.5 kB",
        "write lock: Cook A 1",
        "read lock: Guest 1",
        "free slots: 0",
        "unfinished: 12",
        "Cook A 1: feeder writes",
        "Cook A 2: wants write lock",
        "Guest 2: wants read lock",
    ):
        assert part in told


@pytest.fixture
def view(qtbot) -> XRay:
    """As large as it is beside the scene."""
    view = XRay()
    qtbot.addWidget(view)
    view.resize(656, 190)
    view.show()
    return view


@pytest.mark.parametrize(
    ("pipe", "told"),
    [
        (None, "bytes not counted"),
        (Pipe(0, 90, 90, 0, 0), "90 B"),
        (Pipe(0, 140_000, 65_000, 524_288, 65_536), "65.0 kB of 65.5 kB"),
        (Pipe(0, 200_000, 90_000, 524_288, 65_536), "90.0 kB"),
    ],
)
def test_the_bytes_in_the_pipe_have_a_unit_and_what_fits_is_told_where_it_is_known(
    snapshot, pipe, told
):
    inside = seen_inside(snapshot, pipe=pipe).insides[0]
    assert process_rows.pipe_bytes(inside) == told


def test_each_thing_that_a_feeder_is_at_has_words_of_its_own(snapshot):
    told = set()
    for feeder in Feeder:
        seen = seen_inside(snapshot, senders=(Sender(1, 1, feeder),))
        (row,) = process_rows.sender_rows(seen.insides[0], seen)
        told.add(row.words)
    assert len(told) == len(Feeder)


def hover(view: XRay, place: QPoint) -> str:
    """What the tooltip says there."""
    QToolTip.hideText()
    at = view.mapToGlobal(place)
    QApplication.sendEvent(view, QHelpEvent(QEvent.Type.ToolTip, place, at))
    return QToolTip.text()


def test_a_tooltip_tells_how_the_bytes_were_counted(view, snapshot):
    view.show_snapshot(seen_inside(snapshot))
    places = view.lay_out(view.picture())
    told = hover(view, (places.tube.center() * places.scale).toPoint())
    for part in ("7 items", "400 bytes", "FIONREAD", "4 ms", "176 of them", "524,288", "65,536"):
        assert part in told
    view.show_snapshot(seen_inside(snapshot, pipe=None, at_ns=snapshot.now_ns + 1))
    told = hover(view, (places.tube.center() * places.scale).toPoint())
    assert "7 items" in told
    assert "FIONREAD" not in told


@pytest.mark.parametrize("size", [QSize(656, 116), QSize(700, 480), QSize(1256, 640)])
def test_each_part_has_a_tooltip_of_its_own_at_any_size(view, snapshot, size):
    view.resize(size)
    view.show_snapshot(seen_inside(snapshot))
    places = view.lay_out(view.picture())
    centres = {
        "senders": places.senders[0].center().toPointF(),
        "receivers": places.receivers[0].center().toPointF(),
        "write lock": places.write_lock.center(),
        "read lock": places.read_lock.center(),
        "pipe": places.tube.center(),
        "semaphore": places.counts.topLeft().toPointF() + QPointF(5, 5),
        "unfinished": places.counts.bottomRight().toPointF() - QPointF(5, 5),
    }
    told = {name: hover(view, (at * places.scale).toPoint()) for name, at in centres.items()}
    assert len(set(told.values())) == len(told), told
    assert places.counts.bottom() * places.scale <= view.height() + 1


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_a_held_lock_is_drawn_closed_and_a_free_one_open(qtbot, snapshot, palette):
    view = XRay()
    qtbot.addWidget(view)
    view.set_palette(palette)
    view.resize(656, 190)
    view.show()

    def is_held_drawn() -> bool:
        picture = view.grab().toImage()
        wanted = int(palette.put_wait[1:], 16)
        return any(
            picture.pixel(x, y) & 0xFFFFFF == wanted
            for x in range(picture.width())
            for y in range(0, picture.height(), 2)
        )

    view.show_snapshot(seen_inside(snapshot, reader=None, senders=()))
    assert not is_held_drawn()
    view.show_snapshot(seen_inside(snapshot, at_ns=snapshot.now_ns + 1))
    assert is_held_drawn()


def test_the_parts_over_time_are_stacked_in_three_colours(qtbot, snapshot):
    plot = PlacesPlot(TimeAxis())
    qtbot.addWidget(plot)
    plot.resize(656, 170)
    plot.show()
    plot.show_snapshot(seen_inside(snapshot))
    picture = plot.grab().toImage()
    seen = {
        picture.pixel(x, y) & 0xFFFFFF
        for x in range(0, picture.width(), 8)
        for y in range(picture.height())
    }
    for colour in plot._colours():
        assert int(colour[1:], 16) in seen
    assert plot.accessibleDescription() == "7 in the pipe, 3 in buffers, 2 in hands, unfinished"


def test_nothing_is_drawn_anew_between_two_looks(qtbot, snapshot):
    view = XRay()
    qtbot.addWidget(view)
    view.show()
    view.show_snapshot(seen_inside(snapshot))
    drawn = view._drawn
    later = dataclasses.replace(seen_inside(snapshot), now_ns=snapshot.now_ns + 5)
    view.show_snapshot(later)
    assert view._drawn == drawn
    assert later.phase is Phase.RUNNING

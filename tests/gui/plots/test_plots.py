"""Both plots, painted for real from a real Timeline's snapshots."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from engine.model.snapshot import EMPTY_SNAPSHOT, Snapshot
from engine.observe import wire
from gui.common.palette import DARK, LIGHT, Palette
from gui.plots import DepthPlot, LanesPlot, TimeAxis, render_image
from gui.plots.time_axis import SECOND
from tests.support import scripted

WIDTH, HEIGHT = 720, 300


class Scope:
    """Two plots over one axis, in a window that is shown."""

    def __init__(self, qtbot: QtBot) -> None:
        self.axis = TimeAxis()
        self.depth, self.lanes = DepthPlot(self.axis), LanesPlot(self.axis)
        for plot in (self.depth, self.lanes):
            qtbot.addWidget(plot)
            plot.resize(WIDTH, HEIGHT)
            plot.show()

    def show(self, snapshot: Snapshot) -> None:
        self.depth.show_snapshot(snapshot)
        self.lanes.show_snapshot(snapshot)

    def colours(self, plot: DepthPlot | LanesPlot) -> set[str]:
        return colours_of(plot.grab().toImage())

    def x_of(self, at_ms: float) -> int:
        columns = self.axis.columns(WIDTH - self.gutter - self.line)
        return self.gutter + int((at_ms * 1e6 - columns.start_ns) / columns.width_ns)

    @property
    def line(self) -> int:
        return self.depth.fontMetrics().height()

    @property
    def gutter(self) -> int:
        return round(7.5 * self.line)


@pytest.fixture
def scope(qtbot: QtBot) -> Scope:
    return Scope(qtbot)


def colours_of(image: QImage) -> set[str]:
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(plain.constBits(), np.uint32) & 0xFFFFFF
    return {f"#{each:06X}" for each in np.unique(pixels).tolist()}


def column_of(image: QImage, x: int) -> list[str]:
    return [QColor(image.pixel(x, y)).name().upper() for y in range(image.height())]


def row_of(lanes: LanesPlot, name: str) -> int:
    """The middle of a worker's lane."""
    ys = [y for y in range(lanes.height()) if (w := lanes.worker_at(y)) and w.name == name]
    return ys[len(ys) // 2]


def two_steps() -> Snapshot:
    """Two items from 1 s and 2 s on; the cook is blocked from 2 to 3 s; the guest waits from 3."""
    kitchen = scripted.ScriptedRun()
    kitchen.start(0, "Cook 1", maxsize=2)
    kitchen.start(0, "Guest 1", maxsize=2)
    kitchen.put(1000, "Cook 1")
    kitchen.put(2000, "Cook 1")
    kitchen.wait("Cook 1", wire.PUT_WAIT, 2000, 3000)
    kitchen.get(3000, "Guest 1")
    kitchen.begin_wait(3200, "Guest 1", wire.GET_WAIT)
    return kitchen.snapshot(4000)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_an_empty_plot_invites_in_words(scope: Scope, palette: Palette) -> None:
    scope.show(EMPTY_SNAPSHOT)
    for plot in (scope.depth, scope.lanes):
        plot.set_palette(palette)
        assert {palette.ground, palette.dim} <= scope.colours(plot)
        assert "Start" in plot.accessibleDescription()


def test_the_curve_stands_at_the_depth_of_each_moment(scope: Scope) -> None:
    scope.show(two_steps())
    image = scope.depth.grab().toImage()
    tops = [
        column_of(image, scope.x_of(at_ms)).index(LIGHT.depth_line) for at_ms in (1500, 2500, 3500)
    ]
    one, two, again = tops
    bottom = max(
        y for y, c in enumerate(column_of(image, scope.x_of(1500))) if c == LIGHT.depth_fill
    )
    assert one == again
    assert bottom - two == pytest.approx(2 * (bottom - one), abs=3)


def test_blocked_puts_and_gets_are_banded_only_while_they_were_blocked(scope: Scope) -> None:
    scope.show(two_steps())
    image = scope.depth.grab().toImage()
    assert LIGHT.put_wait in column_of(image, scope.x_of(2500))
    assert LIGHT.put_wait not in column_of(image, scope.x_of(1500))
    waiting = [c for x in range(6) for c in column_of(image, scope.x_of(3600) + x)]
    assert LIGHT.get_wait in waiting
    assert LIGHT.get_wait not in column_of(image, scope.x_of(2500))


def test_a_lane_changes_its_pattern_at_the_same_x_as_the_depth(scope: Scope) -> None:
    scope.show(two_steps())
    image = scope.lanes.grab().toImage()
    y = row_of(scope.lanes, "Cook 1")
    row = [QColor(image.pixel(x, y)).name().upper() for x in range(image.width())]
    assert row[scope.x_of(1000)] == row[scope.x_of(3500)] == LIGHT.busy_producer
    hatched = row[scope.x_of(2000) + 2 : scope.x_of(3000) - 2]
    assert LIGHT.put_wait in hatched
    assert LIGHT.busy_producer not in hatched


def test_lanes_are_main_first_then_producers_then_consumers(scope: Scope) -> None:
    kitchen = scripted.dim_sum()
    scope.show(kitchen.snapshot(kitchen.last_ms))
    names = [worker.name for worker in scope.lanes.workers]
    assert names[1:] == ["Cook A 1", "Cook A 2", "Cook B 1", "Guest 1", "Guest 2"]
    assert scope.lanes.workers[0].role == "main"


def test_a_failed_worker_has_a_cross_and_its_exception_in_words(scope: Scope) -> None:
    kitchen = scripted.dim_sum()
    scope.show(kitchen.snapshot(kitchen.last_ms))
    assert LIGHT.error not in scope.colours(scope.lanes)
    kitchen.fail(kitchen.last_ms + 10, "Guest 2", "ValueError")
    scope.show(kitchen.snapshot(kitchen.last_ms + 5000))
    assert {LIGHT.failed, LIGHT.error} <= scope.colours(scope.lanes)
    scope.axis.set_hover(scope.axis.now_ns - 1000)
    scope.lanes._hover_y = row_of(scope.lanes, "Guest 2")
    assert "ValueError" in scope.lanes.readout()


def test_the_crosshair_tells_time_depth_and_who_is_blocked(scope: Scope) -> None:
    scope.show(two_steps())
    before = scope.depth.grab().toImage()
    scope.axis.set_hover(5 * SECOND // 2)
    words = scope.depth.readout()
    assert words.startswith("2.5")
    assert "depth 2" in words
    assert "puts blocked" in words
    assert scope.depth.grab().toImage() != before


def test_what_is_drawn_step_by_step_equals_what_is_drawn_at_once(
    scope: Scope, qtbot: QtBot
) -> None:
    kitchen = scripted.dim_sum(items=60)
    for at_ms in range(35_000, 38_000, 16):
        scope.show(kitchen.snapshot(at_ms))
        scope.depth.repaint()
        scope.lanes.repaint()
    fresh = Scope(qtbot)
    fresh.show(scope.depth.snapshot)
    for plot, anew in ((scope.depth, fresh.depth), (scope.lanes, fresh.lanes)):
        assert plot.grab().toImage() == anew.grab().toImage()


def test_the_wheel_zooms_around_the_pointer(scope: Scope) -> None:
    kitchen = scripted.dim_sum()
    scope.show(kitchen.snapshot(kitchen.last_ms))
    x = 400.0
    before_ns, span_ns = scope.depth._time_at(x), scope.axis.span_ns
    event = QWheelEvent(
        QPointF(x, 100),
        QPointF(x, 100),
        QPoint(),
        QPoint(0, 240),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(scope.depth, event)
    assert scope.axis.span_ns < span_ns
    assert scope.depth._time_at(x) == pytest.approx(before_ns, abs=0.01 * span_ns)


def test_dragging_moves_the_past_under_the_pointer_and_leaves_following(
    scope: Scope, qtbot: QtBot
) -> None:
    kitchen = scripted.dim_sum(items=60)
    scope.show(kitchen.snapshot(kitchen.last_ms))
    end_ns = scope.axis.end_ns
    assert scope.axis.following
    qtbot.mousePress(scope.depth, Qt.MouseButton.LeftButton, pos=QPoint(300, 100))
    qtbot.mouseMove(scope.depth, QPoint(400, 100))
    qtbot.mouseRelease(scope.depth, Qt.MouseButton.LeftButton, pos=QPoint(400, 100))
    assert not scope.axis.following
    assert scope.axis.end_ns < end_ns


def test_keys_zoom_pan_show_everything_and_follow(scope: Scope, qtbot: QtBot) -> None:
    kitchen = scripted.dim_sum(items=60)
    scope.show(kitchen.snapshot(kitchen.last_ms))
    span_ns = scope.axis.span_ns
    qtbot.keyClick(scope.depth, Qt.Key.Key_Plus)
    assert scope.axis.span_ns < span_ns
    qtbot.keyClick(scope.lanes, Qt.Key.Key_Left)
    assert not scope.axis.following
    qtbot.keyClick(scope.lanes, Qt.Key.Key_Home)
    assert scope.axis.start_ns == 0
    qtbot.keyClick(scope.depth, Qt.Key.Key_End)
    assert scope.axis.span_ns == span_ns


def test_a_click_on_a_lane_names_its_process(scope: Scope, qtbot: QtBot) -> None:
    kitchen = scripted.dim_sum()
    scope.show(kitchen.snapshot(kitchen.last_ms))
    place = QPoint(40, row_of(scope.lanes, "Guest 1"))
    with qtbot.waitSignal(scope.lanes.workerClicked) as told:
        qtbot.mouseClick(scope.lanes, Qt.MouseButton.LeftButton, pos=place)
    assert told.args == [scope.lanes.workers[4].process]


def test_many_lanes_scroll(scope: Scope) -> None:
    kitchen = scripted.dim_sum(tuple(f"Cook A {each}" for each in range(1, 31)), items=2)
    scope.show(kitchen.snapshot(kitchen.last_ms))
    first = scope.lanes.worker_at(10)
    scope.lanes._bar.setValue(scope.lanes._bar.maximum())
    last = scope.lanes.worker_at(scope.lanes._lanes_height() - 4)
    assert first is scope.lanes.workers[0]
    assert last is scope.lanes.workers[-1]


def test_the_whole_picture_is_saved_at_the_asked_scale(scope: Scope) -> None:
    kitchen = scripted.dim_sum()
    scope.show(kitchen.snapshot(kitchen.last_ms))
    image = render_image(scope.depth, scope.lanes, 800, 600, 2)
    assert (image.width(), image.height()) == (1600, 1200)
    expected = {LIGHT.depth_line, LIGHT.put_wait, LIGHT.busy_consumer, LIGHT.limit}
    assert expected <= colours_of(image)


def test_plots_describe_themselves_to_a_screen_reader(scope: Scope) -> None:
    scope.show(two_steps())
    assert scope.depth.accessibleName()
    assert "depth 1 now" in scope.depth.accessibleDescription()
    assert "Guest 1: blocked in get" in scope.lanes.accessibleDescription()

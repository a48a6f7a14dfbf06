"""A newcomer's first ten minutes, by mouse and keyboard."""

from __future__ import annotations

import time

import psutil
import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMessageBox

FAST = """
name = "Fast kitchen"

[queue]
maxsize = 6
start_method = "fork"

[[producers]]
name = "Cook"
count = 2
items = 0
dish = "bun"
time = { law = "fixed", seconds = 0.02 }

[[consumers]]
name = "Guest"
count = 2
time = { law = "fixed", seconds = 0.05 }
"""


@pytest.fixture
def fast(desk, tmp_path):
    """The desk with a kitchen whose processes start quickly and never end by themselves."""
    path = tmp_path / "fast.toml"
    path.write_text(FAST, encoding="utf-8")
    assert desk.app.scenarios.open_file(path)
    return desk


def is_alive(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def test_the_dim_sum_kitchen_from_start_to_another_scenario(desk):
    window, hands = desk.window, desk.hands
    desk.press(window.commands.start)
    desk.until_status("Running")
    desk.until(lambda: desk.names("Guest") == ["Guest 1", "Guest 2"])

    guests = window.form._sections[-1].count.editor
    window.form.ensureWidgetVisible(guests)
    desk.spin_up(guests, 3)
    desk.until(lambda: len(desk.names("Guest")) == 5)
    pids = [worker.pid for worker in desk.snapshot.workers if worker.ended_ns is None]
    assert len([pid for pid in pids if is_alive(pid)]) >= 6

    desk.press(window.commands.pause)
    desk.until_status("Paused")
    assert window.commands.pause.text() == "Resume"
    desk.press(window.commands.pause)
    desk.until_status("Running")
    before = desk.moved
    desk.until(lambda: desk.moved > before)

    desk.press(window.commands.stop)
    desk.until_status("Stopped")
    desk.until_over()
    assert not any(is_alive(pid) for pid in pids)

    desk.answer_next(QMessageBox.StandardButton.Discard)  # of the changed count
    hands.click(window.toolbar.scenarios)
    desk.until(lambda: window.toolbar.scenarios.view().isVisible())
    hands.key("Down", "Down", "Return")
    desk.until(lambda: window.toolbar.scenarios.currentText() == "Back-pressure")
    assert "Back-pressure" in window.windowTitle()
    desk.press(window.commands.start)
    desk.until(lambda: any(queue.maxsize == 4 for queue in desk.snapshot.queues))
    desk.until(lambda: desk.names("Cook") == ["Cook 1", "Cook 2", "Cook 3"])
    desk.press(window.commands.stop)
    desk.until_status("Stopped")


def test_keys_alone_start_pause_step_and_stop(fast):
    hands = fast.hands
    hands.key("space")
    fast.until_status("Running")
    fast.until(lambda: fast.moved > 10)
    hands.key("space")
    fast.until_status("Paused")
    hands.key("period")
    hands.key("space")
    fast.until_status("Running")
    hands.key("Escape")
    fast.until_status("Stopped")


def test_a_count_typed_into_its_field_acts_and_is_undone_by_keys(fast):
    fast.hands.key("space")
    fast.until(lambda: fast.moved > 5)
    guests = fast.window.form._sections[1].count.editor
    fast.hands.click(guests, QPoint(20, guests.height() // 2))
    fast.hands.key("ctrl+a")
    fast.hands.type("4")
    fast.hands.key("Return")
    fast.until(lambda: len(fast.names("Guest")) == 4)
    fast.hands.key("space")  # the field has the focus, and yet the run pauses
    fast.until_status("Paused")
    fast.hands.key("space")
    fast.until_status("Running")
    fast.hands.click(fast.window.centre.parts["depth"])
    fast.hands.key("ctrl+z")
    fast.until(lambda: len(fast.names("Guest")) == 2)
    assert guests.value() == 2


def test_menus_by_keyboard(desk):
    window, hands = desk.window, desk.hands
    hands.key("alt+v")
    desk.walk_to(window.menus.view, window.menus.theme.menuAction())
    hands.key("Right")
    desk.walk_to(window.menus.theme, window.menus.themes["dark"])
    hands.key("Return")
    desk.until(lambda: desk.app.settings.get("theme") == "dark")
    hands.key("alt+f")
    desk.walk_to(window.menus.file, window.menus.presets.menuAction())
    hands.key("Right")
    desk.walk_to(window.menus.presets, window.menus.presets.actions()[1])
    hands.key("Return")
    desk.until(lambda: window.form.scenario.name == "Balanced kitchen")
    hands.key("ctrl+4")
    desk.until(lambda: not window.docks["log"].isVisible())
    hands.key("ctrl+f")
    desk.until(lambda: window.docks["log"].isVisible() and window.log._words.hasFocus())


def test_the_mouse_reads_zooms_and_pans_the_plot(fast):
    window, hands = fast.window, fast.hands
    fast.press(window.commands.start)
    fast.until(lambda: fast.moved > 80)
    fast.press(window.commands.stop)
    fast.until_status("Stopped")
    plot, axis = window.centre.parts["depth"], window.axis
    middle = QPoint((plot.width() + 112) // 2, plot.height() // 2)
    hands.move_to(plot, middle)
    fast.until(lambda: "depth" in plot.readout())
    lanes = window.centre.parts["lanes"]
    hands.move_to(lanes, QPoint(middle.x(), 40))
    fast.until(lambda: lanes.readout() != "")
    assert lanes.readout().split("   ")[0] in {worker.name for worker in lanes.workers}

    whole_ns = axis.span_ns
    hands.wheel(plot, middle, 6)
    fast.until(lambda: axis.span_ns < whole_ns / 2)
    assert not axis.following
    start_ns = axis.start_ns
    hands.drag(plot, middle, middle + QPoint(120, 0))
    fast.until(lambda: axis.start_ns < start_ns)
    hands.key("Home")
    fast.until(lambda: axis.start_ns == 0)
    hands.key("End")
    fast.until(lambda: axis.following)


def test_the_log_is_filtered_by_typing(fast):
    window, hands = fast.window, fast.hands
    fast.press(window.commands.start)
    fast.until(lambda: fast.moved > 30)
    hands.key("ctrl+f")
    fast.until(window.log._words.hasFocus)
    hands.type("guest 2 is eating")
    fast.until(lambda: window.log._words.text() == "guest 2 is eating")
    fast.until(lambda: window.log.lines())
    assert all("Guest 2 is eating bun" in line for line in window.log.lines())
    assert fast.status == "Running"  # the blanks that were typed did not pause it


def test_closing_the_window_in_mid_run_leaves_no_process(fast):
    window = fast.window
    fast.press(window.commands.start)
    fast.until(lambda: fast.moved > 10)
    pids = [worker.pid for worker in fast.snapshot.workers if worker.ended_ns is None]
    assert len(pids) == 5
    began_s = time.monotonic()
    fast.hands.key("alt+F4")  # the window manager's way to close it
    fast.until(lambda: not window.isVisible())
    assert time.monotonic() - began_s < 3
    assert not any(is_alive(pid) for pid in pids)


def test_the_size_of_the_window_is_remembered(desk, open_app):
    desk.window.resize(1100, 800)
    desk.until(lambda: desk.window.width() == 1100)
    desk.hands.key("alt+F4")
    desk.until(lambda: not desk.window.isVisible())
    again = open_app().window
    desk.until(lambda: (again.width(), again.height()) == (1100, 800))

"""What the window offers beside a run, by mouse, wheel and keyboard, at three sizes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu, QPushButton

from engine.model.faults import FaultKind, FaultPoint
from gui.dialogs.preferences import PreferencesDialog
from gui.dialogs.shortcuts import ShortcutsDialog
from tests.desktop.test_desktop import FAST

SIZES = [QSize(1024, 660), QSize(1280, 690), QSize(1880, 1000)]


@pytest.fixture(params=SIZES, ids=lambda size: f"{size.width()}x{size.height()}")
def sized(desk, tmp_path, request):
    """The desk at a size, with a kitchen whose processes start quickly."""
    path = tmp_path / "fast.toml"
    path.write_text(FAST, encoding="utf-8")
    desk.app.scenarios.open_file(path)
    desk.window.resize(request.param)
    desk.until(lambda: desk.window.size() == request.param)
    return desk


def context_menu(desk, widget, place: QPoint | None = None) -> QMenu:
    """Right-clicks; the menu that is open then."""
    at = widget.mapToGlobal(place or widget.rect().center())
    desk.hands._do("mousemove", str(at.x()), str(at.y()), "click", "3")
    desk.until(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    desk.until_menu(menu)
    return menu


def pick(desk, menu: QMenu, text: str) -> None:
    """Clicks an entry of an open menu."""
    action = next(each for each in menu.actions() if each.text() == text)
    desk.hands.click(menu, menu.actionGeometry(action).center())
    desk.until(lambda: QApplication.activePopupWidget() is not menu)


def test_every_menu_opens_under_the_mouse(sized):
    bar = sized.window.menuBar()
    for action in bar.actions():
        sized.hands.click(bar, bar.actionGeometry(action).center())
        sized.until_menu(action.menu())
        screen = sized.window.screen().availableGeometry()
        assert screen.contains(action.menu().geometry())
        sized.hands.key("Escape")
        sized.until(lambda action=action: not action.menu().isVisible())


def test_parts_are_hidden_shown_alone_and_copied_by_their_menus(sized):
    centre = sized.window.centre
    depth = centre.parts["depth"]
    pick(sized, context_menu(sized, depth), "Only this: Depth")
    sized.until(lambda: centre.splitter.maximised == "depth")
    pick(sized, context_menu(sized, depth), "Only this: Depth")
    sized.until(lambda: centre.splitter.maximised == "")
    pick(sized, context_menu(sized, centre.parts["scene"]), "Scene")
    sized.until(lambda: "scene" not in centre.splitter.wanted)
    for keys, name in (("ctrl+shift+k", "scene"), ("ctrl+shift+x", "xray"), ("ctrl+g", "waits")):
        sized.hands.key(keys)
        sized.until(lambda name=name: name in centre.splitter.wanted)
    QGuiApplication.clipboard().clear()
    pick(sized, context_menu(sized, sized.window.numbers), "Copy all numbers")
    sized.until(lambda: "produced" in QGuiApplication.clipboard().text())


def test_a_line_of_the_log_is_clicked_and_the_wheel_zooms_the_plot(sized):
    window, hands = sized.window, sized.hands
    sized.press(window.commands.start)
    sized.until(lambda: sized.moved > 40)
    sized.press(window.commands.stop)
    sized.until_status("Stopped")
    table = window.log.table
    index = table.indexAt(QPoint(200, 10))
    hands.click(table.viewport(), table.visualRect(index).center())
    sized.until(lambda: window.axis.marked_ns == window.log.rows.moment_ns(index.row()))
    span_ns = window.axis.span_ns
    plot = window.centre.parts["depth"]
    hands.wheel(plot, QPoint((plot.width() + 112) // 2, plot.height() // 2), 4)
    sized.until(lambda: window.axis.span_ns < span_ns)
    hands.key("End")
    sized.until(lambda: window.axis.following)
    pick(sized, context_menu(sized, table.viewport(), QPoint(200, 10)), "Copy")
    sized.until(lambda: "\t" in QGuiApplication.clipboard().text())
    assert "You stopped the run" in window.banner.text


def test_keys_are_searched_and_the_dialog_is_whole_on_the_screen(sized):
    sized.hands.key("F1")
    sized.until(lambda: isinstance(QApplication.activeWindow(), ShortcutsDialog))
    dialog = QApplication.activeWindow()
    sized.hands.type("undo")
    sized.until(lambda: dialog.shown() == ["Undo"])
    assert sized.window.screen().availableGeometry().contains(dialog.frameGeometry())
    sized.hands.key("Escape")
    sized.until(lambda: QApplication.activeWindow() is sized.window)


def test_tab_walks_with_a_ring_and_a_click_takes_it_away(sized):
    window, hands = sized.window, sized.hands
    ring = sized.app.appearance.focus_ring
    hands.click(window.centre.parts["depth"], QPoint(30, 30))
    sized.until(lambda: ring._ring is None)
    seen = set()
    for _ in range(12):
        before = QApplication.focusWidget()
        hands.key("Tab")
        sized.until(lambda before=before: QApplication.focusWidget() is not before)
        assert ring._ring.parentWidget() is QApplication.focusWidget()
        seen.add(QApplication.focusWidget())
    assert len(seen) == 12
    hands.click(window.centre.parts["depth"], QPoint(30, 30))
    sized.until(lambda: ring._ring is None)


def test_a_broken_run_is_repaired_by_a_click(sized):
    window = sized.window
    sized.press(window.commands.start)
    sized.until(lambda: sized.moved > 20)
    guests = [each for each in sized.snapshot.workers if each.name.startswith("Guest")]
    for guest in guests:
        sized.app.runs.inject_fault(guest.process, FaultKind.KILL, FaultPoint.MID_WORK)

    def start_button() -> QPushButton | None:
        buttons = window.banner.findChildren(QPushButton)
        return next((b for b in buttons if b.isVisible() and "Start another" in b.text()), None)

    sized.until(start_button)
    stuck = sized.moved
    sized.hands.click(start_button())
    sized.until(lambda: sized.moved > stuck + 10)
    sized.hands.key("Escape")
    sized.until_status("Stopped")


def test_the_toolbar_stands_still_under_the_mouse(sized):
    window = sized.window
    sized.press(window.commands.start)
    sized.until(lambda: sized.moved > 5)
    step = sized.button(window.commands.step)
    before = step.pos()
    for status in ("Paused", "Running", "Paused"):
        sized.press(window.commands.pause)
        sized.until_status(status)
        assert step.pos() == before
    moved = sized.moved
    sized.press(window.commands.step)
    sized.until(lambda: sized.moved > moved)
    sized.hands.key("Escape")
    sized.until_status("Stopped")


def test_preferences_by_mouse(sized):
    sized.hands.key("ctrl+comma")
    sized.until(lambda: isinstance(QApplication.activeWindow(), PreferencesDialog))
    dialog = QApplication.activeWindow()
    box = dialog.boxes["theme"]
    sized.hands.click(box)
    sized.until(lambda: box.view().isVisible())
    sized.hands.key("Down", "Return")
    sized.until(lambda: sized.app.settings.get("theme") == "dark")
    assert sized.window.screen().availableGeometry().contains(dialog.frameGeometry())
    sized.hands.key("Escape")
    sized.until(lambda: QApplication.activeWindow() is sized.window)
    assert sized.window.palette().window().color().lightness() < 60

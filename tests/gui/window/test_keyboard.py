"""Every control is reached by Tab, in the order in which one reads the window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QDockWidget,
    QToolBar,
    QWidget,
)

from gui.app import App
from gui.common.focus_ring import RingOverlay
from gui.common.palette import DARK, LIGHT
from gui.common.settings import Settings

MOST_STEPS = 300


@pytest.fixture
def app(qtbot, qapp, tmp_path):
    app = App(qapp, Settings(tmp_path / "window.ini"))
    qtbot.addWidget(app.window)
    app.window.show()
    qtbot.waitUntil(app.window.isActiveWindow)
    yield app
    app.runs.bridge.close()


@pytest.fixture
def window(app):
    return app.window


def walk(window) -> list[QWidget]:
    """What has the focus, one after the other, until it comes round."""
    seen: list[QWidget] = []
    for _ in range(MOST_STEPS):
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        if now in seen:
            return seen
        seen.append(now)
    return seen


def place_of(widget: QWidget) -> str:
    """The part of the window that a control belongs to."""
    part = widget
    while part is not None:
        if isinstance(part, QDockWidget | QToolBar):
            return part.objectName()
        part = part.parentWidget()
    return "plots"


def reachable(window) -> set[QWidget]:
    """All that can be used now and wants to be reached by Tab."""
    return {
        widget
        for widget in window.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and not (isinstance(widget, QAbstractScrollArea) and widget.inherits("QScrollArea"))
    }


def test_tab_reaches_every_control(window):
    visited = walk(window)
    missed = {f"{type(each).__name__} {each.accessibleName()}" for each in
              reachable(window) - set(visited)}  # fmt: skip
    assert missed == set()


def test_tab_goes_through_one_part_of_the_window_after_the_other(window):
    places = [place_of(each) for each in walk(window) if not each.inherits("QTabBar")]
    visits = [place for at, place in enumerate(places) if at == 0 or places[at - 1] != place]
    if visits[0] == visits[-1]:
        visits.pop()  # the walk began in its middle
    assert len(visits) == len(set(visits)), visits


def test_every_action_is_in_a_menu(window):
    in_menus = {
        action
        for menu in window.menuBar().actions()
        for action in menu.menu().actions()
    }  # fmt: skip
    tools = {action for action in window.toolbar.actions() if action.text()}
    assert tools <= in_menus


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda palette: palette.name)
def test_each_tab_stop_shows_a_ring(app, palette):
    """Seen in pixels: somewhere at the edge of each control the ring's colour."""
    app.appearance.focus_ring.set_palette(palette)
    wanted = QColor(palette.accent)
    stops: list[QWidget] = []
    while len(stops) < MOST_STEPS:
        QTest.keyClick(app.window.windowHandle(), Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        if now in stops:
            return
        stops.append(now)
        picture = now.grab().toImage()
        middle = picture.width() // 2
        column = [picture.pixelColor(middle, y) for y in (0, 1, picture.height() - 2)]
        assert any(_is_near(colour, wanted) for colour in column), now
    pytest.fail("the walk did not come round")


def test_the_ring_goes_with_the_focus(window):
    depth = window.centre.parts["depth"]
    assert not any(ring.isVisible() for ring in window.findChildren(RingOverlay))  # none at first
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Tab)
    before = QApplication.focusWidget()
    assert any(ring.isVisible() for ring in before.findChildren(RingOverlay))
    depth.setFocus()
    assert before.findChildren(
        RingOverlay, options=Qt.FindChildOption.FindDirectChildrenOnly
    ) == [] or (all(ring.isHidden() for ring in before.findChildren(RingOverlay)))
    assert any(ring.isVisible() for ring in depth.findChildren(RingOverlay))
    QTest.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton)
    window.centre.parts["lanes"].setFocus()
    assert not any(ring.isVisible() for ring in window.findChildren(RingOverlay))


def _is_near(colour: QColor, wanted: QColor) -> bool:
    parts = zip(colour.getRgb()[:3], wanted.getRgb()[:3], strict=True)
    return all(abs(one - other) < 90 for one, other in parts)

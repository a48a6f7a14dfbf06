"""Every control is reached by Tab, in the order in which one reads the window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QDockWidget,
    QToolBar,
    QWidget,
)

from gui.app import App
from gui.common.settings import Settings

MOST_STEPS = 300


@pytest.fixture
def window(qtbot, qapp, tmp_path):
    app = App(qapp, Settings(tmp_path / "window.ini"))
    qtbot.addWidget(app.window)
    app.window.show()
    qtbot.waitUntil(app.window.isActiveWindow)
    yield app.window
    app.runs.bridge.close()


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

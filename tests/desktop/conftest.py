"""A real window on a real display, worked by real keys and clicks.

    xdotool, another process --> X server --> Qt's events here --> the window --> processes

The application lives in the test's process, so what it shows can be asked; but nothing is done to
it here: hands come from outside. While they move, Qt's loop runs, as it would for a user.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QProcess, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from engine.model.source import Phase
from gui.app import App

TIMEOUT_MS = 20_000
DELAY_MS = "12"  # between keys


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Every test of this folder needs a display."""
    del config
    for item in items:
        if "tests/desktop/" in item.path.as_posix():
            item.add_marker(pytest.mark.display)


class Hands:
    """A mouse and a keyboard."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot

    def _do(self, *words: str) -> None:
        process = QProcess()
        process.start("xdotool", list(words))
        self._qtbot.waitUntil(
            lambda: process.state() == QProcess.ProcessState.NotRunning, timeout=TIMEOUT_MS
        )
        assert process.exitCode() == 0, process.readAllStandardError().toStdString()

    def click(self, widget: QWidget, place: QPoint | None = None) -> None:
        """Clicks into the middle of a widget, or at a place in it."""
        at = widget.mapToGlobal(place or widget.rect().center())
        self._do("mousemove", str(at.x()), str(at.y()), "click", "1")

    def move_to(self, widget: QWidget, place: QPoint) -> None:
        """Moves the mouse over a place."""
        at = widget.mapToGlobal(place)
        self._do("mousemove", str(at.x()), str(at.y()))

    def drag(self, widget: QWidget, start: QPoint, end: QPoint) -> None:
        """Presses, moves and lets go."""
        first, last = widget.mapToGlobal(start), widget.mapToGlobal(end)
        self._do("mousemove", str(first.x()), str(first.y()), "mousedown", "1")
        steps = 8
        for step in range(1, steps + 1):
            at = first + (last - first) * step / steps
            self._do("mousemove", str(at.x()), str(at.y()))
        self._do("mouseup", "1")

    def wheel(self, widget: QWidget, place: QPoint, clicks: int) -> None:
        """Turns the wheel over a place: up if positive."""
        self.move_to(widget, place)
        button = "4" if clicks > 0 else "5"
        self._do("click", "--repeat", str(abs(clicks)), "--delay", DELAY_MS, button)

    def key(self, *keys: str) -> None:
        """Presses keys after one another, as xdotool names them."""
        self._do("key", "--delay", DELAY_MS, "--clearmodifiers", *keys)

    def type(self, text: str) -> None:
        """Types a text."""
        self._do("type", "--delay", DELAY_MS, text)


class Desk:
    """The window on the desk, and the hands at it."""

    def __init__(self, app: App, qtbot: QtBot) -> None:
        self.app, self.window, self.hands = app, app.window, Hands(qtbot)
        self._qtbot = qtbot

    def until(self, condition: Callable[[], object]) -> None:
        self._qtbot.waitUntil(lambda: bool(condition()), timeout=TIMEOUT_MS)

    @property
    def status(self) -> str:
        return self.window.status.state.text()

    @property
    def snapshot(self):
        return self.app.exports.snapshot

    @property
    def moved(self) -> int:
        return sum(queue.produced + queue.taken for queue in self.snapshot.queues)

    def names(self, kind: str) -> list[str]:
        there = [worker for worker in self.snapshot.workers if worker.ended_ns is None]
        return sorted(worker.name for worker in there if worker.kind == kind)

    def button(self, action: QAction) -> QWidget:
        return self.window.toolbar.widgetForAction(action)

    def press(self, action: QAction) -> None:
        """Clicks a button of the toolbar, once it can be clicked."""
        self.until(action.isEnabled)
        self.hands.click(self.button(action))

    def until_status(self, status: str) -> None:
        self.until(lambda: self.status == status)

    def answer_next(self, standard: QMessageBox.StandardButton) -> None:
        """Clicks a button of the next box that asks something."""
        timer = QTimer(self.window)

        def look() -> None:
            box = QApplication.activeModalWidget()
            if isinstance(box, QMessageBox) and box.isActiveWindow():
                timer.stop()
                self.hands.click(box.button(standard))

        timer.timeout.connect(look)
        timer.start(50)

    def until_over(self) -> None:
        self.until(lambda: self.app.runs.run is None and self.snapshot.phase.is_over)
        assert self.snapshot.phase is not Phase.BROKEN

    def until_menu(self, menu: QMenu) -> None:
        self.until(lambda: menu.isVisible() and menu.width() > 0)

    def walk_to(self, menu: QMenu, action: QAction) -> None:
        """Goes down a menu by the arrow key until an entry is reached."""
        self.until_menu(menu)
        for _ in menu.actions():
            before = menu.activeAction()
            if before is action:
                return
            self.hands.key("Down")
            self.until(lambda before=before: menu.activeAction() is not before)
        assert menu.activeAction() is action

    def spin_up(self, editor: QWidget, clicks: int) -> None:
        """Clicks the little arrow of a spin box that makes it more."""
        value = editor.value()
        for more in range(1, clicks + 1):
            self.hands.click(editor, QPoint(editor.width() - 9, 7))
            self.until(lambda more=more: editor.value() == value + more)


@pytest.fixture
def desk(open_app: Callable[..., App], qtbot: QtBot, qapp) -> Desk:
    """The window at its usual size, in front, with the keyboard."""
    if qapp.platformName() == "offscreen" or shutil.which("xdotool") is None:
        pytest.fail("needs an X display and xdotool: use `make test-display`")
    assert os.environ.get("DISPLAY")
    app = open_app()
    made = Desk(app, qtbot)
    app.window.move(0, 24)
    app.window.activateWindow()
    app.window.raise_()
    made.until(app.window.isActiveWindow)
    return made

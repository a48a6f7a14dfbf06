"""The window over real runs: small kitchens, and what a user does and sees."""

from __future__ import annotations

import functools
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest
from PySide6.QtWidgets import QDialog, QMessageBox
from pytestqt.qtbot import QtBot

from engine.model.snapshot import Snapshot, WorkerView
from engine.model.source import Phase
from gui.app import App
from gui.dialogs import boxes
from gui.window.main_window import MainWindow
from tests.support import kitchens

TIMEOUT_MS = 20_000
SIZE = {"maxsize": 4, "cooks": 1}
scenario = functools.partial(kitchens.kitchen, **SIZE)
"""An endless cook and two guests, with changes."""


class Bench:
    """The application on the bench: its window, and the run that is on."""

    def __init__(self, app: App, qtbot: QtBot) -> None:
        self.app, self._qtbot = app, qtbot

    @property
    def window(self) -> MainWindow:
        return self.app.window

    @property
    def snapshot(self) -> Snapshot:
        return self.app.exports.snapshot

    @property
    def phase(self) -> Phase:
        return self.snapshot.phase

    def kitchen(self, **changes: object) -> Bench:
        """An endless cook and two guests, with changes, in the form."""
        self.app.scenarios.show(scenario(**changes))
        return self

    def start(self) -> Bench:
        self.window.commands.start.trigger()
        return self

    def until(self, condition: Callable[[], object]) -> None:
        self._qtbot.waitUntil(lambda: bool(condition()), timeout=TIMEOUT_MS)

    def until_going(self, items: int = 5) -> Bench:
        """Until so many items have been made."""
        self.until(lambda: self.produced >= items)
        return self

    def until_over(self) -> Phase:
        self.until(lambda: self.app.runs.run is None and self.phase.is_over)
        return self.phase

    def until_quiet(self, quiet_s: float = 0.2) -> int:
        """Until nothing has moved for a while; how many items were made by then."""
        last, since_s = -1, time.monotonic()

        def is_quiet() -> bool:
            nonlocal last, since_s
            if self.moved != last:
                last, since_s = self.moved, time.monotonic()
            return time.monotonic() - since_s > quiet_s

        self.until(is_quiet)
        return self.moved

    @property
    def produced(self) -> int:
        return sum(queue.produced for queue in self.snapshot.queues)

    @property
    def moved(self) -> int:
        """Queue operations that went through."""
        return sum(queue.produced + queue.taken for queue in self.snapshot.queues)

    @property
    def there(self) -> list[WorkerView]:
        return [worker for worker in self.snapshot.workers if worker.ended_ns is None]

    def names(self, kind: str) -> list[str]:
        return sorted(worker.name for worker in self.there if worker.kind == kind)

    @property
    def log(self) -> list[str]:
        return [line.partition("\t")[2] for line in self.window.log.lines()]

    @property
    def status(self) -> str:
        return self.window.status.state.text()


def alive(workers: list[WorkerView]) -> list[int]:
    """The pids of those that really are there."""
    there = []
    for worker in workers:
        try:
            if psutil.Process(worker.pid).status() != psutil.STATUS_ZOMBIE:
                there.append(worker.pid)
        except psutil.NoSuchProcess:
            continue
    return there


@pytest.fixture
def still_alive() -> Callable[[list[WorkerView]], list[int]]:
    return alive


@pytest.fixture
def bench(open_app: Callable[..., App], qtbot: QtBot) -> Bench:
    return Bench(open_app(), qtbot)


@pytest.fixture
def make_bench(open_app: Callable[..., App], qtbot: QtBot) -> Callable[..., Bench]:
    return lambda **chosen: Bench(open_app(**chosen), qtbot)


@pytest.fixture
def write_scenario(tmp_path: Path) -> Callable[..., Path]:
    """Writes a small kitchen into a file."""

    def write(name: str = "kitchen.toml", text: str = "", **changes: object) -> Path:
        path = tmp_path / name
        path.write_text(text or kitchens.text(**(SIZE | changes)), encoding="utf-8")
        return path

    return write


class Answers:
    """Answers dialogs by pressing a button of theirs; keeps what they said."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.press: list[str] = []  # one button for each dialog to come; else it is closed
        self.tick = False  # the box, such as "Don't ask again"

    def ask(self, dialog: QDialog) -> int:
        """Stands in for `boxes.ask`."""
        dialog.show()
        if isinstance(dialog, QMessageBox):
            self.said.append(f"{dialog.text()}\n{dialog.informativeText()}")
            if self.tick and dialog.checkBox() is not None:
                dialog.checkBox().click()
            wanted = self.press.pop(0) if self.press else dialog.buttons()[-1].text()
            buttons = {each.text().replace("&", ""): each for each in dialog.buttons()}
            buttons[wanted.replace("&", "")].click()
        else:
            self.said.append(dialog.windowTitle())
            self.seen(dialog)
            dialog.close()
        answer = dialog.result()
        dialog.deleteLater()
        return answer

    def seen(self, dialog: QDialog) -> None:
        """A hook for tests that look inside."""


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Answers:
    made = Answers()
    monkeypatch.setattr(boxes, "ask", made.ask)
    return made

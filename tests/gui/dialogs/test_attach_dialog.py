"""Run, Attach to a process: chosen from what runs here, shown like a run, and never ended by us."""

from __future__ import annotations

import sys

import psutil
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox

from engine.attach.account import Outcome
from engine.attach.survey import Program, survey
from engine.model.source import Phase
from gui.dialogs.attach_dialog import AttachDialog
from tests.support import attached

pytestmark = [
    pytest.mark.processes,
    pytest.mark.skipif(sys.platform != "linux", reason="Linux tells what a process waits for"),
]


def three():
    """As a survey tells."""
    for pid, outcome in ((11, Outcome.MOVING), (12, Outcome.STUCK), (13, Outcome.UNKNOWN)):
        yield Program(pid, ("/bin/python3", f"<b>{pid}</b>.py"), 2, "is at work", "a.py:1", outcome)


@pytest.fixture
def dialog(qtbot):
    """With three programs in it."""
    made = AttachDialog(None, three)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: len(made.items) == 3)
    return made


@pytest.fixture
def stuck():
    """A program that hangs."""
    program = attached.Program(sys.executable, "stuck/both_full")
    yield program
    program.end()


def test_each_program_is_shown_as_it_is_called(dialog):
    assert dialog.items[0].text(0) == "python3 <b>11</b>.py"
    assert [item.text(4) for item in dialog.items] == ["moving", "stuck", "unknown"]


def test_typing_narrows_the_list(qtbot, dialog):
    qtbot.keyClicks(dialog.search, "12")
    assert [item.isHidden() for item in dialog.items] == [True, False, True]


def test_nothing_can_be_attached_to_before_it_is_chosen(qtbot, dialog):
    assert not dialog.attach.isEnabled()
    dialog.list.setCurrentItem(dialog.items[1])
    qtbot.mouseClick(dialog.attach, Qt.MouseButton.LeftButton)
    assert dialog.pid == 12


def test_cancel_chooses_nothing(qtbot, dialog):
    cancel = dialog.buttons.button(QDialogButtonBox.StandardButton.Cancel)
    dialog.list.setCurrentItem(dialog.items[1])
    qtbot.mouseClick(cancel, Qt.MouseButton.LeftButton)
    assert dialog.pid == 0


def test_a_survey_finds_a_program_that_hangs(stuck):
    found = {program.pid: program for program in survey()}
    assert found[stuck.pid].outcome is Outcome.STUCK
    assert found[stuck.pid].processes == 3


def test_the_window_shows_a_program_that_hangs_and_lets_it_be(open_app, qtbot, stuck):
    app = open_app()
    app.attaching.attach(stuck.pid)
    seen = []
    app.runs.bridge.snapshotReady.connect(seen.append)
    qtbot.waitUntil(lambda: bool(seen and seen[-1].findings), timeout=20_000)
    assert {worker.name for worker in seen[-1].workers} == {"main", "ping", "pong"}
    assert [queue.depth for queue in seen[-1].queues] == [4, 4]
    assert not app.window.commands.pause.isEnabled()
    app.runs.ask_stop()
    qtbot.waitUntil(lambda: not app.runs.is_live)
    assert psutil.Process(stuck.pid).is_running()


def test_a_program_that_ends_ends_the_run_in_the_window(open_app, qtbot, stuck):
    app = open_app()
    phases = []
    app.runs.phaseChanged.connect(phases.append)
    app.attaching.attach(stuck.pid)
    qtbot.waitUntil(lambda: Phase.RUNNING in phases, timeout=20_000)
    stuck.end()
    qtbot.waitUntil(lambda: Phase.FINISHED in phases, timeout=20_000)

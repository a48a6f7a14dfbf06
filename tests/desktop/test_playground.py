"""The playground with real clicks: every method, its result and its exception."""

from __future__ import annotations

import pytest

from engine.playground.calls import CallState
from engine.playground.setup import Setup
from engine.scenario.schema import QueueKind, StartMethod
from gui.playground import calls_panel

pytestmark = pytest.mark.display

CALLS = [  # process, method, what the table shows
    ("Worker 1", "put", "None"),
    ("Worker 1", "put_nowait", "None"),
    ("Worker 2", "put_nowait", "Full"),
    ("main", "full", "True"),
    ("main", "qsize", "2"),
    ("main", "get", "'bun'"),
    ("Worker 2", "get_nowait", "'bun'"),
    ("Worker 2", "get_nowait", "Empty"),
    ("main", "empty", "True"),
    ("main", "task_done", "None"),
    ("Worker 2", "task_done", "None"),
    ("main", "task_done", "ValueError: task_done() called too many times"),
    ("Worker 1", "join", "None"),
    ("Worker 1", "close", "None"),
    ("Worker 1", "put", "ValueError: Queue <multiprocessing.queues.JoinableQueue object at"),
    ("Worker 1", "join_thread", "None"),
    ("Worker 2", "cancel_join_thread", "None"),
    ("Worker 1", "exit", "exit code 0"),
]


def open_bench(desk, setup):
    """By its key and its button; until the processes' buttons have their places."""
    desk.hands.key("ctrl+m")
    panel = desk.app.methods.panel
    desk.until(panel.isVisible)
    panel.setup_card.choose(setup)
    desk.hands.click(panel.setup_card.button)
    last = f"Worker {setup.workers}"
    desk.until(lambda: last in panel.processes._buttons)
    desk.until(lambda: panel.processes.button(last).y() > 0 or panel.processes.button(last).x() > 0)
    return panel, desk.app.methods.calls.rows


def test_every_method_is_clicked_and_gives_its_result_or_its_exception(desk):
    panel, rows = open_bench(desk, Setup(QueueKind.JOINABLE, 2, StartMethod.FORK, 2))
    for number, (process, method, told) in enumerate(CALLS):
        panel.ensureWidgetVisible(panel.processes.button(process))
        desk.hands.click(panel.processes.button(process))
        desk.until(lambda process=process: panel.processes.current == process)
        button = panel.methods[method]
        desk.until(button.isEnabled)
        panel.ensureWidgetVisible(button)
        desk.hands.click(button)
        desk.until(
            lambda number=number: len(rows.calls) > number and not rows.calls[number].state.is_open
        )
        shown = rows.text(rows.calls[number], calls_panel.RESULT)
        assert shown.startswith(told), (process, method, shown)


def test_a_call_that_waits_is_seen_to_wait_and_its_process_is_killed(desk):
    panel, rows = open_bench(desk, Setup(QueueKind.QUEUE, 0, StartMethod.FORK, 2))
    desk.hands.click(panel.processes.button("Worker 2"))
    desk.hands.click(panel.methods["get"])
    desk.until(lambda: rows.calls and rows.calls[0].state is CallState.BLOCKED)
    assert "blocked for" in rows.text(rows.calls[0], calls_panel.STATE)
    desk.hands.click(panel.kill)
    desk.until(lambda: rows.calls[0].state is CallState.LOST)
    assert rows.text(rows.calls[0], calls_panel.RESULT) == "ended by signal 9"

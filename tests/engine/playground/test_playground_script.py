"""A session that was saved is a program that makes the same calls again."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from engine.playground import script
from engine.playground.calls import CallState
from engine.playground.program.caller import CANNOT_BE_PICKLED
from engine.playground.script import script_of
from engine.scenario.schema import QueueKind

pytestmark = pytest.mark.processes

LINE = 100


def run_script(text, folder, *before):
    """What the saved program prints, when run by itself, or by the command before it."""
    path = folder / "session.py"
    path.write_text(text, encoding="utf-8")
    command = [*before, sys.executable, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, cwd=folder)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines(), done.stderr


def told(desk):
    """What the bench itself saw, in the order in which calls ended."""
    results = {
        call.number: "(the process has ended)"
        if call.state is CallState.EXITED
        else re.sub(r"0x\w+", "0x", call.result)
        for call in desk.run.calls
    }
    ends = [step for step in desk.run.steps if step.kind == "end"]
    return [f"{step.process}: {results[step.number]}" for step in ends]


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_a_saved_session_gives_the_same_results(sit, tmp_path, method):
    desk = sit(QueueKind.JOINABLE, 1, method, 3)
    desk.call("Worker 1", "put", '{"dish": "bun"}')
    blocked = desk.begin("Worker 1", "put", "(1, 2)")
    desk.call("Worker 2", "put_nowait", "3")
    desk.call("main", "get")
    desk.end(blocked)
    desk.call("main", "task_done")
    joining = desk.begin("Worker 3", "join")
    desk.call("Worker 2", "get", timeout=1.0)
    desk.call("Worker 2", "task_done")
    desk.end(joining)
    desk.call("Worker 2", "task_done")
    desk.begin("Worker 3", "get")
    desk.run.kill_process("Worker 3")
    desk.until_there(3)
    desk.run.start_worker()
    desk.until_there(4)
    desk.call("Worker 4", "qsize")
    desk.call("Worker 4", "close")
    desk.call("Worker 4", "put", "1")
    desk.call("Worker 4", "exit")
    desk.call("main", "put", CANNOT_BE_PICKLED)
    desk.begin("main", "join")
    text = script_of(desk.run)
    assert all(len(line) <= LINE for line in text.splitlines())
    assert '("begin", "Worker 3", lambda queue: queue.join()),  # waits' in text
    assert '("kill", "Worker 3"),' in text
    lines, errors = run_script(text, tmp_path)
    assert [re.sub(r"0x\w+", "0x", line)[:60] for line in lines] == [
        line[:60] for line in [*told(desk), "main: (still waits)"]
    ]
    assert "local object" in errors
    assert "leaked" not in errors


BEHIND_AN_AND = ("sh", "-c", """trap '' INT; exec "$@" """, "sh")


def test_a_session_ends_also_where_ctrl_c_is_ignored_from_the_start(sit, tmp_path):
    desk = sit()
    desk.begin("Worker 1", "get")
    desk.begin("main", "get")
    lines, errors = run_script(script_of(desk.run), tmp_path, *BEHIND_AN_AND)
    assert lines == ["main: (still waits)"]
    assert errors == ""


@pytest.mark.parametrize("process", ["Worker 2", "main"])
def test_a_call_that_came_to_its_end_in_the_playground_alone_ends_the_session(
    sit, tmp_path, monkeypatch, process
):
    monkeypatch.setattr(script, "LEAST_PATIENCE_S", 1)
    desk = sit()
    desk.call("Worker 1", "put", "'bun'")
    desk.call(process, "get")
    desk.call("Worker 1", "qsize")
    text = script_of(desk.run)
    put = '    ("call", "Worker 1", lambda queue: queue.put(\'bun\')),  # None\n'
    assert put in text
    lines, errors = run_script(text.replace(put, ""), tmp_path)
    told = f"{process}: (still waits, unlike in the playground: the session ends here)"
    assert lines == [told, *(["main: (still waits)"] if process == "main" else [])]
    assert errors == ""


def test_a_session_in_which_the_main_program_left_can_be_run_again(sit, tmp_path):
    desk = sit(QueueKind.SIMPLE)
    desk.call("Worker 1", "put", "'bun'")
    desk.call("main", "get")
    desk.call("main", "exit")
    text = script_of(desk.run, "left.py")
    assert '("leave", "main", lambda queue: sys.exit()),  # the process has ended' in text
    lines, errors = run_script(text, tmp_path)
    assert lines == ["Worker 1: None", "main: 'bun'"]
    assert errors == ""


def test_a_session_without_any_call_is_a_program_too(sit, tmp_path):
    desk = sit()
    assert run_script(script_of(desk.run), tmp_path) == ([], "")

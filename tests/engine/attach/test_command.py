"""`queuescope attach`: words, JSON, HTML, exit codes, and what stays private."""

from __future__ import annotations

import json
import re
import sys
import time

import pytest

from engine.attach.processes import read_stat
from engine.cli.attaching import Look
from tests.support.attached import Program

pytestmark = pytest.mark.processes
MOVING, STUCK, BAD_INPUT, UNKNOWN = 0, 1, 2, 3


def test_a_stuck_program_is_told_in_words(start, queuescope):
    program = start("stuck/join_before_drain")
    done = queuescope("attach", str(program.pid))
    told = done.stdout.decode()
    assert done.returncode == STUCK, done.stderr
    assert "can never go on. (certain)" in told
    assert "Deadlock: joined before the queue was drained" in told
    assert re.search(r"join_before_drain.py:\d+  p.join()", told)


def test_a_healthy_program_moves(start, queuescope):
    done = queuescope("attach", str(start("healthy/computing").pid))
    assert done.returncode == MOVING, done.stderr
    assert b"Moving" in done.stdout


def test_watching_tells_who_computes_from_who_waits(start, queuescope):
    program = start("healthy/computing")
    report = json.loads(queuescope("attach", str(program.pid), "--watch", "2", "--json").stdout)
    shares = {each["name"]: each["cpu_share"] for each in report["processes"]}
    assert shares["Process-1"] > 10 * shares["main"]


def test_the_json_report_says_who_waits_for_whom(start, queuescope):
    program = start("stuck/opposite_locks")
    report = json.loads(queuescope("attach", str(program.pid), "--json").stdout)
    assert (report["outcome"], report["pid"]) == ("stuck", program.pid)
    left = next(each for each in report["processes"] if each["name"] == "left")
    assert left["why"] == "only right could end that, and can never go on either"
    assert left["stacks"][0]["frames"]


def test_local_variables_are_there_only_when_asked_for(start, queuescope, tmp_path, script):
    secret = script(
        "import time\n"
        "def wait(password):\n"
        "    print('ready', flush=True)\n"
        "    time.sleep(3600)\n"
        "wait('open' + 'sesame')\n"
    )
    program = Program(sys.executable, str(secret.with_suffix("")))
    try:
        page = tmp_path / "report.html"
        queuescope("attach", str(program.pid), "--report", page)
        plain = queuescope("attach", str(program.pid), "--json").stdout
        asked = queuescope("attach", str(program.pid), "--locals").stdout
    finally:
        program.end()
    assert "wait" in page.read_text()
    assert "opensesame" not in page.read_text()
    assert b"opensesame" not in plain
    assert b"opensesame" in asked


def test_a_page_can_be_handed_on(start, queuescope, tmp_path):
    page = tmp_path / "report.html"
    done = queuescope("attach", str(start("stuck/both_full").pid), "--report", page)
    assert done.returncode == STUCK
    text = page.read_text()
    assert text.startswith("<!doctype html>")
    assert not re.search(r'(src|href)="http', text)


def test_waiting_ends_when_the_program_hangs_and_calls_somebody(start, queuescope, tmp_path):
    told = tmp_path / "told.json"
    program = start("stuck/event_never_set")
    command = f'cp "$QUEUESCOPE_REPORT" {told}; echo "$QUEUESCOPE_PID" >> {tmp_path}/pids'
    done = queuescope("attach", str(program.pid), "--on-hang", command)
    assert done.returncode == STUCK
    assert json.loads(told.read_text())["outcome"] == "stuck"
    assert (tmp_path / "pids").read_text().split() == [str(program.pid)]


def test_waiting_ends_well_when_the_program_does(start):
    program = start("healthy/idle_pool")
    look = Look(program.pid, with_values=False)
    look.step()
    program.process.stdin.close()
    look.wait_for_hang()
    assert look.is_over


def test_a_program_that_has_just_ended_is_said_to_have(start, queuescope):
    program = start("healthy/idle_pool")
    program.process.stdin.close()
    while not read_stat(program.pid).is_over:
        time.sleep(0.01)
    done = queuescope("attach", str(program.pid))
    assert done.returncode == BAD_INPUT
    assert b"The program has ended meanwhile" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [(["999999999"], b"There is no process"), ([], b"--all"), (["1"], b"runs no Python")],
)
def test_what_cannot_be_is_said_in_a_sentence(queuescope, arguments, expected):
    done = queuescope("attach", *arguments)
    assert done.returncode == BAD_INPUT
    assert expected in done.stderr
    assert b"Traceback" not in done.stderr


def test_without_py_spy_one_sentence_says_so(start, queuescope, monkeypatch):
    from engine.attach import stacks

    program = start("stuck/opposite_locks")
    monkeypatch.setattr(stacks.sys, "executable", "/nowhere/python")
    monkeypatch.setenv("PATH", "/nowhere")
    from tests.engine.attach.conftest import Watched, watch_until

    watched = Watched(program.pid)
    watch_until([watched], lambda each: each.source.looks >= 3)
    account = watched.account()
    assert [str(note) for note in account.notes if "py-spy" in note]
    assert account.certainty.value != "certain"


def test_all_programs_of_the_machine_are_looked_at_and_the_gravest_counts(start, queuescope):
    stuck, well = start("stuck/both_full"), start("healthy/flowing")
    done = queuescope("attach", "--all", "--json")
    outcomes = {report["pid"]: report["outcome"] for report in json.loads(done.stdout)}
    assert done.returncode == STUCK
    assert (outcomes[stuck.pid], outcomes[well.pid]) == ("stuck", "moving")

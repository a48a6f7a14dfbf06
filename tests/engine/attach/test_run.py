"""A program from outside as the window shows it: never waits, ends nothing, fails aloud."""

from __future__ import annotations

import time

import pytest

from engine.attach.run import AttachRun
from engine.model.source import Phase

pytestmark = pytest.mark.processes


def poll_until(run, phase, within_s=20.0):
    """Polls as a window does; the longest poll in seconds."""
    deadline_s, longest_s = time.monotonic() + within_s, 0.0
    while run.phase is not phase:
        began_s = time.monotonic()
        assert began_s < deadline_s, run.phase
        run.poll(0.004)
        longest_s = max(longest_s, time.monotonic() - began_s)
        time.sleep(0.01)
    return longest_s


@pytest.fixture
def attached(start):
    """A run of a program that hangs, and the program."""
    program = start("stuck/both_full")
    run = AttachRun(program.pid)
    yield run, program
    run.close()


def test_it_runs_from_the_first_reading_until_the_program_ends(attached):
    run, program = attached
    assert run.phase is Phase.READY
    run.start()
    assert run.phase is Phase.STARTING
    poll_until(run, Phase.RUNNING)
    program.end()
    poll_until(run, Phase.FINISHED)


def test_stop_ends_the_looking_and_not_the_program(attached):
    run, program = attached
    run.start()
    poll_until(run, Phase.RUNNING)
    run.stop()
    run._thread.join()
    assert run.phase is Phase.STOPPED
    assert program.process.poll() is None


def test_a_reading_that_fails_is_told(attached, monkeypatch):
    run, _ = attached

    def fail():
        raise OSError("no more")

    monkeypatch.setattr(run.attachment, "read", fail)
    run.start()
    poll_until(run, Phase.BROKEN)
    assert run.problem == "OSError: no more"


def test_an_unknown_process_is_refused_at_once():
    with pytest.raises(ProcessLookupError):
        AttachRun(999_999_999)

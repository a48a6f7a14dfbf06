"""Programs to attach to, ended when their test is over."""

from __future__ import annotations

import sys
import time

import pytest

from engine.analysis.analysis import Analysis
from engine.attach.account import Outcome, give_account
from engine.attach.attachment import Attachment
from engine.model.source import Phase
from tests.support.attached import Program

pytestmark = pytest.mark.processes


class Watched:
    """A program, looked at from outside."""

    def __init__(self, pid):
        self.source, self.timeline = Attachment(pid), Analysis()

    def step(self):
        """Looks, if it is time."""
        if self.source.is_due:
            self.timeline.feed(self.source.look())
            self.snapshot()

    def snapshot(self):
        """As the timeline shows it."""
        snapshot = self.timeline.snapshot(time.perf_counter_ns(), Phase.RUNNING)
        return self.source.complete(snapshot)

    def account(self):
        """How things stand."""
        return give_account(self.source, self.snapshot())

    def kinds(self):
        """What was found."""
        return {finding.kind.value for finding in self.snapshot().findings}


def watch_until(watched, is_enough, within_s=20.0):
    """Looks at programs together until each is known well enough."""
    deadline_s = time.monotonic() + within_s
    while time.monotonic() < deadline_s:
        for each in watched:
            each.step()
        if all(is_enough(each) for each in watched):
            return
        time.sleep(0.02)
    wrong = [
        (w.source.command, w.account().outcome, w.kinds()) for w in watched if not is_enough(w)
    ]
    pytest.fail(f"not within {within_s} s: {wrong}")


def is_stuck_and_told(watched):
    """Stuck, and something was found."""
    return watched.account().outcome is Outcome.STUCK and bool(watched.kinds())


@pytest.fixture
def start():
    """Starts a program that lies below `programs`."""
    started = []

    def start_one(name, python=sys.executable, **options):
        program = Program(python, name, **options)
        started.append(program)
        return program

    yield start_one
    for program in started:
        program.end()


@pytest.fixture
def watch(start):
    """Starts a program and looks at it until a word is right."""

    def watch_one(name, is_enough=is_stuck_and_told, **options):
        watched = Watched(start(name, **options).pid)
        watch_until([watched], is_enough)
        return watched

    return watch_one

"""On systems that do not tell what threads wait for: processes, stacks, and a plain word."""

from __future__ import annotations

import pytest

from engine.attach import elsewhere
from engine.attach.account import Outcome

pytestmark = pytest.mark.processes


def test_processes_and_stacks_are_told_and_nothing_is_judged(start):
    program = start("stuck/opposite_locks")
    account = elsewhere.give_account(program.pid, with_values=False)
    assert account.outcome is Outcome.UNKNOWN
    assert len(account.processes) == 3
    assert all(each.stacks for each in account.processes)
    assert account.processes[0].source == "p.join()"
    assert "Linux alone tells" in account.notes[0]


def test_who_uses_the_cpu_is_told(start):
    account = elsewhere.give_account(start("healthy/computing").pid, with_values=False)
    assert [str(each.does) for each in account.processes] == [
        "uses no CPU time: it waits, or sleeps",
        "uses the CPU",
    ]

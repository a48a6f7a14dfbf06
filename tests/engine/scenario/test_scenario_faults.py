"""Scripted faults in scenario files: read, written, and wrong ones told by their field."""

from __future__ import annotations

import pytest

from engine.model.faults import FaultKind, FaultPoint
from engine.observe import fault_points as inside
from engine.scenario.presets import ScenarioError, dumps, loads

KITCHEN = """
name = "Test"
[queue]
kind = "{kind}"
ending = "sentinel"
[[producers]]
name = "Cook"
[[consumers]]
name = "Guest"
[[faults]]
{fault}
"""


def kitchen(fault: str, kind: str = "JoinableQueue"):
    return loads(KITCHEN.format(fault=fault, kind=kind))


def test_a_fault_is_read_and_written():
    scenario = kitchen('worker = "Guest 2"\nwhat = "raise"\nat = "mid-work"\nafter_items = 3')
    (fault,) = scenario.faults
    assert (fault.worker, fault.what, fault.at) == ("Guest 2", "raise", "mid-work")
    assert (fault.after_items, fault.after_s) == (3, 0.0)
    assert loads(dumps(scenario)) == scenario


def test_a_scenario_without_faults_says_nothing_of_them():
    assert "faults" not in dumps(loads('name = "Test"'))


@pytest.mark.parametrize(
    ("fault", "kind", "path", "remedy"),
    [
        ('worker = "Guest"', "JoinableQueue", "faults[0].worker", '"Cook 1"'),
        ('worker = "Waiter 1"', "JoinableQueue", "faults[0].worker", "main"),
        ('what = "kill"', "JoinableQueue", "faults[0].worker", "must be given"),
        ('worker = "Cook 1"\nwhat = "burn"', "JoinableQueue", "faults[0].what", '"segfault"'),
        ('worker = "Cook 1"\nat = "idle-in-get"', "JoinableQueue", "faults[0].at", "mid-write"),
        ('worker = "main"\nat = "mid-work"', "JoinableQueue", "faults[0].at", '"now"'),
        ('worker = "Guest 1"\nat = "in-task-done"', "Queue", "faults[0].at", "JoinableQueue"),
        ('worker = "Guest 1"\nafter_s = -1', "JoinableQueue", "faults[0].after_s", "from 0"),
    ],
)
def test_what_is_wrong_with_a_fault_is_told_by_its_field(fault, kind, path, remedy):
    with pytest.raises(ScenarioError) as caught:
        kitchen(fault, kind)
    (problem,) = caught.value.problems
    assert problem.path == path
    assert remedy in problem.remedy


def test_probe_and_application_mean_the_same_by_each_number():
    assert tuple(FaultKind) == inside.KINDS
    assert tuple(FaultPoint) == inside.POINTS

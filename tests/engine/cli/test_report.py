"""The report: built from one Snapshot, true to it, readable by programs and by people."""

from __future__ import annotations

import json
from dataclasses import replace

import msgspec
import pytest

from engine.cli.show import duration, report_text
from engine.export.report import Report, build_report, to_dict, to_json
from engine.model.snapshot import EMPTY_SNAPSHOT, State
from engine.model.source import Phase


def test_the_report_says_what_the_snapshot_says(finished):
    report = to_dict(build_report(finished))
    assert report["outcome"] == "finished"
    assert report["duration_s"] == 2.5
    assert (report["produced"], report["taken"], report["done"], report["lost"]) == (12, 10, 9, 0)
    assert report["depth"] == {"peak": 7, "mean": 3.142, "last": 2}
    [worker] = report["workers"]
    assert worker["role"] == "producer"
    assert worker["items"] == 12
    assert worker["blocked_s"] == 0.3
    assert worker["error"] is None


def test_no_number_carries_the_noise_of_its_binary_form(finished):
    text = to_json(build_report(finished))
    assert all(len(number.strip(",")) <= 8 for number in text.split() if number[0].isdigit())


def test_json_comes_back_as_the_same_report(finished):
    report = build_report(replace(finished, notes=("the probe said so",)))
    assert msgspec.json.decode(to_json(report), type=Report) == report
    assert json.loads(to_json(report)) == to_dict(report)


def test_depth_is_that_of_the_queue_with_the_most_items_and_counts_are_of_all(finished, queue):
    other = replace(queue, index=1, produced=20, taken=20, peak=1, depth=0)
    report = build_report(replace(finished, queues=(queue, other)))
    assert report.depth.peak == 1
    assert report.produced == 32


@pytest.mark.parametrize(
    ("change", "outcome", "went_well"),
    [
        ({}, "finished", True),
        ({"phase": Phase.STOPPED}, "stopped", True),
        ({"phase": Phase.FAILED}, "failed", False),
        ({"phase": Phase.BROKEN}, "broken", False),
        ({"phase": Phase.RUNNING}, "running", False),
    ],
)
def test_the_outcome_follows_the_phase(finished, change, outcome, went_well):
    report = build_report(replace(finished, **change))
    assert (report.outcome, report.went_well) == (outcome, went_well)


@pytest.mark.parametrize(
    ("phase", "outcome"), [(Phase.FINISHED, "failed"), (Phase.STOPPED, "stopped")]
)
def test_a_run_in_which_a_worker_failed_did_not_go_well(finished, cook, failure, phase, outcome):
    failed = replace(cook, state=State.FAILED, failure=failure)
    report = build_report(replace(finished, phase=phase, workers=(failed,)))
    assert (report.outcome, report.went_well) == (outcome, False)


def test_a_program_that_lost_an_item_failed_though_it_came_to_its_end(finished, queue):
    report = build_report(replace(finished, queues=(replace(queue, lost=1),)))
    assert (report.outcome, report.lost, report.went_well) == ("failed", 1, False)


def test_people_read_of_failures_notes_and_problems(finished, cook, failure):
    failed = replace(cook, state=State.FAILED, failure=failure, exit_code=1)
    snapshot = replace(finished, workers=(failed,), notes=("switched off",))
    text = report_text(build_report(snapshot, problem="no disk"), "Kitchen")
    assert text.startswith("Kitchen: failed after 2.50 s\n")
    assert "Cook A 1 failed: ValueError: bad bun" in text
    assert "Traceback ..." in text
    assert "note: switched off" in text
    assert "problem: no disk" in text


def test_markup_in_names_is_shown_as_it_is(finished, cook, failure):
    named = replace(cook, name="[red]Cook[/red]", failure=replace(failure, text="[/oops]"))
    text = report_text(build_report(replace(finished, workers=(named,))), "[bold]")
    assert "[red]Cook[/red]" in text
    assert "[/oops]" in text


def test_a_program_without_queues_is_told_so():
    text = report_text(build_report(replace(EMPTY_SNAPSHOT, phase=Phase.FINISHED)), "script.py")
    assert "No multiprocessing queue was used." in text


@pytest.mark.parametrize(
    ("value_s", "told"),
    [
        (None, "-"),
        (0.0, "0 s"),
        (0.000_001_5, "1.50 µs"),
        (0.0123, "12.3 ms"),
        (0.999, "999 ms"),
        (1.0, "1.00 s"),
        (59.96, "60.0 s"),
        (125.4, "2 min 05 s"),
    ],
)
def test_a_time_is_told_with_three_figures_and_a_unit_that_fits(value_s, told):
    assert duration(value_s) == told

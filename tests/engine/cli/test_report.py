"""The report: built from one Snapshot, true to it, readable by programs and by people."""

from __future__ import annotations

import json
from dataclasses import replace

import msgspec
import numpy as np
import pytest

from engine.cli.show import duration, report_text
from engine.report import Report, build_report, to_dict, to_json
from engine.source import Phase
from engine.timeline.snapshot import (
    EMPTY_SNAPSHOT,
    Envelope,
    Failure,
    QueueView,
    Role,
    Snapshot,
    State,
    WorkerView,
)


class Quiet:
    """A lane, a series and spans in which nothing ever happened."""

    starts_ns = ends_ns = times_ns = np.zeros(0, np.int64)
    states = np.zeros(0, np.int8)
    depths = np.zeros(0, np.int32)

    def at(self, at_ns):
        return 0

    def envelope(self, start_ns, end_ns, columns):
        flat = np.zeros(columns, np.int32)
        return Envelope(start_ns, end_ns, flat, flat, flat)

    def shares(self, start_ns, end_ns, columns):
        return np.zeros(columns, np.float32)


QUEUE = QueueView(
    index=0,
    key="k",
    name="queue 1",
    kind="JoinableQueue",
    maxsize=10,
    depth=2,
    peak=7,
    mean=3.14159265,
    produced=12,
    taken=10,
    done=9,
    lost=0,
    unfinished=3,
    in_per_s=1.0,
    out_per_s=1.0,
    wait_p50_s=0.1234567891,
    wait_p99_s=None,
    blocked_put_s=0.1 + 0.2,
    blocked_get_s=0.0,
    series=Quiet(),
    put_blocked=Quiet(),
    get_blocked=Quiet(),
)
COOK = WorkerView(
    process=1,
    name="Cook A 1",
    role=Role.PRODUCER,
    kind="Cook A",
    dish="bun",
    pid=4711,
    method="spawn",
    state=State.ENDED,
    since_ns=0,
    started_ns=0,
    ended_ns=10,
    put=12,
    taken=0,
    done=0,
    busy_s=1.5,
    blocked_put_s=0.1,
    blocked_get_s=0.2,
    joining_s=0.0,
    paused_s=0.0,
    utilisation=2 / 3,
    exit_code=0,
    failure=None,
    lane=Quiet(),
    waits_for="",
)
FINISHED = Snapshot(
    phase=Phase.FINISHED,
    origin_ns=1_000_000_000,
    now_ns=3_500_000_000,
    queues=(QUEUE,),
    workers=(COOK,),
    events=None,
)
FAILURE = Failure(type="ValueError", text="bad bun", traceback="Traceback ...\n", at_ns=5)


def test_the_report_says_what_the_snapshot_says():
    report = to_dict(build_report(FINISHED))
    assert report["outcome"] == "finished"
    assert report["duration_s"] == 2.5
    assert (report["produced"], report["taken"], report["done"], report["lost"]) == (12, 10, 9, 0)
    assert report["depth"] == {"peak": 7, "mean": 3.142, "last": 2}
    [worker] = report["workers"]
    assert worker["role"] == "producer"
    assert worker["items"] == 12
    assert worker["blocked_s"] == 0.3
    assert worker["error"] is None


def test_no_number_carries_the_noise_of_its_binary_form():
    text = to_json(build_report(FINISHED))
    assert all(len(number.strip(",")) <= 8 for number in text.split() if number[0].isdigit())


def test_json_comes_back_as_the_same_report():
    report = build_report(replace(FINISHED, notes=("the probe said so",)))
    assert msgspec.json.decode(to_json(report), type=Report) == report
    assert json.loads(to_json(report)) == to_dict(report)


def test_depth_is_that_of_the_queue_with_the_most_items_and_counts_are_of_all():
    other = replace(QUEUE, index=1, produced=20, taken=20, peak=1, depth=0)
    report = build_report(replace(FINISHED, queues=(QUEUE, other)))
    assert report.depth.peak == 1
    assert report.produced == 32


@pytest.mark.parametrize(
    ("change", "outcome", "went_well"),
    [
        ({}, "finished", True),
        ({"phase": Phase.STOPPED}, "stopped", True),
        ({"phase": Phase.FAILED}, "failed", False),
        ({"phase": Phase.BROKEN}, "broken", False),
        ({"phase": Phase.RUNNING}, "stopped", True),
        ({"queues": (replace(QUEUE, lost=1),)}, "failed", False),
        ({"workers": (replace(COOK, state=State.FAILED, failure=FAILURE),)}, "failed", False),
    ],
)
def test_the_outcome_is_the_whole_truth(change, outcome, went_well):
    report = build_report(replace(FINISHED, **change))
    assert (report.outcome, report.went_well) == (outcome, went_well)


def test_a_stopped_run_in_which_a_worker_failed_did_not_go_well():
    failed = replace(COOK, state=State.FAILED, failure=FAILURE)
    report = build_report(replace(FINISHED, phase=Phase.STOPPED, workers=(failed,)))
    assert (report.outcome, report.went_well) == ("stopped", False)


def test_people_read_of_failures_notes_and_problems():
    failed = replace(COOK, state=State.FAILED, failure=FAILURE, exit_code=1)
    snapshot = replace(FINISHED, workers=(failed,), notes=("switched off",))
    text = report_text(build_report(snapshot, problem="no disk"), "Kitchen")
    assert text.startswith("Kitchen: failed after 2.50 s\n")
    assert "Cook A 1 failed: ValueError: bad bun" in text
    assert "Traceback ..." in text
    assert "note: switched off" in text
    assert "problem: no disk" in text


def test_markup_in_names_is_shown_as_it_is():
    named = replace(COOK, name="[red]Cook[/red]", failure=replace(FAILURE, text="[/oops]"))
    text = report_text(build_report(replace(FINISHED, workers=(named,))), "[bold]")
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

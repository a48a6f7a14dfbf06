"""`queuescope run`: a scenario in the terminal.

    Run.poll --> Analysis.feed --> Analysis.snapshot --> a view, ten times a second
                                        |
                                        +--> the report, at the end

On a terminal the view is live; elsewhere progress is a line now and then on standard error. What
the program itself prints goes to standard output, in front of the report.
"""

from __future__ import annotations

import functools
import time
from collections.abc import Callable

import msgspec

from engine.analysis.analysis import Analysis
from engine.cli import texts
from engine.cli.frontend import FAILED
from engine.cli.live import expected_items
from engine.cli.live_findings import LiveFindings
from engine.cli.recorded import (
    RecordWish,
    begin_recording,
    feed,
    finish_recording,
    take_snapshot,
)
from engine.cli.run_views import View, view_of
from engine.cli.signals import Signals
from engine.export.report import Report, build_report
from engine.model.source import Phase
from engine.platform import log
from engine.recording.recorder import Recorder
from engine.recording.records import about_run
from engine.run.run import Run
from engine.scenario.schema import Scenario

POLL_S = 0.02
BUDGET_S = 0.02
TELL_S = 0.25


def run_scenario(
    scenario: Scenario,
    *,
    seconds: float | None = None,
    time_scale: float | None = None,
    as_json: bool = False,
    wish: RecordWish = RecordWish(),  # noqa: B008 - frozen
) -> int:
    """Runs `scenario` to its end, for at most `seconds`; returns the exit code."""
    log.set_up()
    if time_scale is not None:
        scenario = msgspec.structs.replace(scenario, time_scale=time_scale)
    view = view_of(scenario.name, expected_items(scenario), as_json=as_json)
    wish.check()
    run = Run(scenario)
    recorder = begin_recording(
        about_run(
            scenario.name,
            scenario=msgspec.to_builtins(scenario),
            worker_kinds=run.worker_kinds,
        ),
        wish,
    )
    report: Report | None = None
    with Signals() as signals:
        try:
            report = _follow(run, view, signals, seconds, recorder)
        finally:
            run.close()
            finish_recording(recorder, run, view.say)
            view.end(report)
    if signals.first is not None:
        return 128 + signals.first
    return 0 if report.went_well else FAILED


def _follow(
    run: Run, view: View, signals: Signals, seconds: float | None, recorder: Recorder
) -> Report:
    """Starts `run` and shows it until it is over."""
    timeline = Analysis(run.worker_kinds)
    run.start()
    view.begin()
    started_s = time.monotonic()
    findings = LiveFindings(view.say)
    look = functools.partial(take_snapshot, run, timeline, recorder)
    show = every(view.every_s, lambda: view.show(look()))
    tell = every(TELL_S, lambda: findings.show(look()))
    while not run.phase.is_over:
        feed(run, timeline, recorder)
        for line in run.take_output():
            view.printed(line)
        if seconds is not None and time.monotonic() - started_s >= seconds:
            seconds = None
            run.stop()
        if (number := signals.take()) is not None:
            if number != signals.first or run.phase is Phase.STOPPING:
                break
            view.say(texts.STOPPING)
            run.stop()
        if signals.take_report_wish() or view.take_report_wish():
            view.report(build_report(look(), problem=run.problem))
        show()
        tell()
        time.sleep(POLL_S)
    return _conclude(run, timeline, view, recorder)


def _conclude(run: Run, timeline: Analysis, view: View, recorder: Recorder) -> Report:
    """What is left of a run that is over, or that is to be over at once."""
    if not run.phase.is_over:
        run.close()
    while feed(run, timeline, recorder):
        pass
    for line in run.take_output():
        view.printed(line)
    snapshot = take_snapshot(run, timeline, recorder)
    return build_report(snapshot, problem=run.problem)


def every(period_s: float, action: Callable[[], None]) -> Callable[[], None]:
    """`action`, at most once in `period_s` seconds."""
    last_s = time.monotonic()

    def call() -> None:
        nonlocal last_s
        if time.monotonic() - last_s >= period_s:
            last_s = time.monotonic()
            action()

    return call

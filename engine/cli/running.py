"""`queuescope run`: a scenario in the terminal.

    Run.poll --> Timeline.feed --> Timeline.snapshot --> a view, ten times a second
                                        |
                                        +--> the report, at the end

On a terminal the view is live; elsewhere progress is a line now and then on standard error. What
the program itself prints goes to standard output, in front of the report.
"""

from __future__ import annotations

import functools
import sys
import time
from collections.abc import Callable
from typing import Protocol

import msgspec
from rich.console import Console
from rich.live import Live
from rich.text import Text

from engine.cli import texts
from engine.cli.frontend import FAILED
from engine.cli.live import expected_items, live_view, progress_line
from engine.cli.live_findings import LiveFindings
from engine.cli.recorded import (
    RecordWish,
    begin_recording,
    feed,
    finish_recording,
    take_snapshot,
)
from engine.cli.show import report_text, report_view
from engine.cli.signals import Signals
from engine.export.report import Report, build_report, to_json
from engine.model.snapshot import Snapshot
from engine.model.source import Phase
from engine.platform import log
from engine.recording.recorder import Recorder
from engine.recording.records import about_run
from engine.run.run import Run
from engine.scenario.schema import Scenario
from engine.timeline.timeline import Timeline

POLL_S = 0.02
BUDGET_S = 0.02
VIEW_S = 0.1
PROGRESS_S = 2.0
TELL_S = 0.25


class View(Protocol):
    """Where a run is shown while it goes on, and its report after it."""

    every_s: float

    def begin(self) -> None:
        """The run has started."""

    def printed(self, line: str) -> None:
        """The program printed a line."""

    def show(self, snapshot: Snapshot) -> None:
        """How the run stands."""

    def say(self, text: str) -> None:
        """A word of our own."""

    def end(self, report: Report | None) -> None:
        """The run is over; None when it came to no report."""


class LiveView:
    """A terminal: everything moves."""

    every_s = VIEW_S

    def __init__(self, title: str, expected: int | None) -> None:
        """Nothing is shown before `begin`. `expected`: so many items there will be."""
        self._title, self._expected = title, expected
        self._console = Console()
        self._live = Live(console=self._console, auto_refresh=False, transient=True)

    def begin(self) -> None:
        """The live part appears."""
        self._live.start()

    def printed(self, line: str) -> None:
        """Above the live part."""
        self._console.print(Text(line))

    def show(self, snapshot: Snapshot) -> None:
        """Draws the live part anew."""
        view = live_view(snapshot, self._title, self._expected, self._console.width)
        self._live.update(view, refresh=True)

    def say(self, text: str) -> None:
        """Above the live part too."""
        self._console.print(Text(text, "yellow"))

    def end(self, report: Report | None) -> None:
        """The live part makes room for the report."""
        self._live.stop()
        if report is not None:
            self._console.print(report_view(report, self._title))


class PlainView:
    """A pipe or a file: lines."""

    every_s = PROGRESS_S

    def __init__(self, title: str) -> None:
        """Nothing is written yet."""
        self._title = title

    def begin(self) -> None:
        """Nothing to tell."""

    def printed(self, line: str) -> None:
        """As the program printed it."""
        sys.stdout.write(line + "\n")
        sys.stdout.flush()

    def show(self, snapshot: Snapshot) -> None:
        """A line of progress."""
        self.say(progress_line(snapshot))

    def say(self, text: str) -> None:
        """Beside the output proper."""
        sys.stderr.write(text + "\n")
        sys.stderr.flush()

    def end(self, report: Report | None) -> None:
        """The report, as text."""
        if report is not None:
            sys.stdout.write(report_text(report, self._title))
            sys.stdout.flush()


class JsonView:
    """A program: the report alone."""

    every_s = 3600.0

    def begin(self) -> None:
        """Nothing to tell."""

    def printed(self, line: str) -> None:
        """Not told."""

    def show(self, snapshot: Snapshot) -> None:
        """Not told."""

    def say(self, text: str) -> None:
        """Not told."""

    def end(self, report: Report | None) -> None:
        """One JSON object, in UTF-8 whatever the terminal speaks."""
        if report is not None:
            sys.stdout.buffer.write(to_json(report).encode())
            sys.stdout.flush()


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


def view_of(title: str, expected: int | None, *, as_json: bool) -> View:
    """The view that fits standard output."""
    if as_json:
        return JsonView()
    return LiveView(title, expected) if sys.stdout.isatty() else PlainView(title)


def _follow(
    run: Run, view: View, signals: Signals, seconds: float | None, recorder: Recorder
) -> Report:
    """Starts `run` and shows it until it is over."""
    timeline = Timeline(run.worker_kinds)
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
        show()
        tell()
        time.sleep(POLL_S)
    return _conclude(run, timeline, view, recorder)


def _conclude(run: Run, timeline: Timeline, view: View, recorder: Recorder) -> Report:
    """What is left of a run that is over, or that is to be over at once."""
    if not run.phase.is_over:
        run.close()
    while feed(run, timeline, recorder):
        pass
    for line in run.take_output():
        view.printed(line)
    snapshot = take_snapshot(run, timeline, recorder)
    return build_report(snapshot, problem=run.problem, item_way=timeline.item_way)


def every(period_s: float, action: Callable[[], None]) -> Callable[[], None]:
    """`action`, at most once in `period_s` seconds."""
    last_s = time.monotonic()

    def call() -> None:
        nonlocal last_s
        if time.monotonic() - last_s >= period_s:
            last_s = time.monotonic()
            action()

    return call

"""`queuescope trace`: the terminal is the script's; ours is what goes wrong, and the report.

    ScriptRun.poll --> DeferredTimeline --> findings, while they are so; the report at the end

Signals that reach only us are passed on, and we wait for what the script makes of them. Its exit
code becomes ours; a death by signal n is 128 + n.
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from engine.cli import texts
from engine.cli.frontend import FAILED, BadInputError
from engine.cli.recorded import RecordWish, begin_recording, finish_recording
from engine.cli.signals import GroupCanary, Signals
from engine.model.plain import visible
from engine.platform import log
from engine.run.script_target import Check, Target, TargetError

if TYPE_CHECKING:
    from engine.export.report import Report
    from engine.model.snapshot import Snapshot
    from engine.model.source import Packet
    from engine.run.script_run import ScriptRun

POLL_S = (0.004, 0.02)  # of a script that has just been started, and of one that runs for long
SHORT_S = 1.0
BUDGET_S = 0.02
SHOW_S = 0.25
SHARE = 0.2  # of a CPU is spent on what is said while the script runs, where that takes long
OBEY_S = 1.0  # a script that has been asked twice to end, and is there after that, may be stuck


def trace_script(
    target: Target,
    report_path: Path | None,
    *,
    is_quiet: bool = False,
    wish: RecordWish = RecordWish(),  # noqa: B008 - frozen
) -> int:
    """Runs `target` to its end and returns its exit code; the report goes to `report_path`.

    `is_quiet`: nothing is said while it runs. What is slow to import is imported while the target's
    Python checks it, and while the script starts.
    """
    check = Check(target)
    from engine.run.script_run import ScriptRun

    log.set_up()
    _take_result(check, target)
    _check_report(report_path)
    wish.check()
    run = ScriptRun(target)
    with Signals() as signals, contextlib.closing(GroupCanary()) as canary:
        try:
            run.start()
            if run.problem is not None:
                raise BadInputError(str(run.problem))
            trace = Trace(run, report_path, wish, is_quiet=is_quiet)
            long_s = time.monotonic() + SHORT_S
            while not run.phase.is_over:
                trace.advance(signals, canary)
                time.sleep(POLL_S[time.monotonic() > long_s])
        finally:
            run.close()
    trace.conclude()
    code = run.exit_code
    if code is None:
        return FAILED
    return code if code >= 0 else 128 - code


class Trace:
    """One traced script: what is said of it while it runs, and its report."""

    def __init__(
        self, run: ScriptRun, report_path: Path | None, wish: RecordWish, *, is_quiet: bool
    ) -> None:
        """`run` is started."""
        from engine.cli.deferred import DeferredTimeline
        from engine.cli.live_findings import LiveFindings
        from engine.recording.records import about_run

        target = run.target
        about = about_run(Path(target.name).name, command=(target.name, *target.arguments))
        self._recorder = begin_recording(about, wish)
        self._run, self._report_path = run, report_path
        self._timeline = DeferredTimeline()
        self._findings = LiveFindings(_ignore if is_quiet else _say)
        self._show_s = 0.0
        self._is_new = False
        self._asked = 0  # times that the script was asked to end
        self._late_s: float | None = None  # when it should have ended

    def advance(self, signals: Signals, canary: GroupCanary) -> None:
        """One turn of the loop."""
        self._is_new |= self._feed(self._run.poll(BUDGET_S))
        now_s = time.monotonic()
        has_ended = self._run.exit_code is not None  # what is left of it is for the report
        if self._is_new and now_s > self._show_s and not has_ended:
            self._is_new = False
            self._findings.show(self._snapshot())
            done_s = time.monotonic()
            self._show_s = done_s + max(SHOW_S, (done_s - now_s) / SHARE)
        while (number := signals.take()) is not None:
            canary.note(number)
            self._asked += 1
            self._late_s = now_s + OBEY_S if self._asked == 2 else self._late_s
        for number in canary.take_own():
            self._run.send_signal(number)
        is_late = self._late_s is not None and now_s > self._late_s
        if is_late:
            self._late_s = None
            _say(texts.NOT_ENDED)
        if is_late or signals.take_report_wish():
            self._report()

    def conclude(self) -> None:
        """The run is closed: the report, with all that has come since."""
        while packets := self._run.poll(BUDGET_S):
            self._feed(packets)
        self._report()
        finish_recording(self._recorder, self._run, _say)

    def _feed(self, packets: list[Packet]) -> bool:
        self._recorder.take(packets)
        return self._timeline.feed(packets)

    def _snapshot(self) -> Snapshot:
        now_ns = self._run.now_ns()
        snapshot = self._timeline.snapshot(now_ns, self._run.phase)
        self._recorder.show(snapshot, now_ns)
        return snapshot

    def _report(self) -> None:
        from engine.export.report import build_report

        snapshot = self._snapshot()
        report = build_report(snapshot)
        title = visible(Path(self._run.target.name).name)
        with contextlib.suppress(BrokenPipeError):  # nobody reads it: the exit code stays
            _deliver(report, title, self._report_path)


def _ignore(line: str) -> None:
    del line


def _say(line: str) -> None:
    """On standard error, where the report will come too."""
    with contextlib.suppress(OSError, ValueError):
        sys.stderr.write(line + "\n")
        sys.stderr.flush()


def _take_result(check: Check, target: Target) -> None:
    """Raises BadInputError when the target can't be traced."""
    try:
        check.result()
    except TargetError as problem:
        text = texts.TROUBLES[problem.trouble].format(
            name=target.name, details=problem.details, python=target.python
        )
        raise BadInputError(text) from problem


def _check_report(report_path: Path | None) -> None:
    """Raises BadInputError when the report can't be written there."""
    if report_path is None:
        return
    reason = None
    if report_path.is_dir():
        reason = texts.IS_FOLDER
    elif not report_path.absolute().parent.is_dir():
        reason = texts.NO_FOLDER.format(path=report_path.absolute().parent)
    elif not os.access(report_path if report_path.exists() else report_path.parent, os.W_OK):
        reason = texts.NO_RIGHT
    if reason is not None:
        raise BadInputError(texts.NO_REPORT_FILE.format(path=report_path, reason=reason))


def _deliver(report: Report, title: str, path: Path | None) -> None:
    """To the file if one is given, else behind the script's own output on standard error."""
    if path is not None:
        try:
            path.write_text(_text_for(path, report, title), encoding="utf-8")
        except OSError as problem:
            reason = problem.strerror or str(problem)
            sys.stderr.write(texts.NO_REPORT_FILE.format(path=path, reason=reason) + "\n")
        return
    from engine.cli.show import report_text, report_view

    if sys.stderr.isatty():
        from rich.console import Console

        Console(stderr=True).print(report_view(report, title))
    else:
        sys.stderr.write(report_text(report, title))


def _text_for(path: Path, report: Report, title: str) -> str:
    """JSON, which needs no tables, or a text for people."""
    if path.suffix.lower() == ".json":
        from engine.export.report import to_json

        return to_json(report)
    from engine.cli.show import report_text

    return report_text(report, title)

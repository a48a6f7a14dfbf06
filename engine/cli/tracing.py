"""`queuescope trace`: the terminal is the script's; ours is the report behind its end.

While the script runs we collect and are silent. Signals that reach only us are passed on, and we
wait for what the script makes of them. Its exit code becomes ours; a death by signal n is 128 + n.
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
from pathlib import Path

from engine.cli import words
from engine.cli.frontend import FAILED, BadInputError
from engine.cli.show import report_text, report_view
from engine.cli.signals import Signals, came_to_group
from engine.cli.telling import Teller
from engine.export.report import Report, build_report, to_json
from engine.platform import log
from engine.run.script_run import ScriptRun
from engine.run.script_target import Target, TargetError, check
from engine.timeline.timeline import Timeline

POLL_S = 0.02
BUDGET_S = 0.02
TELL_S = 0.25


def trace_script(target: Target, report_path: Path | None) -> int:
    """Runs `target` to its end and returns its exit code; the report goes to `report_path`."""
    log.set_up()
    _check(target, report_path)
    run = ScriptRun(target)
    timeline = Timeline()
    try:
        with Signals() as signals:
            run.start()
            if run.problem is not None:
                raise BadInputError(words.NOT_STARTED.format(problem=run.problem))
            teller, told_s = Teller(_say), time.monotonic()
            while not run.phase.is_over:
                timeline.feed(run.poll(BUDGET_S))
                if time.monotonic() - told_s > TELL_S:
                    told_s = time.monotonic()
                    teller.look(timeline.snapshot(run.now_ns(), run.phase))
                _pass_on(signals, run)
                time.sleep(POLL_S)
            timeline.feed(run.poll(BUDGET_S))
            snapshot = timeline.snapshot(run.now_ns(), run.phase)
    finally:
        run.close()
    report = build_report(snapshot, item_way=timeline.item_way)
    with contextlib.suppress(BrokenPipeError):  # nobody reads it: the script's exit code stays
        _deliver(report, Path(target.name).name, report_path)
    code = run.exit_code
    if code is None:
        return FAILED
    return code if code >= 0 else 128 - code


def _say(line: str) -> None:
    """On standard error, where the report will come too."""
    with contextlib.suppress(OSError, ValueError):
        sys.stderr.write(line + "\n")
        sys.stderr.flush()


def _check(target: Target, report_path: Path | None) -> None:
    """Raises BadInputError for whatever can be known before the start."""
    try:
        check(target)
    except TargetError as problem:
        text = words.TROUBLES[problem.trouble].format(
            name=target.name, details=problem.details, python=target.python
        )
        raise BadInputError(text) from problem
    if report_path is None:
        return
    reason = None
    if report_path.is_dir():
        reason = words.IS_FOLDER
    elif not report_path.absolute().parent.is_dir():
        reason = words.NO_FOLDER.format(path=report_path.absolute().parent)
    elif not os.access(report_path if report_path.exists() else report_path.parent, os.W_OK):
        reason = words.NO_RIGHT
    if reason is not None:
        raise BadInputError(words.NO_REPORT_FILE.format(path=report_path, reason=reason))


def _pass_on(signals: Signals, run: ScriptRun) -> None:
    while (number := signals.take()) is not None:
        if not came_to_group(number):
            run.send_signal(number)


def _deliver(report: Report, title: str, path: Path | None) -> None:
    """To the file if one is given, else behind the script's own output on standard error."""
    if path is not None:
        is_json = path.suffix.lower() == ".json"
        text = to_json(report) if is_json else report_text(report, title)
        try:
            path.write_text(text, encoding="utf-8")
        except OSError as problem:
            reason = problem.strerror or str(problem)
            sys.stderr.write(words.NO_REPORT_FILE.format(path=path, reason=reason) + "\n")
    elif sys.stderr.isatty():
        from rich.console import Console

        Console(stderr=True).print(report_view(report, title))
    else:
        sys.stderr.write(report_text(report, title))

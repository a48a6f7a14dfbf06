"""`queuescope replay`, `report` and `export`: what can be had of a recording without a window."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import msgspec

from engine.analysis.analysis import Analysis
from engine.cli import texts
from engine.cli.frontend import FAILED, BadInputError
from engine.cli.live import expected_items
from engine.cli.run_views import View, view_of
from engine.cli.running import POLL_S, every
from engine.cli.show import report_text, report_view
from engine.cli.signals import Signals
from engine.export.report import Report, build_report, to_json
from engine.model.snapshot import Snapshot
from engine.recording import library
from engine.recording.reader import RecordingError
from engine.recording.replay import Replay, played_to_end
from engine.scenario.schema import Scenario

BUDGET_S = 0.02


def replay(path: Path | None, speed: float) -> int:
    """Plays it at that speed; the exit code is the one of the run."""
    source = _open(path)
    view = view_of(source.recording.about.title, _expected(source), as_json=False)
    made: Report | None = None
    with Signals() as signals:
        try:
            made = _play(source, view, signals, speed)
        finally:
            source.close()
            view.end(made)
    if made is None:
        return 128 + (signals.first or 0)
    return 0 if made.went_well else FAILED


def report(path: Path | None, *, as_json: bool) -> int:
    """Prints what the run came to, as the run itself did."""
    source = _open(path)
    made = _report(source, *played_to_end(source))
    if as_json:
        sys.stdout.buffer.write(to_json(made).encode())
    elif sys.stdout.isatty():
        from rich.console import Console

        Console().print(report_view(made, source.recording.about.title))
    else:
        sys.stdout.write(report_text(made, source.recording.about.title))
    return 0


def export(path: Path | None, output: Path | None, form: str) -> int:
    """Writes it in another form."""
    from engine.export.forms import FORMS

    source = _open(path)
    suffix, write = FORMS[form]
    target = output or Path(source.recording.path.stem + suffix)
    timeline, snapshot = played_to_end(source)
    about = source.recording.about
    try:
        write(target, snapshot, _report(source, timeline, snapshot), about.title)
    except OSError as problem:
        reason = problem.strerror or str(problem)
        raise BadInputError(texts.NO_REPORT_FILE.format(path=target, reason=reason)) from problem
    events = len(snapshot.events) if snapshot.events is not None else 0
    size = target.stat().st_size
    sys.stdout.write(texts.EXPORTED.format(path=target, events=events, bytes=size) + "\n")
    return 0


def _open(path: Path | None) -> Replay:
    """The recording, the latest one by default; says on standard error what is wrong with it."""
    if path is None:
        kept = library.recordings()
        if not kept:
            raise BadInputError(texts.NO_LATEST)
        path = kept[0]
    try:
        source = Replay(path)
    except RecordingError as problem:
        text = texts.BAD_RECORDING.format(path=path, reason=problem.reason)
        raise BadInputError(text) from problem
    except OSError as problem:
        reason = problem.strerror or str(problem)
        raise BadInputError(texts.BAD_RECORDING.format(path=path, reason=reason)) from problem
    for line in _warnings(source):
        sys.stderr.write(line + "\n")
    return source


def _warnings(source: Replay) -> list[str]:
    recording = source.recording
    missing = sum(gap.packets for gap in recording.gaps)
    return [
        *([texts.NOT_CLOSED] if recording.end is None else []),
        *([texts.DAMAGED.format(count=len(recording.damage))] if recording.damage else []),
        *([texts.MISSING.format(count=missing)] if missing else []),
    ]


def _play(source: Replay, view: View, signals: Signals, speed: float) -> Report | None:
    """Plays to the end; None when a signal came in between."""
    timeline = Analysis(source.worker_kinds)

    def snapshot() -> Snapshot:
        return source.complete(timeline.snapshot(source.now_ns(), source.phase))

    view.begin()
    show = every(view.every_s, lambda: view.show(snapshot()))
    source.play(speed)
    while not source.phase.is_over:
        timeline.feed(source.poll(BUDGET_S))
        if signals.take() is not None:
            return None
        show()
        time.sleep(POLL_S)
    return _report(source, timeline, snapshot())


def _report(source: Replay, timeline: Analysis, snapshot: Snapshot) -> Report:
    return build_report(snapshot, problem=source.problem)


def _expected(source: Replay) -> int | None:
    try:
        return expected_items(msgspec.convert(source.recording.about.scenario, Scenario))
    except msgspec.ValidationError:  # a script's, or of another version
        return None

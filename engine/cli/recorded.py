"""Recording beside a run in the terminal: each is recorded, unless its user does not want it."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from engine.cli import texts
from engine.cli.frontend import BadInputError
from engine.model.source import EventSource

if TYPE_CHECKING:
    from engine.analysis.analysis import Analysis
    from engine.model.snapshot import Snapshot
    from engine.recording.recorder import Recorder
    from engine.recording.records import About

BUDGET_S = 0.02


@dataclass(frozen=True, slots=True)
class RecordWish:
    """What the user asked for: a file of their own, or that nothing is recorded."""

    path: Path | None = None
    is_off: bool = False

    def check(self) -> None:
        """Before anything is started; raises BadInputError where that file cannot be made."""
        if self.path is None or self.is_off:
            return
        folder = self.path.absolute().parent
        if os.path.lexists(self.path):
            raise BadInputError(texts.RECORDING_EXISTS.format(path=self.path))
        reason = None
        if not folder.is_dir():
            reason = texts.NO_FOLDER.format(path=folder)
        elif not os.access(folder, os.W_OK):
            reason = texts.NO_RIGHT
        if reason is not None:
            raise BadInputError(texts.NO_RECORDING.format(path=self.path, reason=reason))


class RunThatEnds(EventSource, Protocol):
    """A source that can tell how it ended."""

    problem: str | None

    @property
    def exit_code(self) -> int | None:
        """The program's."""


def begin_recording(about: About, wish: RecordWish) -> Recorder:
    """The run's recorder; one that records nothing where that is wished, or cannot be."""
    from engine.recording.recorder import Recorder, start_recording  # not before the run is started

    return Recorder(None) if wish.is_off else start_recording(about, wish.path)


def feed(run: EventSource, timeline: Analysis, recorder: Recorder) -> bool:
    """Hands on what has arrived; whether there was anything."""
    packets = run.poll(BUDGET_S)
    recorder.take(packets)
    timeline.feed(packets)
    return bool(packets)


def take_snapshot(run: EventSource, timeline: Analysis, recorder: Recorder) -> Snapshot:
    """How the run stands now; the recording learns it too."""
    now_ns = run.now_ns()
    snapshot = timeline.snapshot(now_ns, run.phase)
    recorder.show(snapshot, now_ns)
    return snapshot


def finish_recording(recorder: Recorder, run: RunThatEnds, say: Callable[[str], None]) -> None:
    """The run is over: the file is closed, and it is told if something is missing in it."""
    recorder.finish(run.phase, run.now_ns(), problem=run.problem, exit_code=run.exit_code)
    if recorder.trouble is not None:
        say(texts.NOT_RECORDED.format(reason=recorder.trouble.reason))

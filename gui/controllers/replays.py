"""A recording in the window: opened, played, gone through. To all views it is a run like any other.

File, Open --> Replays --> ReplayRun --> Runs.watch --> Bridge --> Snapshots --> the views
time strip --> Replays --> ReplayRun.seek --> Runs.show_again
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from engine.model.snapshot import Snapshot
from engine.scenario.schema import Scenario
from gui.common.i18n import QT_TRANSLATE_NOOP, translated
from gui.common.palette import Palette
from gui.controllers.runs import Runs
from gui.controllers.scenarios import Scenarios
from gui.dialogs import boxes
from gui.panels.banner import Banner
from gui.window.time_strip import TimeBar, WholeRun

if TYPE_CHECKING:
    from engine.recording.reader import Recording
    from engine.recording.replay_run import ReplayRun


class Replays(QObject):
    """One recording at a time."""

    named = Signal(str)
    """What the window shows now, which is no scenario of the form."""

    def __init__(
        self, window: QWidget, runs: Runs, scenarios: Scenarios, banner: Banner, bar: TimeBar
    ) -> None:
        """`window` is what dialogs are over."""
        super().__init__(window)
        self._window, self._runs, self._scenarios = window, runs, scenarios
        self._banner, self._bar = banner, bar
        self.run: ReplayRun | None = None
        runs.began.connect(self._on_began)
        bar.strip.momentAsked.connect(self.seek)
        bar.strip.stepped.connect(self.step)

    def open_file(self, path: Path) -> bool:
        """Opens a recording and plays it, or says why it cannot be; returns whether it is open."""
        from engine.recording.reader import RecordingError
        from engine.recording.replay_run import ReplayRun

        title = self.tr("{} cannot be opened").format(path.name)
        try:
            run = ReplayRun(path)
        except RecordingError as problem:
            boxes.show_error(self._window, title, translated(problem.reason))
            return False
        except OSError as problem:
            boxes.show_error(self._window, title, problem.strerror or str(problem))
            return False
        if not self._scenarios.may_leave():
            run.close()
            return False
        if (scenario := _scenario_of(run.recording)) is not None:
            self._scenarios.show_recorded(scenario)
        self.run = run
        self._bar.show_run(_whole(run.recording))
        self._runs.watch(run)
        self.named.emit(run.recording.about.title)
        self._say_what_is_missing(run.recording)
        return True

    def seek(self, at_ns: int) -> None:
        """Goes to a moment."""
        if self.run is not None:
            self.run.pause()
            self._runs.show_again(self.run, from_beginning=self.run.seek(at_ns))

    def step(self, direction: int) -> None:
        """To the next news about an item, or back to those before."""
        if self.run is None:
            return
        find = self.run.next_moment if direction > 0 else self.run.previous_moment
        if (at_ns := find()) is not None:
            self.seek(at_ns)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Where the replay is by now."""
        del snapshot
        if self.run is not None:
            self._bar.show_moment(self.run.now_ns())

    def set_palette(self, palette: Palette) -> None:
        """In other colours."""
        self._bar.set_palette(palette)

    def retranslate(self) -> None:
        """Shows all texts in the present language."""
        self._bar.retranslate()

    def _on_began(self) -> None:
        """Another run is shown: the recording's time is gone."""
        if self.run is not None and self._runs.run is not self.run:
            self.run = None
            self._bar.hide()

    def _say_what_is_missing(self, recording: Recording) -> None:
        missing = sum(gap.packets for gap in recording.gaps)
        told = [
            *([self.tr("It ends before the run did.")] if recording.end is None else []),
            *(
                [self.tr("Pieces of the file are damaged; all that is whole is shown.")]
                if recording.damage and recording.is_complete
                else []
            ),
            *(
                [self.tr("{} packets came too fast to be recorded.").format(missing)]
                if missing
                else []
            ),
        ]
        if told:
            title = QT_TRANSLATE_NOOP("Banner", "Not all of the run is in the recording")
            self._banner.say(" ".join(told), title)


def _scenario_of(recording: Recording) -> Scenario | None:
    """The recorded scenario; None of a script, or of a version that had others."""
    try:
        return msgspec.convert(recording.about.scenario, Scenario)
    except msgspec.ValidationError:
        return None


def _whole(recording: Recording) -> WholeRun:
    """What the time strip draws: the deepest queue at each moment, and what was found when."""
    from engine.recording.records import FindingsNews

    depths = recording.depths()
    marks = tuple(
        finding.since_ns
        for news in recording.news
        if isinstance(news, FindingsNews)
        for finding in news.findings
    )
    return WholeRun(
        first_ns=recording.first_ns,
        last_ns=recording.last_ns,
        origin_ns=recording.about.started_ns or recording.first_ns,
        at_ns=depths["start_ns"],
        high=depths["high"],
        marks_ns=tuple(dict.fromkeys(marks)),
    )

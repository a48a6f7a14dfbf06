"""The run of the window: started, paused, stepped, stopped, ended; one at a time.

Start, Pause, speed, counts, faults --> Runs --> Run --> Bridge --> Snapshots --> the views
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, Signal
from PySide6.QtWidgets import QWidget

from engine.model.faults import FaultKind, FaultPoint
from engine.model.findings import Severity
from engine.model.snapshot import EMPTY_SNAPSHOT, Snapshot
from engine.model.source import Phase
from engine.scenario.schema import Scenario
from gui.bridge import Bridge
from gui.common.i18n import QT_TRANSLATE_NOOP, translated
from gui.common.settings import Settings
from gui.controllers.recoveries import offers_for
from gui.dialogs import boxes
from gui.forms.scenario_form import ScenarioForm
from gui.forms.speed import SpeedControl
from gui.panels import summary
from gui.panels.banner import Banner

if TYPE_CHECKING:
    from engine.attach.run import AttachRun
    from engine.recording.recorder import Recorder
    from engine.recording.replay_run import ReplayRun
    from engine.run.live_run import LiveRun

SUMMED_UP = frozenset({Phase.FINISHED, Phase.STOPPED})
STOP_BEFORE_CLOSE_S = 2.5  # a run that is stopped has ended by then; what has not is killed
ENDED = {  # what is said of a run that ended with a problem
    Phase.STOPPED: QT_TRANSLATE_NOOP("Banner", "The run was stopped"),
    Phase.FINISHED: QT_TRANSLATE_NOOP("Banner", "The run has ended"),
    Phase.FAILED: QT_TRANSLATE_NOOP("Banner", "The run failed"),
    Phase.BROKEN: QT_TRANSLATE_NOOP("Banner", "The run could not continue"),
}


def make_run(scenario: Scenario) -> LiveRun:
    """A run of the demo."""
    from engine.run.run import Run  # the first frame does not need it (gui/startup/first_frame.py)

    return Run(scenario, stays_when_broken=True)


def _recorder_of(run: LiveRun | AttachRun | ReplayRun, budget_bytes: int) -> Recorder | None:
    """Of a scenario's run; others are not recorded, and none is where there is no budget."""
    scenario = getattr(run, "scenario", None)
    if not isinstance(scenario, Scenario) or not budget_bytes:
        return None
    from engine.recording.recorder import start_recording
    from engine.recording.records import about_run

    told = msgspec.to_builtins(scenario)
    about = about_run(scenario.name, scenario=told, worker_kinds=run.worker_kinds)
    return start_recording(about, budget_bytes=budget_bytes)


class Runs(QObject):
    """One run at a time, and what is done to it."""

    phaseChanged = Signal(object)
    began = Signal()

    def __init__(
        self,
        window: QWidget,
        form: ScenarioForm,
        speed: SpeedControl,
        banner: Banner,
        settings: Settings,
        make_run: Callable[[Scenario], LiveRun] = make_run,
    ) -> None:
        """`window` is what dialogs are over."""
        super().__init__(window)
        self._window, self._form, self._speed, self._banner = window, form, speed, banner
        self._settings, self._make_run = settings, make_run
        self.run: LiveRun | AttachRun | ReplayRun | None = None
        self._recorder: Recorder | None = None
        self.bridge = Bridge(self)
        self._snapshot = EMPTY_SNAPSHOT
        self._ended, self._problem = Phase.READY, ""  # how the last run ended, and why
        self.bridge.snapshotReady.connect(self._on_snapshot)
        self.bridge.phaseChanged.connect(self._on_phase)
        banner.offers_for = lambda finding: offers_for(self.run, finding)
        self.bridge.failed.connect(self._on_failed_tick)
        speed.changed.connect(self._on_speed)
        form.countChanged.connect(self._on_count)

    @property
    def is_live(self) -> bool:
        """Whether processes may be alive."""
        return self.run is not None and self.run.phase.is_live

    @property
    def owns_program(self) -> bool:
        """Whether the program that is shown is the run's own: to be held, changed and ended."""
        return self.run is None or self.run.owns_program

    @property
    def can_be_held(self) -> bool:
        """Whether it can be paused and stepped."""
        return self.run is None or self.run.can_be_held

    # -- starting -------------------------------------------------------------------------------

    def start(self) -> None:
        """Starts a new run of the form's scenario; says what is wrong with one that cannot run."""
        if self.is_live:
            return
        if problems := self._form.problems:
            boxes.show_problems(self._window, self.tr("This scenario cannot run"), problems)
            return
        self.watch(self._make_run(self._form.scenario))

    def watch(self, run: LiveRun | AttachRun | ReplayRun) -> None:
        """Starts a run and shows it."""
        self._banner.clear()
        self.run = run
        run.set_time_scale(self._speed.speed)
        self._recorder = _recorder_of(run, int(self._settings.get("recordings_gb")) << 30)
        self.bridge.set_source(run, run.worker_kinds, self._recorder)
        self.began.emit()
        run.start()
        self._on_phase(run.phase)

    def show_again(self, run: ReplayRun, *, from_beginning: bool) -> None:
        """A replay has gone to another moment, perhaps from its end."""
        self._banner.clear()
        self.run, self._ended = run, Phase.READY
        self.bridge.show_again(from_beginning=from_beginning)

    # -- while it goes on -----------------------------------------------------------------------

    def toggle_pause(self) -> None:
        """Pauses, or goes on."""
        if self.run is not None and self.run.phase is Phase.PAUSED:
            self.run.resume()
        elif self.run is not None:
            self.run.pause()

    def step(self) -> None:
        """Lets one queue operation through."""
        if self.run is not None:
            self.run.step()

    def inject_fault(self, process: int, what: FaultKind, at: FaultPoint) -> None:
        """Does something to a process, at a moment of its work."""
        if self.is_live and self.run is not None:
            self.run.fault(process, what, at)

    def _on_speed(self, speed: float) -> None:
        if self.is_live and self.run is not None:
            self.run.set_time_scale(speed)

    def _on_count(self, kind: str, count: int) -> None:
        if self.is_live and self.run is not None:
            self.run.set_count(kind, count)

    # -- ending ---------------------------------------------------------------------------------

    def ask_stop(self) -> None:
        """Stops, asking first where the settings say so."""
        if self.is_live and self._may_stop():
            self.stop()

    def _may_stop(self) -> bool:
        is_asked = self._settings.get("ask_before_stop") and self.owns_program
        return not is_asked or boxes.confirm_stop(self._window, self._settings)

    def stop(self) -> None:
        """Stops; the run ends within two seconds while the window goes on."""
        if self.run is not None:
            self.run.stop()

    def may_end(self) -> bool:
        """Ends the run if there is one and that is agreed; whether nothing runs any more."""
        if not self.is_live:
            return True
        if not self._may_stop():
            return False
        self.end()
        return True

    def end(self) -> None:
        """Stops the run and waits for it, while the window goes on living."""
        run = self.run
        if run is None:
            return
        run.stop()
        deadline_s = time.monotonic() + STOP_BEFORE_CLOSE_S
        while self.run is run and run.phase.is_live and time.monotonic() < deadline_s:
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        self.close()
        run.close()
        self.run = None
        self.phaseChanged.emit(run.phase)

    def close(self) -> None:
        """Nothing is shown any more. Safe to call twice."""
        self.bridge.close()

    def forget(self) -> None:
        """What came of the last run goes: another scenario is open."""
        if self.run is None and self._snapshot is not EMPTY_SNAPSHOT:
            self._banner.clear()
            self._ended = Phase.READY
            self.bridge.snapshotReady.emit(EMPTY_SNAPSHOT)
            self.phaseChanged.emit(Phase.READY)

    def _on_phase(self, phase: Phase) -> None:
        self.phaseChanged.emit(phase)
        if phase.is_over and self.run is not None:
            run, self.run = self.run, None
            self._ended, self._problem = phase, run.problem or ""
            self._say_end()
            run.close()

    def _on_snapshot(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        if self._recorder is not None and (trouble := self._recorder.trouble) is not None:
            self._recorder = None
            since_s = max(0, trouble.since_ns - snapshot.origin_ns) / 1e9
            self._banner.say(
                self.tr("{reason}. From {seconds} s on nothing is recorded.").format(
                    reason=translated(trouble.reason), seconds=f"{since_s:.1f}"
                ),
                QT_TRANSLATE_NOOP("Banner", "The run goes on, and is not recorded"),
            )

    def _say_end(self) -> None:
        """What came of the run; why it ended, where that is a problem."""
        phase = self._ended
        if self._problem:
            self._banner.say(self._problem, ENDED[phase])
        elif phase in SUMMED_UP and (text := summary.summary(self._snapshot)):
            self._banner.say(text, summary.title(phase), severity=Severity.INFO)

    def retranslate(self) -> None:
        """Says what came of the last run in the present language."""
        if self.run is None and self._ended.is_over:
            self._say_end()

    def _on_failed_tick(self, text: str) -> None:
        self._banner.say(
            self.tr("{}. The run was ended; the log file has the details.").format(text),
            QT_TRANSLATE_NOOP("Banner", "The display has stopped"),
            is_first=True,
        )
        if self.run is not None:
            self.run.close()
            self.run = None
        self.phaseChanged.emit(Phase.BROKEN)

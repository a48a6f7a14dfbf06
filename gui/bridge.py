"""The one crossing between the window and a running engine: a timer, a source, a timeline.

    QTimer --> source.poll(budget) --> timeline.feed --> timeline.snapshot --> snapshotReady

The timer only wakes. A tick drains what has arrived within its budget and announces one Snapshot,
and never waits. A tick that fails is told once and the timer stops: it would fail again.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from engine.model.snapshot import EMPTY_SNAPSHOT, Snapshot, WorkerKinds
from engine.model.source import EventSource, Packet, Phase
from engine.platform import memory

if TYPE_CHECKING:
    from engine.analysis.analysis import Analysis
    from engine.recording.recorder import Recorder

TICK_MS = 16
GIVE_BACK_MS = 500
BUDGET_S = 0.004

_log = logging.getLogger(__name__)


def _as_it_is(snapshot: Snapshot) -> Snapshot:
    """Most sources tell everything by events."""
    return snapshot


class Bridge(QObject):
    """Turns an EventSource into Snapshots, live or replayed."""

    snapshotReady = Signal(object)
    phaseChanged = Signal(object)
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._source: EventSource | None = None
        self._timeline: Analysis  # there is one when there is a source
        self._worker_kinds = WorkerKinds()
        self._recorder: Recorder | None = None
        self._phase = Phase.READY
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.tick)

    def set_source(
        self, source: EventSource, worker_kinds: WorkerKinds, recorder: Recorder | None = None
    ) -> None:
        """Shows another source from now on; the former one is closed. `recorder` records it."""
        self.close()
        self._source, self._worker_kinds, self._recorder = source, worker_kinds, recorder
        self._timeline = _new_analysis(worker_kinds)
        self._phase = Phase.READY
        self._timer.start()
        # Views let the former run go with the first snapshot of this one.
        QTimer.singleShot(GIVE_BACK_MS, memory.give_back)

    def show_again(self, *, from_beginning: bool) -> None:
        """The source, a replay, has gone to another moment.

        `from_beginning`: to one that is past, so that it tells all from its beginning again.
        """
        if from_beginning:
            self._timeline = _new_analysis(self._worker_kinds)
            self.snapshotReady.emit(EMPTY_SNAPSHOT)
        self._phase = Phase.READY
        self._timer.start()
        self.tick()

    def tick(self) -> None:
        """Drains, builds and announces once."""
        if self._source is None:
            return
        try:
            self._feed(self._source.poll(BUDGET_S))
            phase = self._source.phase
            if phase.is_over:
                self._take_rest(self._source)
            snapshot = self._take_snapshot(self._source, phase)
        except Exception as problem:  # noqa: BLE001 - told, and logged
            self._timer.stop()
            _log.exception("a tick failed; the display stands still from here on")
            self.failed.emit(f"{type(problem).__name__}: {problem}")
            return
        self.snapshotReady.emit(snapshot)
        if phase is not self._phase:
            self._phase = phase
            self.phaseChanged.emit(phase)
        if phase.is_over:
            self._timer.stop()

    def _take_rest(self, source: EventSource) -> None:
        """What the last poll had no time for: nothing comes after it, and it is all to be seen."""
        source.close()
        while packets := source.poll(BUDGET_S):
            self._feed(packets)

    def _feed(self, packets: list[Packet]) -> None:
        if self._recorder is not None:
            self._recorder.take(packets)
        self._timeline.feed(packets)

    def _take_snapshot(self, source: EventSource, phase: Phase) -> Snapshot:
        now_ns = source.now_ns()
        shown: Phase = getattr(source, "shown_phase", phase)
        snapshot = self._timeline.snapshot(now_ns, shown)
        complete: Snapshot = getattr(source, "complete", _as_it_is)(snapshot)
        if phase.is_over:
            complete = replace(complete, problem=getattr(source, "problem", None))
        if self._recorder is not None:
            self._recorder.show(complete, now_ns)
            if phase.is_over:
                self._finish_recording(source)
        return complete

    def _finish_recording(self, source: EventSource) -> None:
        recorder, self._recorder = self._recorder, None
        if recorder is not None:
            problem, code = (getattr(source, name, None) for name in ("problem", "exit_code"))
            recorder.finish(source.phase, source.now_ns(), problem=problem, exit_code=code)

    def close(self) -> None:
        """Ends the run, if there is one, and stops ticking. Safe to call twice."""
        self._timer.stop()
        if self._source is not None:
            self._source.close()
            self._finish_recording(self._source)
            self._source = None


def _new_analysis(worker_kinds: WorkerKinds) -> Analysis:
    from engine.analysis.analysis import (
        Analysis,  # no first frame needs it (gui/startup/first_frame.py)
    )

    return Analysis(worker_kinds)

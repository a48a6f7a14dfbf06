"""The status bar: what the run is doing, for how long, who is there, how much was heard."""

from __future__ import annotations

from PySide6.QtWidgets import QStatusBar, QWidget

from engine.model.snapshot import EMPTY_SNAPSHOT, Role, Snapshot
from engine.model.source import Phase
from gui.common import wording
from gui.common.plain import PlainLabel, plain
from gui.common.units import count, seconds


class StatusBar(QStatusBar):
    """State and clock at the left, events and pids at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._phase, self._snapshot = Phase.READY, EMPTY_SNAPSHOT
        self.state, self.clock = PlainLabel(self), PlainLabel(self)
        self.pids, self.events = PlainLabel(self), PlainLabel(self)
        self.setSizeGripEnabled(False)
        for label in (self.state, self.clock):
            label.setContentsMargins(12, 2, 8, 2)
            self.addWidget(label)
        for label in (self.events, self.pids):
            label.setContentsMargins(8, 2, 12, 2)
            self.addPermanentWidget(label)

    def show_phase(self, phase: Phase) -> None:
        """What the run is doing."""
        self._phase = phase
        self.state.setText(wording.phase_in_words(phase))

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """The figures of a moment."""
        self._snapshot = snapshot
        self.clock.setText(seconds(snapshot.duration_s) if snapshot.workers else "")
        alive = [worker for worker in snapshot.workers if worker.ended_ns is None]
        host = next((w for w in snapshot.workers if w.role is Role.MAIN), None)
        if host is not None:
            self.pids.setText(
                self.tr("main program: pid {pid}, {count} processes").format(
                    pid=host.pid, count=len(alive)
                )
            )
            pids = ", ".join(f"{worker.name} {worker.pid}" for worker in alive)
            self.pids.setToolTip(plain(pids) or self.tr("No process is alive"))
        self.events.setText(self.tr("{} events").format(count(snapshot.event_count)))
        self.events.setToolTip(self.tr("Events received from the observed processes so far"))

    def retranslate(self) -> None:
        """Shows its texts in the present language."""
        self.state.setToolTip(self.tr("What the run is doing"))
        self.clock.setToolTip(self.tr("Time from the main program's start to what is shown"))
        self.show_phase(self._phase)
        if self._snapshot is not EMPTY_SNAPSHOT:
            self.show_snapshot(self._snapshot)

"""A program that is looked at from outside as the window's run: an `EventSource` with its commands.

    thread of ours: Attachment.read() --> SimpleQueue --> poll: Attachment.take() --> packets

A reading may take a second; `poll` never waits for one. The program is not ours: nothing here can
hold, change or end it. Stop ends the looking.
"""

from __future__ import annotations

import logging
import queue
import threading
import time
from typing import ClassVar

from engine.attach.attachment import Attachment
from engine.attach.program import Reading
from engine.attach.waits import Outlook
from engine.model.faults import FaultKind, FaultPoint
from engine.model.snapshot import Snapshot, WorkerKinds
from engine.model.source import Packet, Phase

PAUSE_S = 0.05

_log = logging.getLogger(__name__)


class AttachRun:
    """One program's, from `start` until it or the looking ends."""

    owns_program: ClassVar[bool] = False
    can_be_held: ClassVar[bool] = False
    worker_kinds = WorkerKinds()

    def __init__(self, pid: int) -> None:
        """`pid` is any process of the program. Raises ProcessLookupError: there is none such."""
        self.attachment = Attachment(pid)
        self.problem: str | None = None
        self._phase = Phase.READY
        self._readings: queue.SimpleQueue[tuple[Reading, Outlook] | Exception] = queue.SimpleQueue()
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._read_on, name="attach", daemon=True)

    # -- EventSource ----------------------------------------------------------------------------

    @property
    def phase(self) -> Phase:
        """RUNNING as long as the main process is there."""
        return self._phase

    def poll(self, budget_s: float) -> list[Packet]:
        """What is new since the last call."""
        del budget_s  # what there is takes a few ms
        packets: list[Packet] = []
        while not self._readings.empty():
            seen = self._readings.get()
            if isinstance(seen, Exception):
                self.problem = f"{type(seen).__name__}: {seen}"
                self._phase = Phase.BROKEN
                break
            packets += self.attachment.take(*seen)
            self._phase = Phase.RUNNING if self._phase is Phase.STARTING else self._phase
        if self.attachment.is_over and self._phase.is_live:
            self._phase = Phase.FINISHED
        return packets

    def now_ns(self) -> int:
        """The machine's own clock."""
        return time.perf_counter_ns()

    def complete(self, snapshot: Snapshot) -> Snapshot:
        """The snapshot with what no event tells; see `Attachment.complete`."""
        return self.attachment.complete(snapshot)

    def close(self) -> None:
        """Looks no more. Safe to call twice."""
        self._closing.set()
        if self._phase.is_live or self._phase is Phase.READY:
            self._phase = Phase.STOPPED

    # -- commands -------------------------------------------------------------------------------

    def start(self) -> None:
        """Begins to look."""
        self._phase = Phase.STARTING
        self._thread.start()

    def stop(self) -> None:
        """Ends the looking."""
        self.close()

    def pause(self) -> None:
        """The program can't be held from outside."""

    def resume(self) -> None:
        """It was not held."""

    def step(self) -> None:
        """It is not held."""

    def set_time_scale(self, scale: float) -> None:
        """It goes at its own pace."""

    def set_count(self, kind_name: str, count: int) -> None:
        """It has its own workers."""

    def fault(
        self, process: int, what: FaultKind, at: FaultPoint = FaultPoint.NOW, after_items: int = 0
    ) -> None:
        """Nothing is done to it."""

    def _read_on(self) -> None:
        try:
            while not self._closing.is_set() and not self.attachment.is_over:
                if self.attachment.is_due:
                    self._readings.put(self.attachment.read())
                self._closing.wait(PAUSE_S)
        except Exception as problem:  # noqa: BLE001 - told by `poll`, and logged
            _log.exception("a program can't be looked at any more")
            self._readings.put(problem)

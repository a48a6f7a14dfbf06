"""ProgramRun: a run of one of our own programs (demo, playground, isolation lesson).

Such a program is started apart, in a session of its own; commands and output go through its
standard streams, and what it leaves behind is ours to end.
"""

from __future__ import annotations

from abc import abstractmethod
from collections import deque

import msgspec

from engine.collect import Session
from engine.diagnosis import verdicts
from engine.model.messages import LinePrinted, application_packet
from engine.model.snapshot import WorkerKinds
from engine.model.source import Packet
from engine.run.fault_injection import is_inside
from engine.run.host_process import HostProcess
from engine.run.live_run import LiveRun
from engine.run.monitor import RunMonitor
from engine.run.shutdown import Patience
from engine.scenario.schema import Fault
from engine.text.notes import ASKED
from engine.text.os_errors import explain_last_words
from engine.text.sentences import Sentence

MOST_LINES = 10_000  # that nobody takes; older ones are let go
MOST_CHARACTERS = 600  # of a line, as it is reported: it fits into a frame


class ProgramRun(LiveRun):
    """One run of such a program."""

    patience = Patience(terminate_s=0.5, kill_s=1.0)
    asked_note = ASKED
    holds_while_stopping = True
    ends_leftovers = True

    def __init__(
        self,
        worker_kinds: WorkerKinds,
        time_scale: float = 1.0,
        faults: tuple[Fault, ...] = (),
    ) -> None:
        """Nothing is started yet. `faults` are for its workers, as they come."""
        super().__init__(worker_kinds, time_scale)
        self._fault_script = faults
        self._monitor = RunMonitor()
        self._host: HostProcess | None = None
        self._lines: deque[str] = deque(maxlen=MOST_LINES)  # printed, and not taken yet
        self._last_line: str = Sentence(verdicts.SILENT)
        self._worker_prefixes = tuple(f"{kind} " for kind in worker_kinds.kinds)

    @abstractmethod
    def _command(self, session: Session) -> list[str]:
        """The program under the probe; raises OSError when its files can't be written."""

    def start(self) -> None:
        """Starts the program. When that fails the run is BROKEN and `problem` says why."""
        super().start()
        if self._faults is not None:
            self._faults.follow(self._fault_script)

    def poll(self, budget_s: float) -> list[Packet]:
        """What arrived since the last call; also moves the run on."""
        return super().poll(budget_s) + self._report_output()

    def take_output(self) -> list[str]:
        """The lines that the program has printed and that were polled since the last call."""
        lines = list(self._lines)
        self._lines.clear()
        return lines

    def _read_output(self) -> list[str]:
        """The lines that the program has printed since the last call."""
        return self._host.take_output() if self._host is not None else []

    def _report_output(self) -> list[Packet]:
        """Printed lines as packets; not those of its workers, whose events say the same."""
        lines = self._read_output()
        self._lines += lines
        self._last_line = lines[-1] if lines else self._last_line
        return [
            application_packet(LinePrinted(at_ns=self.now_ns(), text=line[:MOST_CHARACTERS]))
            for line in lines
            if not line.startswith(self._worker_prefixes)
        ]

    def _open_session(self) -> Session:
        return Session(
            msgspec.to_builtins([each for each in self._fault_script if is_inside(each)])
        )

    def _launch(self, session: Session) -> HostProcess:
        self._host = HostProcess(self._command(session), session)
        return self._host

    def _take(self, packet: Packet) -> None:
        self._monitor.read(packet)

    def _reason(self, code: int | None) -> str:
        self._own_packets += self._report_output()
        members = self._monitor.members.values()
        if code is not None and code < 0:
            return Sentence(verdicts.ENDED_BY_SIGNAL, number=-code)
        if any(member.has_died and not member.is_main for member in members):
            return Sentence(verdicts.ENDED, code=code)
        return Sentence(verdicts.ENDED_SAYING, code=code, last=explain_last_words(self._last_line))

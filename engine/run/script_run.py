"""ScriptRun: an existing script under the probe, as an event source.

The script is started as its user would start it, with the standard streams it would have; only the
probe is loaded first. Here one learns that it ended, and nothing is done to it unless somebody
pauses, stops or closes the run.

    start -> RUNNING <-> PAUSED -- the script ends --> draining -> FINISHED, FAILED or STOPPED
                  |                                    |
                  +-- stop() --> STOPPING: interrupt, terminate, kill

What the script leaves running is its own business until `close`, which ends all observed processes
that are still there, known by pid and time of creation.
"""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import subprocess
import time
from pathlib import Path
from typing import IO

import psutil

from engine.collect import Session
from engine.collect.system_monitor import existed_at
from engine.model.faults import FaultKind, FaultPoint
from engine.model.messages import Hello, exit_packet, messages_in
from engine.model.snapshot import WorkerKinds
from engine.model.source import Packet, Phase
from engine.platform import frozen
from engine.run import leftovers
from engine.run.fault_injection import Faults, Order
from engine.run.process_tree import is_tracker, strike
from engine.run.script_target import Target
from engine.run.shutdown_log import ShutdownLog
from engine.text.notes import ASKED, INTERRUPTED, KILLED, TERMINATED
from engine.text.os_errors import explain

DRAIN_S = 0.5  # how long to wait for streams that are still open after the script's end
ESCALATION = ((0.0, "interrupt"), (3.0, "terminate"), (5.0, "kill"))  # seconds after stop()
CLOSE_TERMINATE_S = 0.5
CLOSE_KILL_S = 1.0
CLOSE_POLL_S = 0.005

_log = logging.getLogger(__name__)
Stream = int | IO[bytes] | None


class ScriptRun:
    """One run of one script. Nothing blocks but `close`, for at most about two seconds."""

    def __init__(
        self, target: Target, *, stdin: Stream = None, stdout: Stream = None, stderr: Stream = None
    ) -> None:
        """`stdin`, `stdout`, `stderr` are as for `subprocess.Popen`: None means inherited."""
        self.target = target
        self.worker_kinds = WorkerKinds()
        self.problem: str | None = None
        self._streams = stdin, stdout, stderr
        self._phase = Phase.READY
        self._session: Session | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._observed: dict[int, psutil.Process] = {}
        self._seen: set[int] = set()
        self._faults: Faults | None = None
        self._ended_s: float | None = None
        self._stop_asked_s: float | None = None
        self._escalated = 0
        self._leftovers: set[Path] = set()
        self._shutdown_log = ShutdownLog(INTERRUPTED if os.name == "posix" else ASKED)
        self._notes: list[Packet] = []  # of our own, for the run's log

    @property
    def phase(self) -> Phase:
        """What the run is doing."""
        return self._phase

    @property
    def exit_code(self) -> int | None:
        """The script's exit code (negative: the signal that ended it), or None before its end."""
        return self._process.returncode if self._process is not None else None

    @property
    def pid(self) -> int | None:
        """The script's main process, or None before `start`."""
        return self._process.pid if self._process is not None else None

    def start(self) -> None:
        """Starts the script. When that fails the run is BROKEN and `problem` says why."""
        if self._phase is not Phase.READY:
            return
        try:
            self._session = Session(tells_spots=True)
            self._faults = Faults(self._session.board, self._strike)
            command = self._session.command(self.target.command, python=self.target.python)
            environment = self._session.environment()
            stdin, stdout, stderr = self._streams
            with frozen.foreign_program():
                self._process = subprocess.Popen(
                    command, env=environment, stdin=stdin, stdout=stdout, stderr=stderr
                )
        except OSError as problem:
            self.problem = explain(problem)
            self._phase = Phase.BROKEN
            return
        self._phase = Phase.RUNNING

    def pause(self) -> None:
        """Holds every process at its next queue operation."""
        if self._phase is Phase.RUNNING and self._session is not None:
            self._session.board.gate = self._session.board.HELD
            self._phase = Phase.PAUSED

    def resume(self) -> None:
        """Lets all go on."""
        if self._phase is Phase.PAUSED and self._session is not None:
            self._session.board.gate = self._session.board.OPEN
            self._phase = Phase.RUNNING

    def step(self) -> None:
        """Lets each held process do one queue operation."""
        if self._phase is Phase.PAUSED and self._session is not None:
            for process in self._seen:
                self._session.board.grant_step(process)

    def stop(self) -> None:
        """Asks the script to end, as Ctrl-C would; `poll` escalates when it does not."""
        if self._phase.is_live and self._stop_asked_s is None:
            self.resume()
            self._phase = Phase.STOPPING
            self._stop_asked_s = time.monotonic()
            self._shutdown_log.begin()

    def send_signal(self, number: int) -> None:
        """Passes a signal on to the script's main process."""
        if self._process is not None:
            self._process.send_signal(number)  # polls first: never to a foreign pid

    def kill(self, process: int) -> None:
        """Kills one observed process."""
        self._strike(process, "kill")

    def fault(
        self, process: int, what: FaultKind, at: FaultPoint = FaultPoint.NOW, after_items: int = 0
    ) -> None:
        """Does something bad to an observed process, as soon as it is at that point of its work.

        By a signal, or by the probe in it. `MID_WORK` and what is done inside it come some 20 ms
        after one of its queue operations at the earliest, and where it is in a call that lasts, at
        that call's end. A process that is not the one that said hello is left alone.

        Raises:
            ValueError: this system can't do such a thing.
        """
        if self._faults is not None and process in self._observed:
            self._faults.order(Order(process, what, at, after_items))

    def _strike(self, process: int, means: str) -> None:
        if (observed := self._observed.get(process)) is not None:
            strike([observed], means)

    def poll(self, budget_s: float) -> list[Packet]:
        """What arrived since the last call; also notices the script's end, and escalates."""
        if self._session is None or self._process is None:
            return []
        has_ended = self._process.poll() is not None
        packets = self._session.poll(budget_s)
        for packet in packets:
            if packet.process not in self._seen and packet.frames:
                self._adopt(packet)
        if self._phase.is_live:
            self._advance(has_ended=has_ended, is_quiet=not packets)
            packets += self._session.look(at_once=self._phase.is_over)
            if self._faults is not None:
                self._faults.poll()
        notes, self._notes = self._notes, []
        return packets + notes

    def now_ns(self) -> int:
        """The live clock."""
        return time.perf_counter_ns()

    def close(self) -> None:
        """Ends all observed processes that are still there. Safe to call twice."""
        if self._process is not None:
            self._end_left_over()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(CLOSE_KILL_S)  # buries it, and learns its exit code
        if self._session is not None:
            self._session.close()
            self._session = self._faults = None
        if not self._phase.is_over:
            self._phase = Phase.STOPPED

    def _advance(self, *, has_ended: bool, is_quiet: bool) -> None:
        if has_ended:
            if self._ended_s is None and self._process is not None:
                self._ended_s = time.monotonic()
                self._notes.append(exit_packet(self._process.pid, self.exit_code))
            is_late = time.monotonic() - (self._ended_s or 0.0) > DRAIN_S
            has_streams = self._session is not None and self._session.open_streams
            if is_late or (is_quiet and not has_streams):
                self._phase = self._final_phase()
                self._notes += self._shutdown_log.end()
        elif self._stop_asked_s is not None and self._escalated < len(ESCALATION):
            after_s, means = ESCALATION[self._escalated]
            if time.monotonic() - self._stop_asked_s >= after_s:
                self._escalated += 1
                self._escalate(means)

    def _escalate(self, means: str) -> None:
        if means == "interrupt" and os.name == "posix":
            self.send_signal(signal.SIGINT)
        else:
            left = self._left_over()
            self._leftovers |= leftovers.folders_of(left)
            strike(left, "kill" if means == "kill" else "terminate")
            sentence = KILLED if means == "kill" else TERMINATED
            self._notes += self._shutdown_log.escalate(sentence, len(left))

    def _final_phase(self) -> Phase:
        code = self.exit_code
        if self._stop_asked_s is not None or code == -signal.SIGINT:
            return Phase.STOPPED
        return Phase.FINISHED if code == 0 else Phase.FAILED

    def _adopt(self, packet: Packet) -> None:
        """Remembers who sent a stream's first packet, for `kill`, `fault` and `close`."""
        self._seen.add(packet.process)
        for message in messages_in(packet):
            if isinstance(message, Hello):
                with contextlib.suppress(psutil.Error):  # gone already
                    observed = psutil.Process(message.pid)  # keeps its time of creation
                    if existed_at(message.pid, message.at_ns):
                        self._observed[packet.process] = observed
                return

    def _left_over(self) -> list[psutil.Process]:
        """All observed processes that run, the script itself, and its servers.

        But not the resource tracker: it ends by itself, after it has freed what the others left.
        """
        left = list(self._observed.values())
        if self._process is not None and self._process.poll() is None:
            try:
                main = psutil.Process(self._process.pid)
                left += [main, *main.children(recursive=True)]
            except psutil.Error:
                pass
        there = (process for process in dict.fromkeys(left) if _runs(process))
        return [process for process in there if not is_tracker(process)]

    def _end_left_over(self) -> None:
        """Terminates, then kills; returns when all are gone, or when even killing took too long."""
        for means, timeout_s in (("terminate", CLOSE_TERMINATE_S), ("kill", CLOSE_KILL_S)):
            left = self._left_over()
            self._leftovers |= leftovers.folders_of(left)
            strike(left, means)
            deadline_s = time.monotonic() + timeout_s
            while (left := self._left_over()) and time.monotonic() < deadline_s:
                time.sleep(CLOSE_POLL_S)
            if not left:
                leftovers.remove(self._leftovers)
                return
        _log.warning("still there after a kill: %s", left)


def _runs(process: psutil.Process) -> bool:
    """Whether it is still the process we knew, and more than a zombie that nobody buries."""
    try:
        return bool(process.is_running() and process.status() != psutil.STATUS_ZOMBIE)
    except psutil.Error:
        return False

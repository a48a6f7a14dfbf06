"""LiveRun: one life of a run, from Start to the end of its last process. Nothing in it blocks.

    READY --start--> STARTING --> RUNNING <--pause, resume--> PAUSED
                        |            |                           |
                        +------------+------------+--------------+
                           the program ends       |  stop(), or nothing can move
                                  |               v
                                  |           STOPPING   ask, terminate, kill
                                  v               v
                         the streams run dry; what is left of the program is dealt with
                                          v
                       FINISHED, FAILED, STOPPED or BROKEN

A scenario, an existing script and the playground live this life alike. They differ in what they
start (`_launch`), in how patient a stop is, and in what they make of what they see. `poll` moves it
on. Pause is two words on the board: the gate holds each process at its next queue operation, and
the time scale 0 holds the demo's work. One step lets one operation through: that of the process
that has waited longest at the gate; when nobody waits there, work goes on until somebody does.
"""

from __future__ import annotations

import signal
import time
from abc import ABC, abstractmethod
from typing import ClassVar, Protocol

from engine.collect import Session
from engine.diagnosis import verdicts
from engine.model.faults import FaultKind, FaultPoint
from engine.model.limits import TIME_SCALES
from engine.model.messages import (
    Hello,
    RunPaused,
    RunResumed,
    application_packet,
    exit_packet,
    messages_in,
    scale_packet,
)
from engine.model.snapshot import WorkerKinds
from engine.model.source import Packet, Phase
from engine.observe import wire
from engine.observe.board import GRANTED, USED, Board
from engine.run.fault_injection import FaultInjection, FaultOrder
from engine.run.process_tree import ProcessTree
from engine.run.shutdown import Patience, Shutdown
from engine.text.os_errors import explain
from engine.text.sentences import Sentence

DRAIN_S = 0.5  # how long streams may go on after the main process's end
LEAVE_S = 0.3  # how long the others may take to leave by themselves after it
GIVE_UP_S = 2.0
LEFTOVER_PATIENCE = Patience(LEAVE_S, LEAVE_S + 0.5)


class ProgramProcess(Protocol):
    """The main process of a run's program."""

    leads_session: bool  # it was started apart, and all its descendants are of its session

    @property
    def pid(self) -> int:
        """The system's number."""

    @property
    def exit_code(self) -> int | None:
        """None while it runs; negative: the signal that ended it."""

    def ask_to_end(self) -> None:
        """The friendliest way to end it. Never waits."""

    def close(self) -> None:
        """Frees everything, when all its processes have gone. Safe to call twice."""


class LiveRun(ABC):
    """One run. Made, started, polled until its phase is over, closed."""

    owns_program: ClassVar[bool] = True  # what it shows is its own to end
    can_be_held: ClassVar[bool] = True
    patience: ClassVar[Patience]
    asked_note: ClassVar[str]  # what asking it to end is, for the run's log
    holds_while_stopping: ClassVar[bool]  # nobody passes the gate any more
    ends_leftovers: ClassVar[bool]  # what the main process has left behind it is ended

    def __init__(self, worker_kinds: WorkerKinds, time_scale: float = 1.0) -> None:
        """Nothing is started yet."""
        self.worker_kinds = worker_kinds
        self.problem: str | None = None
        self._phase = Phase.READY
        self._outcome: Phase | None = None  # when it's decided before the end
        self._was_stopped = False
        self._time_scale = time_scale
        self._session: Session | None = None
        self._program: ProgramProcess | None = None
        self._process_tree: ProcessTree | None = None
        self._faults: FaultInjection | None = None
        self._shutdown: Shutdown | None = None
        self._greeted: set[int] = set()
        self._steps_due = 0
        self._gone_s: float | None = None  # when the main process's end was noticed
        self._remaining: list[Packet] = []  # what `close` still received
        self._own_packets: list[Packet] = [scale_packet(time_scale)]

    # -- what the kinds of runs do differently --------------------------------------------------

    @abstractmethod
    def _open_session(self) -> Session:
        """Raises OSError."""

    @abstractmethod
    def _launch(self, session: Session) -> ProgramProcess:
        """Starts the program; raises OSError."""

    def _objection(self) -> str | None:
        """Why the run cannot be started, where that is known beforehand."""
        return None

    def _take(self, packet: Packet) -> None:  # noqa: B027 - not every kind of run reads along
        """A packet has arrived, or was made by the application."""

    def _act(self) -> list[Packet]:
        """Does what must be done now that the system was sampled."""
        return []

    def _reason(self, code: int | None) -> str | None:
        """Why it failed, where its exit code does not say it all."""
        del code
        return None

    # -- EventSource ----------------------------------------------------------------------------

    @property
    def phase(self) -> Phase:
        """What the run is doing."""
        return self._phase

    def poll(self, budget_s: float) -> list[Packet]:
        """What arrived since the last call; also moves the run on."""
        if self._session is None:
            remaining, self._remaining = self._remaining, []
            return remaining
        has_ended = self.exit_code is not None
        packets = self._session.poll(budget_s)
        for packet in packets:
            self._greet(packet)
            self._take(packet)
        if self._phase.is_live:
            self._advance(has_ended=has_ended, is_quiet=not packets)
            packets += self._sample(self._session)
        own, self._own_packets = self._own_packets, []
        return packets + own

    def now_ns(self) -> int:
        """The live clock."""
        return time.perf_counter_ns()

    def close(self) -> None:
        """Ends everything at once, in at most two seconds, and frees it. Safe to call twice.

        What has arrived and was not polled can still be polled.
        """
        if self._session is None:
            self._phase = self._phase if self._phase.is_over else Phase.STOPPED
            return
        if self._process_tree is not None:
            self._process_tree.end()
        if self._program is not None:
            self._program.close()
        self._remaining += self._drain(self._session)
        self._remaining += self._session.sample(at_once=True) + self._own_packets
        self._own_packets = []
        self._session.close()
        self._session = self._faults = None
        if not self._phase.is_over:
            self._phase = Phase.STOPPED

    # -- commands -------------------------------------------------------------------------------

    @property
    def exit_code(self) -> int | None:
        """The program's (negative: the signal that ended it), or None before its end."""
        return self._program.exit_code if self._program is not None else None

    @property
    def pid(self) -> int | None:
        """The program's main process, or None before `start`."""
        return self._program.pid if self._program is not None else None

    def start(self) -> None:
        """Starts the program. When that fails the run is BROKEN and `problem` says why."""
        if self._phase is not Phase.READY:
            return
        self.problem = self._objection()
        if self.problem is None:
            try:
                self._session = session = self._open_session()
                session.board.time_scale = self._time_scale
                self._program = self._launch(session)
                self._process_tree = ProcessTree(
                    self._program.pid, leads_session=self._program.leads_session
                )
                self._faults = FaultInjection(session.board, self._process_tree.strike)
                self._shutdown = Shutdown(self._process_tree, self.asked_note)
            except OSError as error:
                self.problem = Sentence(verdicts.NOT_STARTED, why=explain(error))
        self._phase = Phase.STARTING if self.problem is None else Phase.BROKEN

    def pause(self) -> None:
        """Holds every process: at its next queue operation, and in the demo's work."""
        if self._phase in {Phase.STARTING, Phase.RUNNING} and self._session is not None:
            self._phase = Phase.PAUSED
            self._session.board.gate = Board.HELD
            self._session.board.time_scale = 0.0
            self._own_packets.append(application_packet(RunPaused(at_ns=self.now_ns())))

    def resume(self) -> None:
        """Lets all go on."""
        if self._phase is Phase.PAUSED and self._session is not None:
            self._phase = Phase.RUNNING
            self._steps_due = 0
            self._session.board.time_scale = self._time_scale
            self._session.board.gate = Board.OPEN
            self._own_packets.append(application_packet(RunResumed(at_ns=self.now_ns())))

    def step(self) -> None:
        """Lets one queue operation through; pauses first when the run isn't paused."""
        self.pause()
        if self._phase is Phase.PAUSED:
            self._steps_due += 1
            self._grant_steps()

    def stop(self) -> None:
        """Asks the program to end; `poll` sees to it that it does."""
        if self._phase is Phase.READY:
            self._phase = Phase.STOPPED
        self._begin_stop(Phase.STOPPED)

    def set_time_scale(self, scale: float) -> None:
        """How many seconds of the demo's work pass in one; raises ValueError if out of range."""
        low, high = TIME_SCALES
        if not low <= scale <= high:
            msg = f"time_scale is {scale}; it must be from {low} to {high}"
            raise ValueError(msg)
        self._time_scale = scale
        self._own_packets.append(scale_packet(scale))
        if self._session is not None and (self._phase is not Phase.PAUSED or self._steps_due):
            self._session.board.time_scale = scale

    def set_count(self, kind_name: str, count: int) -> None:  # noqa: B027 - of scenarios alone
        """There shall be `count` workers of that kind, where the program has kinds of workers."""

    def kill(self, process: int) -> None:
        """Kills one process, to see what comes of it."""
        if self._process_tree is not None:
            self._process_tree.strike(process, "kill")

    def fault(
        self, process: int, what: FaultKind, at: FaultPoint = FaultPoint.NOW, after_items: int = 0
    ) -> None:
        """Does something bad to a process, as soon as it is at that point of its work.

        By a signal, or by the probe in it. In a script `MID_WORK`, and what is done inside a
        process, come some 20 ms after one of its queue operations at the earliest, and where it is
        in a call that lasts, at that call's end. A process that is not the one that said hello is
        left alone.

        Raises:
            ValueError: this system can't do such a thing.
        """
        is_known = self._process_tree is not None and self._process_tree.knows(process)
        if self._faults is not None and is_known:
            self._faults.order(FaultOrder(process, what, at, after_items))

    # -- moving on ------------------------------------------------------------------------------

    def _greet(self, packet: Packet) -> None:
        """Learns from a stream's first packet whose it is."""
        if packet.process in self._greeted or not packet.frames:
            return
        self._greeted.add(packet.process)
        hello = next((each for each in messages_in(packet) if isinstance(each, Hello)), None)
        if hello is None or self._process_tree is None or self._faults is None:
            return
        self._process_tree.adopt(hello.pid, packet.process, hello.at_ns)
        self._faults.meet(packet.process, hello.name, is_main=bool(hello.is_main))
        if self._phase is Phase.STARTING:
            self._phase = Phase.RUNNING

    def _advance(self, *, has_ended: bool, is_quiet: bool) -> None:
        if has_ended:
            self._settle(is_quiet=is_quiet)
        elif self._shutdown is not None and self._shutdown.is_begun:
            self._own_packets += self._shutdown.advance()
        elif self._phase is Phase.PAUSED:
            self._grant_steps()

    def _sample(self, session: Session) -> list[Packet]:
        """How the processes stand; and what must be done about it."""
        if self._faults is not None:
            self._faults.poll()
        samples = session.sample(at_once=self._phase.is_over)
        for sample in samples:
            self._take(sample)
        if samples and self._phase in {Phase.STARTING, Phase.RUNNING}:
            samples += self._act()
        return samples

    def _grant_steps(self) -> None:
        """Lets as many processes go on as steps are due; without any, work goes on."""
        if self._session is None or not self._steps_due:
            return
        board = self._session.board
        held = []
        for process in range(self._session.stream_count):
            words, slot = board.slot_words(process), board.slot(process)
            if slot.state == wire.PAUSED and words[GRANTED] == words[USED]:
                held.append((slot.since_ns, process))
        for _, process in sorted(held)[: self._steps_due]:
            board.grant_step(process)
            self._steps_due -= 1
        board.time_scale = self._time_scale if self._steps_due else 0.0

    def _begin_stop(self, outcome: Phase) -> None:
        if not self._phase.is_live or self._was_stopped or self._session is None:
            return
        self._phase = Phase.STOPPING
        self._was_stopped, self._outcome = True, outcome
        board = self._session.board
        board.gate = Board.CLOSING if self.holds_while_stopping else Board.OPEN
        if self._shutdown is not None and self._program is not None:
            self._shutdown.begin(self.patience)
            self._ask_to_end()

    def _ask_to_end(self) -> None:
        if self._program is not None:
            self._program.ask_to_end()

    def _settle(self, *, is_quiet: bool) -> None:
        """The main process has gone: let the streams run dry, deal with what it has left."""
        now_s = time.monotonic()
        if self._gone_s is None:
            self._gone_s = now_s
            if self._program is not None:
                self._own_packets.append(exit_packet(self._program.pid, self._program.exit_code))
            if self._shutdown is not None and self.ends_leftovers:
                self._shutdown.begin(LEFTOVER_PATIENCE)
        since_s = now_s - self._gone_s
        is_dry = is_quiet and self._session is not None and not self._session.open_streams
        if self._shutdown is None or self._process_tree is None:
            return
        if not is_dry and since_s < LEAVE_S:
            return
        if self.ends_leftovers and since_s < GIVE_UP_S and self._process_tree.alive():
            self._own_packets += self._shutdown.advance()
        elif is_dry or since_s > DRAIN_S:
            self._own_packets += self._shutdown.conclude()
            self._conclude(self.exit_code)

    def _conclude(self, code: int | None) -> None:
        if self._outcome is None:
            is_interrupted = code == -signal.SIGINT
            failed = Phase.STOPPED if is_interrupted else Phase.FAILED
            self._outcome = Phase.FINISHED if code == 0 else failed
        if self._outcome is Phase.FAILED and self.problem is None:
            self.problem = self._reason(code)
        self._phase = self._outcome

    def _drain(self, session: Session) -> list[Packet]:
        """All that was sent before the processes went, as far as it comes within `DRAIN_S`."""
        packets: list[Packet] = []
        deadline_s = time.monotonic() + DRAIN_S
        while time.monotonic() < deadline_s:
            is_last = not session.open_streams
            packets += session.poll(DRAIN_S)
            if is_last:
                break
            time.sleep(0.002)
        return packets

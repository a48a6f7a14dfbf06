"""Run: one run of a scenario, from Start to the last process's end. Nothing in it blocks.

    READY --start--> STARTING --> RUNNING <--pause, resume--> PAUSED
                        |            |                           |
                        +------------+------------+--------------+
                           the program ends       |  stop(), or nothing can move
                                  |               v
                                  |           STOPPING   ask, terminate, kill
                                  v               v
                         the streams run dry; whoever is left is ended
                                          v
                       FINISHED, FAILED, STOPPED or BROKEN

`poll` moves it on. Pause is two words on the board: the gate holds each process at its next queue
operation, and the time scale 0 holds the demo's work. One step lets the process go on that has
waited longest at the gate; when nobody waits there, work goes on until somebody does.
"""

from __future__ import annotations

import multiprocessing
import time

import msgspec

from engine.collect import Session
from engine.diagnosis import verdicts
from engine.diagnosis.custody import Orphan
from engine.model.faults import FaultKind, FaultPoint
from engine.model.messages import LockReleased, application_packet, exit_packet, scale_packet
from engine.model.snapshot import Role, WorkerKinds
from engine.model.source import Packet, Phase
from engine.observe import wire
from engine.observe.board import GRANTED, USED
from engine.run.fault_injection import Faults, Order, is_inside
from engine.run.host_process import HostProcess, scenario_command
from engine.run.monitor import Broken, Repair, RunMonitor
from engine.run.process_tree import ProcessTree
from engine.run.shutdown_log import ShutdownLog
from engine.scenario.schema import Scenario
from engine.scenario.validation import find_problems
from engine.text.notes import KILLED, TERMINATED
from engine.text.os_errors import explain, explain_last_words
from engine.text.sentences import Sentence

MOST_WORKERS = 64
TIME_SCALES = (0.1, 100.0)
TERMINATE_AFTER_S = 0.5  # after stop() has asked
KILL_AFTER_S = 1.0
DRAIN_S = 0.5  # how long streams may go on after the main process's end
LEAVE_S = 0.3  # how long the others may take to leave by themselves after it
GIVE_UP_S = 2.0


class Run:
    """One run. Made, started, polled until its phase is over, closed."""

    def __init__(self, scenario: Scenario) -> None:
        """Nothing is started yet."""
        self.scenario = scenario
        self.worker_kinds = worker_kinds_of(scenario)
        self.problem: str | None = None
        self._phase = Phase.READY
        self._outcome: Phase | None = None  # when it's decided before the end
        self._time_scale = scenario.time_scale
        self._session: Session | None = None
        self._host: HostProcess | None = None
        self._process_tree: ProcessTree | None = None
        self._monitor = RunMonitor()
        self._faults: Faults | None = None
        self._steps_due = 0
        self._stop_s: float | None = None  # when stopping began
        self._means = 0  # of ending it, so many have been used
        self._gone_s: float | None = None  # when the main process's end was noticed
        self._left: list[Packet] = []
        self._lines: list[str] = []
        self._shutdown_log = ShutdownLog()
        self._notes: list[Packet] = [scale_packet(self._time_scale)]  # of our own, for the timeline
        self._last_words: str = Sentence(verdicts.SILENT)

    # -- EventSource ----------------------------------------------------------------------------

    @property
    def phase(self) -> Phase:
        """What the run is doing."""
        return self._phase

    def poll(self, budget_s: float) -> list[Packet]:
        """What arrived since the last call; also moves the run on."""
        if self._session is None:
            left, self._left = self._left, []
            return left
        packets = self._session.poll(budget_s)
        for packet in packets:
            self._read(packet)
        if self._phase.is_live:
            self._advance(is_quiet=not packets)
            packets += self._look(self._session)
        notes, self._notes = self._notes, []
        return packets + notes

    def now_ns(self) -> int:
        """The live clock."""
        return time.perf_counter_ns()

    def close(self) -> None:
        """Ends everything at once, in at most two seconds, and frees it. Safe to call twice.

        What has arrived and was not polled can still be polled.
        """
        if self._process_tree is not None:
            if self._process_tree.alive():
                self._process_tree.end()
            self._process_tree = None
        if self._host is not None:
            self._host.close()
            self._lines += self._host.take_output()
            self._host = None
        if self._session is not None:
            self._left += self._drain(self._session)
            self._left += self._session.look(at_once=True) + self._notes
            self._notes = []
            self._session.close()
            self._session = None
        if not self._phase.is_over:
            self._phase = Phase.STOPPED

    # -- commands -------------------------------------------------------------------------------

    def start(self) -> None:
        """Starts the program. When that fails the run is BROKEN and `problem` says why."""
        if self._phase is not Phase.READY:
            return
        self.problem = self._obstacle()
        if self.problem is None:
            try:
                inside = [each for each in self.scenario.faults if is_inside(each)]
                self._session = Session(msgspec.to_builtins(inside))
                self._session.board.time_scale = self._time_scale
                self._host = HostProcess(self._command(self._session), self._session)
                self._process_tree = ProcessTree(self._host.pid)
                self._faults = Faults(self._session.board, self._process_tree.strike)
                self._faults.follow(self.scenario.faults)
            except OSError as error:
                if self._host is not None:
                    self._host.kill()
                self.problem = Sentence(verdicts.NOT_STARTED, why=explain(error))
        self._phase = Phase.STARTING if self.problem is None else Phase.BROKEN

    def pause(self) -> None:
        """Holds every process: at its next queue operation, and in the demo's work."""
        if self._phase in {Phase.STARTING, Phase.RUNNING} and self._session is not None:
            self._phase = Phase.PAUSED
            self._session.board.gate = self._session.board.HELD
            self._session.board.time_scale = 0.0

    def resume(self) -> None:
        """Lets all go on."""
        if self._phase is Phase.PAUSED and self._session is not None:
            self._phase = Phase.RUNNING
            self._steps_due = 0
            self._session.board.time_scale = self._time_scale
            self._session.board.gate = self._session.board.OPEN

    def step(self) -> None:
        """Lets one queue operation through; pauses first when the run isn't paused."""
        self.pause()
        if self._phase is Phase.PAUSED:
            self._steps_due += 1
            self._grant_steps()

    def stop(self) -> None:
        """Asks the program to end; `poll` sees to it that it does within two seconds."""
        if self._phase is Phase.READY:
            self._phase = Phase.STOPPED
        self._begin_stop(Phase.STOPPED)

    def set_time_scale(self, scale: float) -> None:
        """How many seconds of work pass in one second; raises ValueError outside 0.1 to 100."""
        low, high = TIME_SCALES
        if not low <= scale <= high:
            msg = f"time_scale is {scale}; it must be from {low} to {high}"
            raise ValueError(msg)
        self._time_scale = scale
        self._notes.append(scale_packet(scale))
        if self._session is not None and (self._phase is not Phase.PAUSED or self._steps_due):
            self._session.board.time_scale = scale

    def set_count(self, kind_name: str, count: int) -> None:
        """There shall be `count` workers of that kind; raises ValueError when that can't be."""
        names = [kind.name for kind in (*self.scenario.producers, *self.scenario.consumers)]
        if kind_name not in names:
            msg = f"kind is {kind_name!r}; it must be one of {', '.join(names)}"
            raise ValueError(msg)
        if isinstance(count, bool) or not isinstance(count, int) or not 0 <= count <= MOST_WORKERS:
            msg = f"count of {kind_name} is {count!r}; it must be from 0 to {MOST_WORKERS}"
            raise ValueError(msg)
        if self._phase is Phase.READY:
            self.scenario = _with_count(self.scenario, kind_name, count)
        elif self._host is not None and self._phase in _MANAGED:
            self._host.send(do="set_count", kind=kind_name, count=count)

    def kill(self, process: int) -> None:
        """Kills one process, to see what comes of it."""
        if self._process_tree is not None:
            self._process_tree.kill(process)

    def fault(
        self, process: int, what: FaultKind, at: FaultPoint = FaultPoint.NOW, after_items: int = 0
    ) -> None:
        """Does something bad to a process, as soon as it is at that point of its work.

        Raises:
            ValueError: this system can't do such a thing.
        """
        if self._faults is not None:
            self._faults.order(Order(process, what, at, after_items))

    def take_output(self) -> list[str]:
        """The lines that the program has printed since the last call."""
        lines, self._lines = self._lines, []
        lines += self._host.take_output() if self._host is not None else []
        self._last_words = lines[-1] if lines else self._last_words
        return lines

    # -- what another program's run does otherwise (engine/playground) ---------------------------

    def _command(self, session: Session) -> list[str]:
        """The program; raises OSError when its files can't be written."""
        return scenario_command(session, self.scenario)

    def _judge(self) -> Repair | Broken | None:
        """What must be done about how things stand; None while nothing must be."""
        return self._monitor.judge()

    # -- moving on ------------------------------------------------------------------------------

    def _obstacle(self) -> str | None:
        if problems := find_problems(self.scenario):
            return "; ".join(f"{path} = {value}: {remedy}" for path, value, remedy in problems)
        method, methods = self.scenario.queue.start_method, multiprocessing.get_all_start_methods()
        if method not in methods:
            return Sentence(verdicts.NO_SUCH_METHOD, method=method, methods=", ".join(methods))
        return None

    def _read(self, packet: Packet) -> None:
        newcomer = self._monitor.read(packet)
        if newcomer is not None and self._process_tree is not None and self._faults is not None:
            self._process_tree.adopt(newcomer.pid, packet.process)
            self._faults.meet(packet.process, newcomer.name, is_main=newcomer.is_main)
            if self._phase is Phase.STARTING:
                self._phase = Phase.RUNNING

    def _advance(self, *, is_quiet: bool) -> None:
        if self._session is None or self._host is None:
            return
        if self._host.exit_code is not None:
            self._settle(is_quiet=is_quiet)
        elif self._stop_s is not None:
            self._escalate(time.monotonic() - self._stop_s)
        elif self._phase is Phase.PAUSED:
            self._grant_steps()

    def _look(self, session: Session) -> list[Packet]:
        """How the processes stand; and what must be done about it."""
        if self._faults is not None:
            self._faults.poll()
        looks = session.look(at_once=self._phase.is_over)
        for look in looks:
            self._monitor.read(look)
        if not looks or self._phase not in {Phase.STARTING, Phase.RUNNING}:
            return looks
        match self._judge():
            case Repair(orphan):
                looks.append(self._repair(orphan))
            case Broken(problem):
                self.problem = problem
                self._begin_stop(Phase.BROKEN)
        return looks

    def _repair(self, orphan: Orphan) -> Packet:
        """Has a lock released for the dead, and tells of it."""
        if self._host is not None:
            self._host.send(do="release", part=orphan.part.value)
        released = LockReleased(
            at_ns=time.perf_counter_ns(),
            process=orphan.process,
            queue=orphan.queue,
            part=orphan.part.value,
            pid=orphan.pid,
        )
        packet = application_packet(released)
        self._monitor.read(packet)
        return packet

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
        if not self._phase.is_live or self._stop_s is not None or self._session is None:
            return
        self._phase = Phase.STOPPING
        self._outcome = outcome
        self._stop_s = time.monotonic()
        self._shutdown_log.begin()
        self._session.board.gate = self._session.board.CLOSING
        if self._host is not None:
            self._host.send(do="stop")

    def _escalate(self, since_s: float) -> None:
        if self._process_tree is None:
            return
        if self._means == 0 and since_s > TERMINATE_AFTER_S:
            self._means = 1
            self._notes += self._shutdown_log.escalate(TERMINATED, self._process_tree.terminate())
        elif self._means == 1 and since_s > KILL_AFTER_S:
            self._means = 2
            self._notes += self._shutdown_log.escalate(KILLED, self._process_tree.kill_all())

    def _settle(self, *, is_quiet: bool) -> None:
        """The main process has gone: let the streams run dry, see that all others go too."""
        now_s = time.monotonic()
        if self._gone_s is None:
            self._gone_s = now_s
            if self._host is not None:
                self._notes.append(exit_packet(self._host.pid, self._host.exit_code))
            if self._stop_s is None:
                self._shutdown_log.begin()
            self._means = 0
            self._phase = Phase.STOPPING if self._outcome else self._phase
        since_s = now_s - self._gone_s
        is_dry = is_quiet and self._session is not None and not self._session.open_streams
        if self._process_tree is None or (not is_dry and since_s < min(DRAIN_S, LEAVE_S)):
            return
        if self._process_tree.alive() and since_s < GIVE_UP_S:
            if since_s > LEAVE_S:
                self._escalate(since_s - LEAVE_S + TERMINATE_AFTER_S)
        elif is_dry or since_s > DRAIN_S:
            self._conclude()

    def _conclude(self) -> None:
        code = self._host.exit_code if self._host is not None else None
        if self._outcome is None:
            self._outcome = Phase.FINISHED if code == 0 else Phase.FAILED
        if self._outcome is Phase.FAILED and self.problem is None:
            self.problem = self._reason(code)
        self._notes += self._shutdown_log.end()
        self._phase = self._outcome

    def _reason(self, code: int | None) -> str:
        self._lines = self.take_output()
        members = self._monitor.members.values()
        dead = [member.name for member in members if member.has_died and not member.is_main]
        if code is not None and code < 0:
            return Sentence(verdicts.ENDED_BY_SIGNAL, number=-code)
        if dead:
            return Sentence(verdicts.ENDED, code=code)
        return Sentence(verdicts.ENDED_SAYING, code=code, last=explain_last_words(self._last_words))

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


_MANAGED = frozenset({Phase.STARTING, Phase.RUNNING, Phase.PAUSED})


def worker_kinds_of(scenario: Scenario) -> WorkerKinds:
    """Who plays in a scenario."""
    kinds = {kind.name: (Role.PRODUCER, kind.dish) for kind in scenario.producers}
    return WorkerKinds(kinds | {kind.name: (Role.CONSUMER, "") for kind in scenario.consumers})


def _with_count(scenario: Scenario, name: str, count: int) -> Scenario:
    replace = msgspec.structs.replace
    producers = (replace(k, count=count) if k.name == name else k for k in scenario.producers)
    consumers = (replace(k, count=count) if k.name == name else k for k in scenario.consumers)
    return replace(scenario, producers=tuple(producers), consumers=tuple(consumers))

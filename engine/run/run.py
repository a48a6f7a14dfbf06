"""Run: one run of a scenario. It can be changed while it goes on, and it judges itself.

What it must do about itself (release a lock for a dead process, end because nothing can move any
more) is judged each time that the system was sampled; engine/run/monitor.py.
"""

from __future__ import annotations

import multiprocessing
import time

import msgspec

from engine.collect import Session
from engine.diagnosis import verdicts
from engine.diagnosis.lock_ownership import Orphan
from engine.model.limits import MOST_WORKERS
from engine.model.messages import LockReleased, application_packet
from engine.model.snapshot import Role, WorkerKinds
from engine.model.source import Packet, Phase
from engine.run.host_process import scenario_command
from engine.run.monitor import Broken, Repair
from engine.run.program_run import ProgramRun
from engine.run.recovery import Recovery, RecoveryKind
from engine.scenario.schema import Scenario
from engine.scenario.validation import find_problems
from engine.text.sentences import Sentence

_CHANGEABLE = frozenset({Phase.STARTING, Phase.RUNNING, Phase.PAUSED})


class Run(ProgramRun):
    """One run of a scenario."""

    def __init__(self, scenario: Scenario, *, stays_when_broken: bool = False) -> None:
        """Nothing is started yet.

        A run that is broken, or in which nothing can move, ends by itself; or else it stays as it
        is, with all its processes, until somebody stops or repairs it.
        """
        super().__init__(worker_kinds_of(scenario), scenario.time_scale, scenario.faults)
        self.scenario = scenario
        self._stays_when_broken = stays_when_broken

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
        elif self._host is not None and self._phase in _CHANGEABLE:
            self._host.send(do="set_count", kind=kind_name, count=count)

    def _objection(self) -> str | None:
        return objection_to(self.scenario)

    def _command(self, session: Session) -> list[str]:
        return scenario_command(session, self.scenario)

    def _act(self) -> list[Packet]:
        match self._monitor.judge():
            case Repair(orphan):
                return [self._repair(orphan)]
            case Broken(problem):
                self.problem = problem
                if not self._stays_when_broken:
                    self._begin_stop(Phase.BROKEN)
            case None:
                self.problem = None  # it stayed, and moves again
        return []

    def recover(self, recovery: Recovery) -> None:
        """Repairs a run that stays though it is broken; without effect once it has ended."""
        if self._host is None or self._phase not in _CHANGEABLE:
            return
        match recovery.kind:
            case RecoveryKind.START_CONSUMER | RecoveryKind.START_PRODUCER:
                self._host.send(do="start_worker", kind=recovery.worker_kind)
            case RecoveryKind.PUT_SENTINELS:
                self._host.send(do="put_sentinels", count=recovery.count)
            case RecoveryKind.CALL_TASK_DONE:
                self._host.send(do="task_done", count=recovery.count)
            case RecoveryKind.RELEASE_LOCK:
                self._host.send(do="release", part=recovery.lock)

    def _repair(self, orphan: Orphan) -> Packet:
        """Has a lock released for the dead, and reports it."""
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
        self._take(packet)
        return packet


def objection_to(scenario: Scenario) -> str | None:
    """Why a scenario cannot be run here; None when it can."""
    if problems := find_problems(scenario):
        return "; ".join(f"{path} = {value}: {remedy}" for path, value, remedy in problems)
    method, methods = scenario.queue.start_method, multiprocessing.get_all_start_methods()
    if method not in methods:
        return Sentence(verdicts.NO_SUCH_METHOD, method=method, methods=", ".join(methods))
    return None


def worker_kinds_of(scenario: Scenario) -> WorkerKinds:
    """Who plays in a scenario."""
    kinds = {kind.name: (Role.PRODUCER, kind.dish) for kind in scenario.producers}
    return WorkerKinds(kinds | {kind.name: (Role.CONSUMER, "") for kind in scenario.consumers})


def _with_count(scenario: Scenario, name: str, count: int) -> Scenario:
    replace = msgspec.structs.replace
    producers = (replace(k, count=count) if k.name == name else k for k in scenario.producers)
    consumers = (replace(k, count=count) if k.name == name else k for k in scenario.consumers)
    return replace(scenario, producers=tuple(producers), consumers=tuple(consumers))

"""PlaygroundRun: a real queue, real processes, and calls that are made in them on demand.

To the window it is a run like any other: plots, lanes, numbers and log show what each call did.
Beside that it keeps a Session: the calls and what came of them.
"""

from __future__ import annotations

import json
from dataclasses import replace

from engine.collect import Session
from engine.model.snapshot import Role, WorkerKinds
from engine.model.source import Packet
from engine.observe import wire
from engine.playground.call_history import CallHistory, PlaygroundMember, SessionStep
from engine.playground.calls import BLOCKED_NS, Call, CallError, CallState, check, options_of
from engine.playground.catalogue import parameters
from engine.playground.program.host import MAIN, MARK
from engine.playground.setup import FEWEST_WORKERS, MOST_WORKERS, Setup
from engine.run.program_run import ProgramRun
from engine.run.run import objection_to

_STREAM_OF_MAIN = "MainProcess"


class PlaygroundRun(ProgramRun):
    """One playground. Made, started, polled; `call` makes a call, `stop` closes the playground."""

    def __init__(self, setup: Setup) -> None:
        """Nothing is started yet."""
        super().__init__(WorkerKinds({"Worker": (Role.OTHER, "")}))
        self.setup = setup
        self._calls = CallHistory()

    # -- what stands there ----------------------------------------------------------------------

    @property
    def members(self) -> tuple[PlaygroundMember, ...]:
        """The processes that are or were there, the main one first."""
        return tuple(self._calls.members.values())

    @property
    def steps(self) -> tuple[SessionStep, ...]:
        """What was done so far, in its order."""
        return tuple(self._calls.steps)

    def take_refusal(self) -> str:
        """Why a worker could not be started, told once; "" when none was refused."""
        refusal, self._calls.refusal = self._calls.refusal, ""
        return refusal

    @property
    def calls(self) -> tuple[Call, ...]:
        """All calls, oldest first; an open one shows whether it is blocked now."""
        return tuple(self._now(call) for call in self._calls.calls.values())

    def _now(self, call: Call) -> Call:
        if call.state is not CallState.RUNNING or call.began_ns is None or self._session is None:
            return call
        stream = self._stream(call.process)
        state = 0 if stream is None else self._session.board.slot(stream).state
        if state == wire.PAUSED:
            return replace(call, state=CallState.HELD)
        is_blocked = self.now_ns() - call.began_ns > BLOCKED_NS
        return replace(call, state=CallState.BLOCKED) if is_blocked else call

    def _stream(self, name: str) -> int | None:
        name = _STREAM_OF_MAIN if name == MAIN else name
        streams = self._monitor.members.items()
        return next((stream for stream, member in streams if member.name == name), None)

    # -- commands -------------------------------------------------------------------------------

    def call(
        self,
        process: str,
        method: str,
        value: str = "",
        *,
        block: bool = True,
        timeout: float | None = None,
    ) -> int:
        """Has a call made in a process; returns its number.

        `value` is what is put, as Python source; what a method does not take is left out. Raises
        CallError when the call can't be made: there is no such process or method, the process
        is in another call, the value is no literal.
        """
        kind = self.setup.kind
        check(kind, method, value, timeout)
        if process not in self._calls.members or not self._calls.members[process].is_alive:
            raise CallError("process", process, "must be one that is there")
        if self._calls.open_call(process) is not None:
            raise CallError("process", process, "must be one that is not in a call already")
        if self._host is None or not self.phase.is_live:
            raise CallError("process", process, "must be in a playground that is open")
        call = Call(
            number=len(self._calls.calls) + 1,
            process=process,
            method=method,
            value=value if "value" in parameters(kind, method) else "",
            options=options_of(kind, method, block=block, timeout=timeout),
        )
        self._calls.ask(call)
        arguments = {"value": call.value} if call.value else {}
        self._host.send(
            do="call",
            process=process,
            id=call.number,
            method=method,
            options=call.options,
            **arguments,
        )
        return call.number

    def start_worker(self) -> None:
        """One more worker, unless there are as many as there may be."""
        alive = sum(member.is_alive for member in self.members if member.name != MAIN)
        if alive >= MOST_WORKERS:
            raise CallError("workers", str(alive + 1), f"must be at most {MOST_WORKERS}")
        if self._host is not None:
            self._host.send(do="start")

    def kill_process(self, name: str) -> None:
        """Kills a process, whatever it is doing."""
        stream = self._stream(name)
        if stream is not None and self._calls.members[name].is_alive:
            self._calls.kill(name)
            self.kill(stream)

    # -- as an event source ---------------------------------------------------------------------

    def poll(self, budget_s: float) -> list[Packet]:
        """What arrived since the last call; also takes in the answers."""
        packets = super().poll(budget_s)
        self._note_end()
        return packets

    def close(self) -> None:
        """Ends everything; open calls are lost."""
        super().close()
        self._remaining += self._report_output()
        self._note_end()
        self._calls.end_all(self.now_ns())

    def _read_output(self) -> list[str]:
        """Takes in the answers; what is printed besides, such as tracebacks of feeder threads."""
        printed = []
        for line in super()._read_output():
            text, mark, answer = line.partition(MARK)
            if mark:
                self._calls.take_answer(json.loads(answer))
            if text or not mark:
                printed.append(text)
        return printed

    def _note_end(self) -> None:
        if self._was_stopped:
            self._calls.end_all(self.now_ns())
        elif (code := self.exit_code) is not None:
            self._calls.end(MAIN, code, self.now_ns())

    # -- another program than the demo's --------------------------------------------------------

    def _command(self, session: Session) -> list[str]:
        setup = self.setup
        arguments = (setup.kind, setup.maxsize, setup.start_method, setup.workers)
        return session.command(["-m", "engine.playground.program", *map(str, arguments)])

    def _objection(self) -> str | None:
        workers = self.setup.workers
        if not FEWEST_WORKERS <= workers <= MOST_WORKERS:
            return f"workers = {workers}: must be from {FEWEST_WORKERS} to {MOST_WORKERS}"
        return objection_to(self.setup.scenario)

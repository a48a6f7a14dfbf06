"""What was done in a playground, in its order: calls and processes, as their answers come in.

    command            answers of the host
    call(...)  ----->  began, returned | raised        an open call's process may end: LOST
    start      ----->  started | not started
    kill       ----->  ended

The times in the answers give the order of the session: each process tells its own, and one may be
heard of before another that was earlier.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from engine.playground.calls import Call, CallState
from engine.playground.catalogue import EXIT
from engine.playground.program.host import MAIN


class StepKind(StrEnum):
    """A step of a session."""

    START = "start"  # a worker came
    BEGIN = "begin"  # a call began
    END = "end"  # a call came to its end
    KILL = "kill"  # a worker was killed by hand


@dataclass(frozen=True, slots=True)
class SessionStep:
    """One step; `number` is a call's, 0 where there is none."""

    kind: StepKind
    process: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class PlaygroundMember:
    """A process of the playground."""

    name: str
    exit_code: int | None = None  # None while it is there

    @property
    def is_alive(self) -> bool:
        """Whether calls can be made in it."""
        return self.exit_code is None


class CallHistory:
    """The calls, the processes and the steps so far."""

    def __init__(self) -> None:
        """The main process alone is there."""
        self.members: dict[str, PlaygroundMember] = {MAIN: PlaygroundMember(MAIN)}
        self.calls: dict[int, Call] = {}
        self.steps: list[SessionStep] = []
        self._times_ns: list[int] = []  # of the steps
        self.refusal = ""  # why a worker could not be started, the last time

    def ask(self, call: Call) -> None:
        """A call is on its way."""
        self.calls[call.number] = call

    def kill(self, name: str) -> None:
        """A process is killed by hand."""
        if name != MAIN:
            self._note(SessionStep(StepKind.KILL, name))

    def open_call(self, name: str) -> Call | None:
        """The call that a process is in."""
        return next(
            (call for call in self.calls.values() if call.process == name and call.state.is_open),
            None,
        )

    def take_answer(self, answer: Mapping[str, Any]) -> None:
        """Takes in an answer of the host."""
        state, name = answer["state"], answer["process"]
        if state == "started":
            self.members[name] = PlaygroundMember(name)
            self._note(SessionStep(StepKind.START, name))
        elif state == "not started":
            self.refusal = answer["text"]
        elif state == "ended":
            self.end(name, answer["exit_code"], answer["at_ns"])
        else:
            self._take_call_answer(self.calls[answer["id"]], answer)

    def end(self, name: str, exit_code: int, at_ns: int) -> None:
        """A process has ended, and with it the call that it was in."""
        if not self.members[name].is_alive:
            return
        self.members[name] = PlaygroundMember(name, exit_code)
        if (call := self.open_call(name)) is None:
            return
        is_done = call.method == EXIT and exit_code == 0
        self.calls[call.number] = replace(
            call,
            state=CallState.EXITED if is_done else CallState.LOST,
            took_ns=_since(call, at_ns),
            exit_code=exit_code,
        )
        if is_done:
            self._note(SessionStep(StepKind.END, call.process, call.number), at_ns)

    def end_all(self, at_ns: int) -> None:
        """The playground is closed: whoever was still there is ended by us."""
        for call in self.calls.values():
            if call.state.is_open:
                took_ns = _since(call, at_ns)
                self.calls[call.number] = replace(call, state=CallState.LOST, took_ns=took_ns)

    def _take_call_answer(self, call: Call, answer: Mapping[str, Any]) -> None:
        if answer["state"] == "began":
            self.calls[call.number] = replace(
                call, state=CallState.RUNNING, began_ns=answer["at_ns"]
            )
            self._note(SessionStep(StepKind.BEGIN, call.process, call.number), answer["at_ns"])
            return
        self.calls[call.number] = replace(
            call,
            state=CallState(answer["state"]),
            error=answer.get("type", ""),
            text=answer["text"],
            length=answer["length"],
            took_ns=answer["took_ns"],
        )
        self._note(SessionStep(StepKind.END, call.process, call.number), answer["at_ns"])

    def _note(self, step: SessionStep, at_ns: int = 0) -> None:
        """Puts a step in its place by its time; without one it comes after all others."""
        at_ns = at_ns or (self._times_ns[-1] if self._times_ns else 0)
        place = bisect_right(self._times_ns, at_ns)
        self._times_ns.insert(place, at_ns)
        self.steps.insert(place, step)


def _since(call: Call, at_ns: int) -> int | None:
    return None if call.began_ns is None else at_ns - call.began_ns

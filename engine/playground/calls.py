"""A call in the playground: checked before it is made, and what came of it."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from engine.playground.catalogue import EXIT, METHODS, has_method, parameters
from engine.playground.program.caller import evaluate
from engine.scenario.schema import QueueKind

MOST_SOURCE = 4_000  # characters of a value that is typed
MOST_TIMEOUT_S = 3600.0
BLOCKED_NS = 50_000_000  # nothing here computes: a call that takes longer waits for somebody
LITERAL = (
    "must be a Python literal: text in quotes, a number, True, False, None, "
    "or a tuple, list, dict or set of these"
)
TOO_LONG = "must have at most 4,000 characters"
SECONDS = "must be a number of seconds from 0 to 3,600, or empty for no limit"
METHOD = "must be a method that this queue has"


class CallError(ValueError):
    """A call that can't be made: which field, its value, and what would be right."""

    def __init__(self, path: str, value: str, remedy: str) -> None:
        super().__init__(f"{path} = {value}: {remedy}")
        self.path, self.value, self.remedy = path, value, remedy


class CallState(StrEnum):
    """How far a call has come."""

    SENT = "sent"  # on its way to the process
    RUNNING = "running"
    BLOCKED = "blocked"  # waits for others
    HELD = "held"  # by Queuescope's Pause
    RETURNED = "returned"
    RAISED = "raised"
    EXITED = "exited"  # an `exit` that was carried out
    LOST = "lost"  # the process ended in the midst of it

    @property
    def is_open(self) -> bool:
        """Whether its end is still to come."""
        return self in _OPEN


_OPEN = frozenset({CallState.SENT, CallState.RUNNING, CallState.BLOCKED, CallState.HELD})


@dataclass(frozen=True, slots=True)
class Call:
    """One call. Times in ns on the run's clock, which all processes share."""

    number: int  # counted from 1
    process: str
    method: str
    value: str = ""  # as Python source; "" where the method takes none
    options: dict[str, Any] = field(default_factory=dict)  # block and timeout, where not as usual
    state: CallState = CallState.SENT
    error: str = ""  # the exception's class
    text: str = ""  # of the result or of the exception; perhaps only its beginning
    length: int = 0  # of the whole text, in characters
    began_ns: int | None = None
    took_ns: int | None = None  # measured in the process; None while it goes on
    exit_code: int | None = None  # of a process that ended in this call

    @property
    def code(self) -> str:
        """The call as Python: "queue.put('bun', timeout=2.0)"."""
        if self.method == EXIT:
            return "sys.exit()"
        arguments = [self.value] if self.value else []
        arguments += [f"{name}={value!r}" for name, value in self.options.items()]
        return f"queue.{self.method}({', '.join(arguments)})"

    @property
    def has_waited(self) -> bool:
        """Whether it waited for others, as far as is known."""
        return self.state.is_open or (self.took_ns or 0) > BLOCKED_NS

    @property
    def result(self) -> str:
        """What came of it, in one line of Python's own words; "" while nothing did."""
        text = self.text if self.length <= len(self.text) else f"{self.text}…"
        return f"{self.error}: {text}" if self.error and text else self.error or text


def check(kind: QueueKind, method: str, value: str, timeout: float | None) -> None:
    """Raises CallError when such a call can't be made at a queue of that kind."""
    if method not in METHODS or not has_method(kind, method):
        raise CallError("method", method, METHOD)
    taken = parameters(kind, method)
    if "value" in taken:
        check_value(value)
    if timeout is not None and not 0 <= timeout <= MOST_TIMEOUT_S:
        raise CallError("timeout", str(timeout), SECONDS)


def check_value(source: str) -> None:
    """Raises CallError unless `source` is a literal or one of the special values."""
    if len(source) > MOST_SOURCE:
        raise CallError("value", f"{source[:40]}…", TOO_LONG)
    try:
        evaluate(source)
    except ValueError as problem:
        raise CallError("value", source or '""', LITERAL) from problem


def read_timeout(text: str) -> float | None:
    """The seconds that a person typed, None for an empty text; raises CallError."""
    if not text.strip() or text.strip() == "None":
        return None
    try:
        timeout = float(text)
    except ValueError as problem:
        raise CallError("timeout", text, SECONDS) from problem
    if not math.isfinite(timeout) or not 0 <= timeout <= MOST_TIMEOUT_S:
        raise CallError("timeout", text, SECONDS)
    return timeout


def options_of(
    kind: QueueKind, method: str, *, block: bool, timeout: float | None
) -> dict[str, Any]:
    """What is passed by name: only what the method takes, and what is not as usual."""
    usual = {"block": True, "timeout": None}
    given = {"block": block, "timeout": timeout}
    taken = parameters(kind, method)
    return {name: value for name, value in given.items() if name in taken and value != usual[name]}

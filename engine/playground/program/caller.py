"""What each process of the playground does: it makes the calls that come over its pipe, one by one.

    comes   {"id": 3, "method": "put", "value": "'bun'", "options": {"timeout": 2.0}}
    goes    {"id": 3, "state": "began", "at_ns": ...}
            {"id": 3, "state": "returned", "at_ns": ..., "took_ns": ..., "text": "None", ...}
            {"id": 3, "state": "raised", ..., "type": "Full", "text": ""}

A call blocks this process as it blocks any other: nothing else happens in it until it returns.
"""

from __future__ import annotations

import ast
import sys
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

from engine.program.orphan_guard import end_with_parent

TOO_BIG = '"x" * 1_000_000'  # for the pipe, which holds some 64 kB
CANNOT_BE_PICKLED = "lambda: None"
SPECIAL: dict[str, Callable[[], object]] = {
    TOO_BIG: lambda: "x" * 1_000_000,
    CANNOT_BE_PICKLED: lambda: lambda: None,
}
MOST_SHOWN = 200  # characters of a result; the rest is counted

Answer = dict[str, Any]


def evaluate(source: str) -> object:
    """The value of a Python literal, or of one of the two special ones; raises ValueError."""
    if source in SPECIAL:
        return SPECIAL[source]()
    try:
        return ast.literal_eval(source)
    except (SyntaxError, TypeError, MemoryError, RecursionError) as problem:
        raise ValueError(str(problem)) from problem


def take_calls(link: Connection, queue: Any) -> None:
    """Makes each call that comes, until the pipe ends or the call is `exit`."""
    end_with_parent()
    while True:
        try:
            call = link.recv()
        except EOFError:
            return
        arguments = [evaluate(call["value"])] if "value" in call else []
        link.send({"id": call["id"], "state": "began", "at_ns": time.perf_counter_ns()})
        if call["method"] == "exit":
            sys.exit()
        link.send({"id": call["id"], **_make(queue, call["method"], arguments, call["options"])})


def _make(queue: Any, method: str, arguments: list[object], options: dict[str, Any]) -> Answer:
    """The call itself, and what came of it."""
    start_ns = time.perf_counter_ns()
    try:
        result = getattr(queue, method)(*arguments, **options)
    except Exception as problem:  # noqa: BLE001 - it is what the playground is there to show
        took_ns = time.perf_counter_ns() - start_ns
        answer = {"state": "raised", "type": type(problem).__name__, **_shown(str(problem))}
    else:
        took_ns = time.perf_counter_ns() - start_ns
        answer = {"state": "returned", **_shown(repr(result))}
    return {**answer, "at_ns": start_ns + took_ns, "took_ns": took_ns}


def _shown(text: str) -> Answer:
    """A text as far as it is shown, and how long it is."""
    return {"text": text[:MOST_SHOWN], "length": len(text)}

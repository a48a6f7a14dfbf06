"""One value of a scenario, by its path: read, and replaced in a new scenario.

A path is what errors name a field by: "name", "queue.maxsize", "producers[0].time.low". The form
changes a scenario by nothing else, so what it does not name stays as it is.
"""

from __future__ import annotations

import re
from typing import Any, TypeVar

import msgspec

from engine.scenario.schema import Scenario

S = TypeVar("S", bound=msgspec.Struct)
_PART = re.compile(r"(\w+)(?:\[(\d+)\])?")


def value_at(scenario: Scenario, path: str) -> Any:
    """The value at a path.

    Raises:
        AttributeError, IndexError: there is nothing at that path.
    """
    found: Any = scenario
    for name, index in _PART.findall(path):
        found = getattr(found, name)
        found = found[int(index)] if index else found
    return found


def with_value(scenario: Scenario, path: str, value: Any) -> Scenario:
    """The same scenario with another value at a path; raises as `value_at` does."""
    return _replaced(scenario, _PART.findall(path), value)


def _replaced(struct: S, parts: list[tuple[str, str]], value: Any) -> S:
    (name, index), rest = parts[0], parts[1:]
    old = getattr(struct, name)
    if index:
        place = int(index)
        inner = _replaced(old[place], rest, value) if rest else value
        new = (*old[:place], inner, *old[place + 1 :])
    else:
        new = _replaced(old, rest, value) if rest else value
    return msgspec.structs.replace(struct, **{name: new})

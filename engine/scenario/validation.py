"""What is wrong with a scenario: everything at once, each by field, value and what would be right.

msgspec stops at the first error it meets. A person who writes a file, or fills a form, wants to
see all of them, so every field is checked on its own, against the one declaration in scenario.py;
what concerns several fields together (unique names, a queue that fits its ending) comes after.
"""

from __future__ import annotations

import functools
import json
import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec
from msgspec import inspect

from engine.model.faults import FaultPoint
from engine.scenario.schema import Duration, Ending, Law, QueueKind, QueueSpec, Scenario

MISSING = "(missing)"
_LONGEST_VALUE = 60


class Remedy(str):
    """What would be right, as a sentence that another language can say too.

    It is the English text; `template` and `values` are what it was made of, for whoever translates.
    A value may be a Remedy itself.
    """

    __slots__ = ("template", "values")
    template: str
    values: tuple[object, ...]

    def __new__(cls, template: str, *values: object) -> Remedy:
        """`template` has "{}" for each value."""
        made = super().__new__(cls, template.format(*values))
        made.template, made.values = template, values
        return made


class Problem(NamedTuple):
    """One thing that is wrong."""

    path: str  # of the field, such as "producers[0].time.low"
    value: str  # as a scenario file would write it
    remedy: Remedy  # what would be right


class ScenarioError(Exception):
    """A scenario that cannot be used; `problems` says all that is wrong with it."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        """`problems` is not empty."""
        super().__init__("\n".join(f"{path} = {value}: {fix}" for path, value, fix in problems))
        self.problems = list(problems)


def parse(data: Mapping[str, Any]) -> Scenario:
    """The scenario that plain `data` describes; raises ScenarioError with all that is wrong."""
    problems: list[Problem] = []
    usable = _check_struct(_described(), data, "", problems)
    problems += _about_several_fields(usable, problems)
    if problems:
        raise ScenarioError(problems)
    return msgspec.convert(data, Scenario)


@functools.cache  # it looks at every annotation, and a window opens with several scenarios
def _described() -> inspect.Type:
    return inspect.type_info(Scenario)


def find_problems(scenario: Scenario) -> list[Problem]:
    """What is wrong with a scenario that was put together in memory, by a form for example."""
    try:
        parse(msgspec.to_builtins(scenario))
    except ScenarioError as error:
        return error.problems
    return []


# -- one field at a time ------------------------------------------------------------------------


def _check_struct(
    kind: inspect.Type, data: object, path: str, problems: list[Problem]
) -> dict[str, Any]:
    """Checks a table; returns the part of it that is usable."""
    assert isinstance(kind, inspect.StructType)  # noqa: S101 - what scenario.py declares
    if not isinstance(data, Mapping):
        problems.append(Problem(path, show(data), Remedy("must be a table of fields")))
        return {}
    fields = {field.encode_name: field for field in kind.fields}
    usable = {}
    for name, value in data.items():
        here = f"{path}.{name}" if path else str(name)
        if name not in fields:
            problems.append(Problem(here, show(value), _unknown(str(name), list(fields))))
            continue
        found = len(problems)
        part = _check_value(fields[name].type, value, here, problems)
        if len(problems) == found or isinstance(part, dict | list):
            usable[name] = part
    for name, field in fields.items():
        if field.required and name not in data:
            here = f"{path}.{name}" if path else name
            remedy = Remedy("must be given: {}", _right(_bare(field.type)))
            problems.append(Problem(here, MISSING, remedy))
    return usable


def _check_value(kind: inspect.Type, value: object, path: str, problems: list[Problem]) -> object:
    kind = _bare(kind)
    if isinstance(kind, inspect.StructType):
        return _check_struct(kind, value, path, problems)
    if isinstance(kind, inspect.VarTupleType):
        if not isinstance(value, Sequence) or isinstance(value, str):
            remedy = Remedy("must be tables, each headed [[{}]]", path)
            problems.append(Problem(path, show(value), remedy))
            return None
        if kind.max_length is not None and len(value) > kind.max_length:
            remedy = Remedy("must be at most {} of them", kind.max_length)
            problems.append(Problem(path, f"({len(value)} tables)", remedy))
        return [
            _check_value(kind.item_type, item, f"{path}[{at}]", problems)
            for at, item in enumerate(value)
        ]
    if not _fits(kind, value):
        problems.append(Problem(path, show(value), Remedy("must be {}", _right(kind))))
    return value


def _bare(kind: inspect.Type) -> inspect.Type:
    while isinstance(kind, inspect.Metadata):
        kind = kind.type
    return kind


def _fits(kind: inspect.Type, value: object) -> bool:
    if isinstance(kind, inspect.EnumType):
        return isinstance(value, str) and value in {member.value for member in kind.cls}
    if isinstance(kind, inspect.StrType):
        shortest, longest = kind.min_length or 0, kind.max_length or math.inf
        return isinstance(value, str) and shortest <= len(value.strip()) and len(value) <= longest
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    if not math.isfinite(value) or not isinstance(kind, _NUMBERS):
        return False
    is_whole_enough = isinstance(value, int) or isinstance(kind, inspect.FloatType)
    low, high = kind.ge, kind.le
    return is_whole_enough and (low is None or value >= low) and (high is None or value <= high)


_NUMBERS = (inspect.IntType, inspect.FloatType)


def _right(kind: inspect.Type) -> Remedy:
    """What fits, in words."""
    if isinstance(kind, inspect.EnumType):
        return Remedy("one of {}", ", ".join(show(member.value) for member in kind.cls))
    if isinstance(kind, inspect.StrType):
        return Remedy("a text of {} to {} characters", kind.min_length or 0, kind.max_length)
    if isinstance(kind, inspect.IntType):
        return Remedy("a whole number from {} to {}", f"{kind.ge:,}", f"{kind.le:,}")
    if isinstance(kind, inspect.FloatType):
        return Remedy("a number from {} to {}", f"{kind.ge:,}", f"{kind.le:,}")
    return Remedy("a table of fields")


def _unknown(name: str, known: list[str]) -> Remedy:
    import difflib  # only for who has misspelt a name

    close = difflib.get_close_matches(name, known, n=1)
    if close:
        return Remedy('is not a field; did you mean "{}"?', close[0])
    return Remedy("is not a field; there are {}", ", ".join(known))


def show(value: object) -> str:
    """A value as a scenario file would write it, shortened."""
    try:
        text = json.dumps(value, ensure_ascii=False, default=str)
    except (ValueError, TypeError):
        text = str(value)
    text = {"NaN": "nan", "Infinity": "inf", "-Infinity": "-inf"}.get(text, text)
    return text if len(text) <= _LONGEST_VALUE else text[: _LONGEST_VALUE - 3] + "..."


# -- several fields together --------------------------------------------------------------------


def _about_several_fields(usable: Mapping[str, Any], found: list[Problem]) -> Iterator[Problem]:
    """What each field allows and all of them together do not; parts with problems are left out."""
    spoilt = {problem.path.rpartition(".")[0] for problem in found}
    names: dict[str, str] = {}
    for group in ("producers", "consumers"):
        for at, kind in enumerate(_tables(usable.get(group))):
            path = f"{group}[{at}]"
            yield from _about_words(kind, path)
            yield from _about_names(kind.get("name"), f"{path}.name", names)
            if f"{path}.time" not in spoilt and isinstance(kind.get("time"), Mapping):
                yield from _about_duration(kind["time"], f"{path}.time")
    for at, fault in enumerate(_tables(usable.get("faults"))):
        if f"faults[{at}]" not in spoilt:
            yield from _about_fault(fault, f"faults[{at}]", usable)
    if "queue" not in spoilt and isinstance(usable.get("queue", {}), Mapping):
        yield from _about_queue(msgspec.convert(usable.get("queue", {}), QueueSpec))


def _about_fault(
    fault: Mapping[str, Any], path: str, usable: Mapping[str, Any]
) -> Iterator[Problem]:
    """Whether there can be such a worker, and whether it ever comes to that point."""
    worker, point = str(fault.get("worker", "")), str(fault.get("at", FaultPoint.NOW))
    groups = {
        str(kind.get("name")): group
        for group in ("producers", "consumers")
        for kind in _tables(usable.get(group))
    }
    kind, _, number = worker.rpartition(" ")
    group = groups.get(kind, "") if number.isdecimal() else ""
    fitting = [FaultPoint.NOW, *_POINTS.get(group, ())]
    if not group and worker != "main":
        first = next(iter(groups), "Cook")
        remedy = Remedy('must be "main", or a kind and a number, such as "{} 1"', first)
        yield Problem(f"{path}.worker", show(worker), remedy)
    elif point not in fitting:
        listed = ", ".join(show(each.value) for each in fitting)
        remedy = Remedy("must be a point that {} comes to: {}", worker, listed)
        yield Problem(f"{path}.at", show(point), remedy)
    elif point in _OF_JOINABLE and not _is_joinable(usable):
        remedy = Remedy("must be another point: only a JoinableQueue has task_done")
        yield Problem(f"{path}.at", show(point), remedy)


_POINTS = {
    "producers": (FaultPoint.MID_WRITE, FaultPoint.MID_WORK),
    "consumers": (
        FaultPoint.IDLE_IN_GET,
        FaultPoint.HOLDING_READ_LOCK,
        FaultPoint.MID_WORK,
        FaultPoint.BEFORE_TASK_DONE,
        FaultPoint.IN_TASK_DONE,
    ),
}
_OF_JOINABLE = frozenset({FaultPoint.BEFORE_TASK_DONE, FaultPoint.IN_TASK_DONE})


def _is_joinable(usable: Mapping[str, Any]) -> bool:
    queue = usable.get("queue", {})
    kind = queue.get("kind", QueueKind.JOINABLE) if isinstance(queue, Mapping) else None
    return bool(kind == QueueKind.JOINABLE)


def _tables(value: object) -> list[Mapping[str, Any]]:
    tables = value if isinstance(value, list) else []
    return [table for table in tables if isinstance(table, Mapping)]


def _about_words(kind: Mapping[str, Any], path: str) -> Iterator[Problem]:
    for field in ("name", "dish"):
        word = kind.get(field, "")
        if isinstance(word, str) and (not word.isprintable() or word != word.strip()):
            remedy = Remedy("must be in one line, without blanks around it")
            yield Problem(f"{path}.{field}", show(word), remedy)


def _about_names(name: object, path: str, names: dict[str, str]) -> Iterator[Problem]:
    if not isinstance(name, str):
        return
    if name in names:
        remedy = Remedy("must differ from {}: each kind has its own", names[name])
        yield Problem(path, show(name), remedy)
    names.setdefault(name, path)


def _about_duration(data: Mapping[str, Any], path: str) -> Iterator[Problem]:
    time = msgspec.convert(data, Duration)
    if time.law is Law.UNIFORM and time.low > time.high:
        remedy = Remedy("must be at most high, which is {}", time.high)
        yield Problem(f"{path}.low", show(time.low), remedy)


def _about_queue(queue: QueueSpec) -> Iterator[Problem]:
    if queue.ending is Ending.DAEMON and queue.kind is not QueueKind.JOINABLE:
        remedy = Remedy(
            'must be "sentinel" for a {}: only a JoinableQueue can be joined, as daemons need it',
            queue.kind,
        )
        yield Problem("queue.ending", show(queue.ending), remedy)
    if queue.kind is QueueKind.SIMPLE and queue.maxsize:
        remedy = Remedy("must be 0 for a SimpleQueue: it has no maxsize")
        yield Problem("queue.maxsize", show(queue.maxsize), remedy)

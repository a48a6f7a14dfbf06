"""Reads lessons from their folders; says all that is wrong with one, by file, line and field."""

from __future__ import annotations

import importlib.resources
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from engine.lessons.schema import (
    AnyStep,
    Ask,
    Claim,
    Lesson,
    LessonFolder,
    Point,
    Set,
    Start,
    Text,
    Wait,
    program_file,
)
from engine.model.findings import FindingKind
from engine.model.snapshot import State

FILE = "lesson.toml"
STATES = {state.name.lower().replace("_", "-"): state for state in State}
_PLACE = re.compile(r" - at `\$\.?(.*)`$")
_HEADER = re.compile(r"^\s*(\[\[?)\s*([\w.]+)\s*\]")
_KEY = re.compile(r"^\s*([\w.]+)\s*=")


class LessonProblem(NamedTuple):
    """One thing that is wrong with a lesson's file."""

    file: Path
    line: int  # counted from 1; 0: the file as a whole
    field: str  # such as "steps[3].text.zh"; empty: the file as a whole
    remedy: str  # what is wrong, and what would be right

    def __str__(self) -> str:
        """As compilers write it, so that editors find the place."""
        place = f"{self.file}:{self.line}" if self.line else str(self.file)
        return f"{place}: {self.field + ': ' if self.field else ''}{self.remedy}"


class LessonError(Exception):
    """A lesson that cannot be used."""

    def __init__(self, problems: list[LessonProblem]) -> None:
        """`problems` is not empty."""
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


def builtin_lessons() -> list[LessonFolder]:
    """The lessons that come with the application, in their order."""
    folder = Path(str(importlib.resources.files("resources"))) / "lessons"
    return [load_lesson(each.parent) for each in sorted(folder.glob(f"*/{FILE}"))]


def load_lesson(path: Path) -> LessonFolder:
    """The lesson in a folder; `path` may also be its lesson.toml.

    Raises:
        LessonError: with everything that is wrong with it.
    """
    folder = path.parent if path.name == FILE else path
    file = folder / FILE
    try:
        source = file.read_text(encoding="utf-8")
        data = tomllib.loads(source)
    except (OSError, UnicodeDecodeError) as error:
        raise LessonError([LessonProblem(file, 0, "", f"can't be read: {error}")]) from error
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+)", str(error))
        line = int(found[1]) if found else source.count("\n") + 1
        raise LessonError([LessonProblem(file, line, "", f"is no TOML: {error}")]) from error
    problems = [
        LessonProblem(file, line_of(source, field), field, remedy)
        for field, remedy in _problems(data, folder)
    ]
    if problems:
        raise LessonError(problems)
    return LessonFolder(path=folder, lesson=msgspec.convert(data, Lesson))


def line_of(source: str, field: str) -> int:
    """The line, counted from 1, on which a field stands in a TOML text, or else its table begins.

    Args:
        source: the file's text.
        field: a path such as "claim.text.en" or "steps[3].part".
    """
    lines = list(_lines_of_fields(source))
    while field:
        for number, name in lines:
            if name == field or name.startswith((f"{field}.", f"{field}[")):
                return number
        field = field.rpartition(".")[0]
    return 0


def _lines_of_fields(source: str) -> Iterator[tuple[int, str]]:
    """Each line on which a table or a key begins, with its whole path."""
    table, seen = "", Counter[str]()
    for number, line in enumerate(source.splitlines(), start=1):
        if header := _HEADER.match(line):
            table = header[2]
            if header[1] == "[[":
                seen[table] += 1
                table = f"{table}[{seen[table] - 1}]"
            yield number, table
        elif key := _KEY.match(line):
            yield number, f"{table}.{key[1]}" if table else key[1]


def _problems(data: Mapping[str, Any], folder: Path) -> Iterator[tuple[str, str]]:
    for name in sorted(data.keys() - {"title", "claim", "steps"}):
        yield name, "is not known here; there are title, claim and steps"
    yield from _wrong(data.get("title"), Text, "title")
    yield from _wrong_claim(data.get("claim"))
    steps = data.get("steps")
    if not isinstance(steps, list) or not steps:
        yield "steps", "must be given: at least one [[steps]]"
        return
    for place, step in enumerate(steps):
        yield from _wrong_step(step, f"steps[{place}]", folder)


def _wrong(value: object, kind: Any, field: str) -> Iterator[tuple[str, str]]:
    if value is None:
        yield field, "must be given"
        return
    try:
        msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        text = str(error)
        found = _PLACE.search(text)
        inner = found[1] if found else ""
        yield f"{field}.{inner}" if inner else field, _PLACE.sub("", text)


def _wrong_claim(value: object) -> Iterator[tuple[str, str]]:
    wrong = list(_wrong(value, Claim, "claim"))
    yield from wrong
    if wrong:
        return
    measured = msgspec.convert(value, Claim).measured
    for language in ("en", "zh"):
        text = getattr(measured, language)
        if "{held}" not in text or "{tries}" not in text:
            yield f"claim.measured.{language}", "must have {held} and {tries} in it"


def _wrong_step(value: object, field: str, folder: Path) -> Iterator[tuple[str, str]]:
    wrong = list(_wrong(value, AnyStep, field))
    yield from wrong
    if wrong:
        return
    match msgspec.convert(value, AnyStep):
        case Start(program=program) if not program_file(folder, program).is_file():
            yield f"{field}.program", f"there is no {program_file(folder, program)}"
        case Wait() as step:
            yield from _wrong_wait(step, field)
        case Ask(choices=choices, answer=answer) if answer > len(choices):
            yield f"{field}.answer", f"is {answer}; it must be from 1 to {len(choices)}"
        case Point(part=None, worker=""):
            yield field, "must point at a part or a worker"
        case Set(count=None, time_scale=None):
            yield field, "must set a count or a time_scale"
        case Set(kind="", count=int()):
            yield f"{field}.kind", "must be given: whose count"


def _wrong_wait(step: Wait, field: str) -> Iterator[tuple[str, str]]:
    numbers = (step.depth, step.put, step.taken, step.lost)
    words = (step.state, step.finding, step.output)
    if all(number is None for number in numbers) and not any(words) and not step.ended:
        names = "depth, put, taken, lost, state, finding, output, ended"
        yield field, f"must wait for something: {names}"
    if step.state and step.state not in STATES:
        yield f"{field}.state", f"is {step.state!r}; it must be one of {', '.join(STATES)}"
    if bool(step.state) != bool(step.worker):
        yield f"{field}.worker", "worker and state go together"
    kinds = [kind.value for kind in FindingKind]
    if step.finding and step.finding not in kinds:
        yield f"{field}.finding", f"is {step.finding!r}; it must be one of {', '.join(kinds)}"

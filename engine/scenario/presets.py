"""Scenarios and files: the built-in ones in resources/scenarios, and the user's own.

A scenario file is TOML with the fields that scenario.py declares; a field that is left out has its
default. Whatever is wrong with a file is told at once, as a `ScenarioError`.
"""

from __future__ import annotations

import functools
import os
import re
import tempfile
import tomllib
from importlib import resources
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from engine.scenario.schema import Duration, Scenario
from engine.scenario.validation import Problem, Remedy, ScenarioError, find_problems, parse, show

__all__ = [
    "SUFFIXES",
    "Preset",
    "Problem",
    "ScenarioError",
    "builtin",
    "dumps",
    "load",
    "loads",
    "save",
]

SUFFIXES = (".queuescope", ".toml")
"""What scenario files are called; the first is ours alone, so a double-click opens it here."""

KEYS = (
    "dim-sum-kitchen",
    "balanced-kitchen",
    "back-pressure",
    "starvation",
    "bursts",
    "unbounded-growth",
)
"""The built-in scenarios in the order of the menu: the names of their files."""

_PLACE = re.compile(r"\(at (line \d+, column \d+|end of document)\)$")


class Preset(NamedTuple):
    """A built-in scenario and the name of its file."""

    key: str
    scenario: Scenario


@functools.cache
def builtin() -> tuple[Preset, ...]:
    """The built-in scenarios, in the order of the menu."""
    folder = resources.files("resources") / "scenarios"
    texts = ((key, (folder / f"{key}.toml").read_text(encoding="utf-8")) for key in KEYS)
    return tuple(Preset(key, loads(text)) for key, text in texts)


def load(path: Path | str) -> Scenario:
    """The scenario in a file; raises ScenarioError, or OSError when it cannot be read."""
    try:
        text = Path(path).read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        problem = Problem(
            f"byte {error.start}", "(not text)", Remedy("must be a text file in UTF-8")
        )
        raise ScenarioError([problem]) from error
    return loads(text)


def loads(text: str) -> Scenario:
    """The scenario that a TOML text describes; raises ScenarioError with all that is wrong."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ScenarioError([_about_syntax(text, str(error))]) from error
    except RecursionError as error:
        problem = Problem("line 1", "(deeply nested)", Remedy("must be nested far less deeply"))
        raise ScenarioError([problem]) from error
    return parse(data)


def dumps(scenario: Scenario) -> str:
    """A scenario as TOML text; raises ScenarioError rather than write what can't be read again."""
    import tomli_w  # here, since the program's host reads scenarios only

    if problems := find_problems(scenario):
        raise ScenarioError(problems)
    data: dict[str, Any] = msgspec.to_builtins(scenario)
    for kind in (*data["producers"], *data["consumers"]):
        kind["time"] = _without_defaults(kind["time"])
    if not data["faults"]:
        del data["faults"]
    return tomli_w.dumps(data, multiline_strings=True)


def save(scenario: Scenario, path: Path | str) -> None:
    """Writes a scenario file as a whole or not at all; raises ScenarioError or OSError."""
    text, path = dumps(scenario), Path(path)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        Path(name).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _without_defaults(time: dict[str, Any]) -> dict[str, Any]:
    """Only what says something: a fixed time has no use for the limits of a uniform one."""
    default = msgspec.to_builtins(Duration())
    kept = {"law", *(("low", "high") if time["law"] == "uniform" else ("seconds",))}
    return {name: value for name, value in time.items() if name in kept or value != default[name]}


def _about_syntax(text: str, message: str) -> Problem:
    """What tomllib says, as a problem of the line it names."""
    place = _PLACE.search(message)
    lines = text.splitlines() or [""]
    remedy = Remedy("must be TOML: {}", _PLACE.sub("", message).strip())
    if place is None or not place[1].startswith("line"):
        return Problem(f"line {len(lines)} (the end)", show(lines[-1].strip()), remedy)
    number = int(place[1].split()[1].rstrip(","))
    line = lines[number - 1] if number <= len(lines) else ""
    return Problem(place[1], show(line.strip()), remedy)

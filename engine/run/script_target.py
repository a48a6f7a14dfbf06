"""What shall be traced, and whether it can be: told before anything of it is started.

The check runs in the very Python that will run the script, which knows its own syntax and its own
modules. It compiles, and it finds; it executes nothing of the script and imports no package of it.
"""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass, field
from enum import StrEnum

from engine.platform import frozen
from engine.run.interpreters import OLDEST_PYTHON, default_python

CHECK_TIMEOUT_S = 30.0

_CHECKER = r"""
import json, os, sys, warnings

def check_script(path):
    if os.path.isdir(path):
        return "folder", ""
    try:
        with open(path, "rb") as file:
            source = file.read()
    except FileNotFoundError:
        return "missing", ""
    except OSError as problem:
        return "unreadable", problem.strerror or str(problem)
    try:
        compile(source, path, "exec", dont_inherit=True)
    except (SyntaxError, ValueError) as problem:
        import traceback
        lines = traceback.format_exception_only(type(problem), problem)
        return "syntax", "".join(lines).rstrip()
    return "", ""

def find(name, path):
    for finder in sys.meta_path:
        spec = finder.find_spec(name, path)
        if spec is not None:
            return spec
    return None

def check_module(name):
    path, full = None, ""
    for part in name.split("."):
        full = full + "." + part if full else part
        spec = find(full, path)
        if spec is None:
            return "no-module", full
        path = spec.submodule_search_locations
    if path is not None:
        full += ".__main__"
        spec = find(full, path)
        if spec is None:
            return "no-module", full
    if spec.has_location and spec.origin.endswith(".py"):
        return check_script(spec.origin)
    return "", ""

warnings.simplefilter("ignore")
trouble, details = (check_module if sys.argv[1] == "-m" else check_script)(sys.argv[2])
print("\n" + json.dumps([list(sys.version_info[:2]), trouble, details]))
"""


class TargetTrouble(StrEnum):
    """Why a target cannot be traced."""

    MISSING = "missing"
    FOLDER = "folder"
    UNREADABLE = "unreadable"
    SYNTAX = "syntax"
    NO_MODULE = "no-module"
    NO_PYTHON = "no-python"
    OLD_PYTHON = "old-python"


class TargetError(Exception):
    """The target cannot be traced; nothing of it was started."""

    def __init__(self, trouble: TargetTrouble, details: str) -> None:
        """`details` is the system's or the compiler's own word."""
        super().__init__(f"{trouble.value}: {details}")
        self.trouble = trouble
        self.details = details


@dataclass(frozen=True, slots=True)
class Target:
    """A script or a module, and its arguments."""

    name: str
    arguments: tuple[str, ...] = ()
    is_module: bool = False
    python: str = field(default_factory=default_python)

    @property
    def command(self) -> list[str]:
        """What follows `python` on a command line."""
        return [*(["-m"] if self.is_module else []), self.name, *self.arguments]


class Check:
    """A check of a target, made by the target's own Python, while we do something else."""

    def __init__(self, target: Target) -> None:
        """Starts it."""
        self._target = target
        kind = "-m" if target.is_module else "script"
        pipe, nowhere = subprocess.PIPE, subprocess.DEVNULL
        self._process: subprocess.Popen[str] | None = None
        self._problem: OSError | None = None
        try:
            with frozen.foreign_program():
                self._process = subprocess.Popen(
                    [target.python, "-c", _CHECKER, kind, target.name],
                    stdin=nowhere,
                    stdout=pipe,
                    stderr=pipe,
                    encoding="utf-8",
                )
        except OSError as problem:
            self._problem = problem

    def result(self) -> None:
        """Waits for it; raises `TargetError` when the target can't be traced."""
        version, trouble, details = self._answer()
        if tuple(version) < OLDEST_PYTHON:
            raise TargetError(TargetTrouble.OLD_PYTHON, ".".join(map(str, version)))
        if trouble:
            raise TargetError(TargetTrouble(trouble), details)

    def _answer(self) -> tuple[list[int], str, str]:
        if self._process is None:
            problem = self._problem
            reason = (problem and problem.strerror) or str(problem)
            raise TargetError(TargetTrouble.NO_PYTHON, reason) from problem
        with self._process:
            try:
                out, _ = self._process.communicate(timeout=CHECK_TIMEOUT_S)
            except subprocess.TimeoutExpired as problem:
                self._process.kill()
                raise TargetError(
                    TargetTrouble.NO_PYTHON, str(problem).splitlines()[-1]
                ) from problem
        if code := self._process.returncode:
            raise TargetError(TargetTrouble.NO_PYTHON, f"it ended with exit code {code}")
        try:
            version, trouble, details = json.loads(out.splitlines()[-1])
        except (ValueError, IndexError) as problem:
            answer = "it does not answer as a Python does"
            raise TargetError(TargetTrouble.NO_PYTHON, answer) from problem
        return version, trouble, details


def check(target: Target) -> None:
    """Raises `TargetError` when the target is not there, does not parse, or has no Python."""
    Check(target).result()

"""Which Python runs a script: this one, or, since the packaged application has none, one found."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from engine.platform import frozen

OLDEST_PYTHON = (3, 9)
ANSWER_TIMEOUT_S = 10.0
NAMES = ("python3", "python")
_ENVIRONMENTS = ("VIRTUAL_ENV", "CONDA_PREFIX")  # an activated one comes first
_QUIETLY: int = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # no console flashes up on Windows
_TELL = "import sys; print(sys.executable); print(*sys.version_info[:2])"


def default_python() -> str:
    """This Python; in the packaged application the first that is found, or "python3" if none is."""
    if not frozen.is_frozen():
        return sys.executable
    return next(found_pythons(os.environ), NAMES[0])


def found_pythons(environment: Mapping[str, str]) -> Iterator[str]:
    """Pythons of at least 3.9, the most likely wanted first; each is asked, so none is a stub."""
    seen = set()
    for command in _candidates(environment):
        answer = _ask(command)
        if answer is not None and answer not in seen:
            seen.add(answer)
            yield answer


def _candidates(environment: Mapping[str, str]) -> Iterator[list[str]]:
    is_windows = sys.platform == "win32"
    for variable in _ENVIRONMENTS:
        if folder := environment.get(variable):
            place = "python.exe" if is_windows else "bin/python"
            yield [str(Path(folder) / place)]
            yield [str(Path(folder) / "Scripts" / "python.exe")] if is_windows else []
    for name in NAMES:
        if path := shutil.which(name, path=environment.get("PATH", os.defpath)):
            yield [path]
    if is_windows and (launcher := shutil.which("py", path=environment.get("PATH", os.defpath))):
        yield [launcher, "-3"]


def _ask(command: list[str]) -> str | None:
    """The interpreter's own path, or None where there is none or one that is too old."""
    if not command:
        return None
    try:
        with frozen.foreign_program():
            answer = subprocess.run(
                [*command, "-c", _TELL],
                capture_output=True,
                stdin=subprocess.DEVNULL,
                timeout=ANSWER_TIMEOUT_S,
                check=True,
                encoding="utf-8",
                creationflags=_QUIETLY,
            ).stdout
        path, version = answer.splitlines()[-2:]
        major, minor = (int(number) for number in version.split())
    except (OSError, subprocess.SubprocessError, ValueError):
        return None
    return path if (major, minor) >= OLDEST_PYTHON else None

"""A program that is observed does what it does bare: a corpus is run both ways and compared.

What is compared is all that a program, its user and its parent process see: standard output,
standard error with its tracebacks and warnings, and the exit code. The programs print the rest
themselves: descriptors, threads, stacks, garbage. On this machine's other Pythons they run when
QUEUESCOPE_FIDELITY=all is set, which takes minutes.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from engine.collect import Session
from tests.support.attached import interpreters

pytestmark = [
    pytest.mark.processes,
    pytest.mark.skipif(sys.platform != "linux", reason="the programs look into /proc"),
]

PROGRAMS = Path(__file__).parent / "programs"
INSIDE = Path(__file__).parent / "inside"  # programs that look into the probe
OPERATIONS = ("get", "get_with_timeout", "empty", "full", "simple_put", "simple_get")
METHODS = ("fork", "spawn", "forkserver")
TIMEOUT_S = 120.0
INPUT = b"first\nsecond\n"

_CHANGING = re.compile(r"0x[0-9a-f]+|\bpid=\d+|[~^]{2,}")


@dataclass(frozen=True)
class Outcome:
    """What is seen of one run from outside."""

    code: int
    output: str
    errors: str


def pythons() -> dict[str, str]:
    """Version -> interpreter: this one, or all that are found."""
    own = f"3.{sys.version_info.minor}"
    found = interpreters()
    return found if os.environ.get("QUEUESCOPE_FIDELITY") == "all" else {own: found[own]}


def cases() -> list[tuple[str, str, str]]:
    """Program, start method ("": it takes none) and Python's version."""
    made = []
    for path in sorted(PROGRAMS.iterdir()):
        if path.suffix in (".py", ".txt"):
            takes_method = "sys.argv[1])" in path.read_text(encoding="utf-8")
            made += [
                (path.name, method, version)
                for method in (METHODS if takes_method else ("",))
                for version in pythons()
            ]
    return made


@pytest.mark.parametrize(("name", "method", "version"), cases())
def test_a_program_does_the_same_observed_as_bare(
    name: str, method: str, version: str, tmp_path: Path
) -> None:
    python = pythons()[version]
    target = [str(PROGRAMS / name), *([method] if method else [])]
    assert observed(python, target, tmp_path) == bare(python, target, tmp_path)


@pytest.mark.parametrize("version", pythons())
def test_an_operation_that_an_exception_breaks_off_leaves_no_wait_on_the_board(
    version: str, tmp_path: Path
) -> None:
    outcome = observed(pythons()[version], [str(INSIDE / "broken_off.py")], tmp_path)
    lines = [*(f"{name} []" for name in OPERATIONS), "True"]
    assert (outcome.code, outcome.output.splitlines(), outcome.errors) == (0, lines, "")


def bare(python: str, target: list[str], folder: Path) -> Outcome:
    """The program by itself."""
    return run([python, *target], folder, None)


def observed(python: str, target: list[str], folder: Path) -> Outcome:
    """The program under the probe, as an existing script is traced."""
    session = Session(tells_spots=True)
    try:
        outcome = run(session.command(target, python=python), folder, session)
        assert session.stream_count > 0 or target[0].endswith(".txt")
        return outcome
    finally:
        session.close()


def run(command: list[str], folder: Path, session: Session | None) -> Outcome:
    """Runs it to its end, in `folder`."""
    paths = [folder / name for name in ("input", "output", "errors")]
    paths[0].write_bytes(INPUT)
    with paths[0].open("rb") as given, paths[1].open("wb") as out, paths[2].open("wb") as err:
        environment = {**os.environ, "PYTHONHASHSEED": "0"}
        process = subprocess.Popen(
            command, stdin=given, stdout=out, stderr=err, cwd=folder, env=environment
        )
        deadline_s = time.monotonic() + TIMEOUT_S
        while process.poll() is None:
            if session is not None:
                session.poll(0.005)
                session.sample()
            if time.monotonic() > deadline_s:
                process.kill()
            time.sleep(0.005)
    return Outcome(process.returncode, cleaned(paths[1]), cleaned(paths[2]))


def cleaned(path: Path) -> str:
    """Its text, without what differs from run to run, and without the carets below lines."""
    text = _CHANGING.sub("", path.read_text(encoding="utf-8", errors="replace"))
    return "\n".join(line for line in text.splitlines() if line.strip())

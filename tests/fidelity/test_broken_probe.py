"""A probe that breaks, wherever it breaks, lets the program run as it runs bare.

A copy of the probe gets `raise` before one statement after another of what loads, installs, begins,
announces and ends; with each of these probes a program is run, in its main process and in a child.
"""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.collect import Session
from engine.observe import launch

pytestmark = pytest.mark.faults

PROBE = Path(launch.__file__).parent
FAULT = "raise RuntimeError('injected')"
TIMEOUT_S = 60.0

PROGRAM = """
import multiprocessing as mp, sys

def work(queue, simple):
    queue.put(1)
    simple.put(2)

if __name__ == "__main__":
    context = mp.get_context("fork")
    queue, simple = context.JoinableQueue(2), context.SimpleQueue()
    child = context.Process(target=work, args=(queue, simple))
    child.start()
    print(queue.get(), simple.get())
    queue.task_done()
    queue.join()
    child.join()
    print(child.exitcode)
    sys.exit(3)
"""

# Where the probe loads, begins and ends: file -> functions, "" is the module's own body.
PLACES = {
    "__init__.py": ("", "install"),
    "patches.py": (
        "",
        "install",
        "_install_on_posix",
        "_observe_queue",
        "_tap_of",
        "_child_hello",
    ),
    "recorder.py": ("", "configure", "begin", "_connect", "tap", "end"),
    "sender.py": ("", "send"),
    "channel.py": ("", "__init__"),
    "queue_parts.py": ("", "observe_queue", "observe_feeding", "observe_tasks"),
    "process_exit.py": ("", "end", "watch_run", "watch_for_error", "watch_for_leaving"),
    "program_locks.py": ("", "note", "_library_names"),
}


def statements(source: str, function: str) -> Iterator[tuple[int, int]]:
    """Line and column of each statement there; (line, column) once for each place."""
    tree = ast.parse(source)
    owners = (
        [tree]
        if not function
        else [
            node
            for node in ast.walk(tree)
            if isinstance(node, ast.FunctionDef) and node.name == function
        ]
    )
    for owner in owners:
        for node in owner.body if owner is tree else ast.walk(owner):
            is_text = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
            is_future = isinstance(node, ast.ImportFrom) and node.module == "__future__"
            if isinstance(node, ast.stmt) and node is not owner and not is_text and not is_future:
                decorators = getattr(node, "decorator_list", [])
                first = min([node.lineno, *(each.lineno for each in decorators)])
                if (
                    not source.splitlines()[first - 1]
                    .lstrip()
                    .startswith(("elif", "else", "except"))
                ):
                    yield first, node.col_offset


@pytest.mark.parametrize(
    ("file", "function"), [(file, each) for file, names in PLACES.items() for each in names]
)
def test_the_program_runs_wherever_the_probe_breaks(
    file: str, function: str, tmp_path: Path
) -> None:
    script = tmp_path / "program.py"
    script.write_text(PROGRAM, encoding="utf-8")
    source = (PROBE / file).read_text(encoding="utf-8")
    places = sorted(set(statements(source, function)))
    assert places
    for number, (line, column) in enumerate(places):
        copy = tmp_path / f"probe{number}"
        shutil.copytree(PROBE, copy, ignore=shutil.ignore_patterns("__pycache__"))
        lines = source.splitlines()
        lines.insert(line - 1, " " * column + FAULT)
        (copy / file).write_text("\n".join(lines) + "\n", encoding="utf-8")
        code, output, errors = run(copy, script)
        where = f"{file}:{line}: {lines[line]}"
        assert (code, output) == (3, "1 2\n0\n"), f"{where}\n{errors}"
        assert "Traceback" not in errors, f"{where}\n{errors}"
        shutil.rmtree(copy)


def run(probe: Path, script: Path) -> tuple[int, str, str]:
    """The program under that probe: exit code, standard output and error."""
    session = Session()
    try:
        done = subprocess.run(
            [sys.executable, "-B", str(probe / "launch.py"), str(session.folder), str(script)],
            capture_output=True,
            text=True,
            timeout=TIMEOUT_S,
            check=False,
        )
    finally:
        session.close()
    return done.returncode, done.stdout, done.stderr

"""Runs the real command line in a process of its own, as a user would."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = ROOT / "tests" / "scripts"
TIMEOUT_S = 60.0
ENTRY = (
    f"import sys; sys.path.insert(0, {str(ROOT)!r}); "
    "from gui.__main__ import entry; sys.exit(entry())"
)
"""The console script, in a form that needs no installation and leaves no PYTHONPATH behind."""

Completed = subprocess.CompletedProcess[bytes]


class CommandLine:
    """`queuescope`, with its log in a temporary folder and without a display."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = {
            **{key: value for key, value in os.environ.items() if "DISPLAY" not in key},
            "XDG_STATE_HOME": str(folder / "state"),
            "COLUMNS": "120",
        }
        self.environment.pop("QT_QPA_PLATFORM", None)

    def command(self, *arguments: str | Path) -> list[str]:
        """The whole command."""
        return [sys.executable, "-c", ENTRY, *map(str, arguments)]

    def __call__(self, *arguments: str | Path, stdin: bytes = b"") -> Completed:
        """Runs it to its end."""
        return self.run(self.command(*arguments), stdin)

    def plain(self, *arguments: str | Path, stdin: bytes = b"") -> Completed:
        """Runs plain Python in the same surroundings."""
        return self.run([sys.executable, *map(str, arguments)], stdin)

    def start(self, *arguments: str | Path, own_group: bool = False) -> subprocess.Popen[bytes]:
        """Starts it with pipes, with default signals whatever the test runner's are.

        `own_group`: as the leader of a process group without a terminal.
        """
        return subprocess.Popen(
            self.command(*arguments),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=self.environment,
            cwd=self.folder,
            preexec_fn=_default_signals,
            start_new_session=own_group,
        )

    def on_terminal(
        self, *arguments: str | Path, typed: dict[bytes, bytes] | None = None
    ) -> tuple[int, bytes, bytes]:
        """Exit code, standard output and the terminal, which only standard error is on.

        `typed` says what somebody types as soon as something is to be read there.
        """
        return self._on_terminal(arguments, subprocess.PIPE, typed or {})

    def all_on_terminal(
        self, *arguments: str | Path, typed: dict[bytes, bytes] | None = None
    ) -> tuple[int, bytes]:
        """Exit code and the terminal, which all three standard streams are on."""
        code, _, told = self._on_terminal(arguments, None, typed or {})
        return code, told

    def _on_terminal(
        self, arguments: Sequence[str | Path], stdout: int | None, typed: dict[bytes, bytes]
    ) -> tuple[int, bytes, bytes]:
        import fcntl  # here, as these three are not on every system
        import pty
        import termios

        ours, theirs = pty.openpty()

        def own_the_terminal() -> None:
            _default_signals()
            fcntl.ioctl(theirs, termios.TIOCSCTTY, 0)

        process = subprocess.Popen(
            self.command(*arguments),
            stdin=theirs if stdout is None else subprocess.DEVNULL,
            stdout=theirs if stdout is None else stdout,
            stderr=theirs,
            env={**self.environment, "TERM": "xterm-256color", "LINES": "40"},
            cwd=self.folder,
            start_new_session=True,
            preexec_fn=own_the_terminal,
        )
        os.close(theirs)
        told = b""
        with os.fdopen(ours, "rb", buffering=0) as terminal:
            try:
                while part := terminal.read(4096):
                    told += part
                    for wanted in [wanted for wanted in typed if wanted in told]:
                        os.write(ours, typed.pop(wanted))
            except OSError:
                pass  # Linux's way to say that nobody writes any more
        out, _ = process.communicate(timeout=TIMEOUT_S)
        return process.returncode, out or b"", told

    def report(self, *arguments: str | Path, stdin: bytes = b"") -> dict[str, Any]:
        """The report of a traced script, through `--report`."""
        path = self.folder / "report.json"
        self("trace", "--report", path, *arguments, stdin=stdin)
        report: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return report

    def run(self, command: list[str], stdin: bytes) -> Completed:
        """Any command, to its end."""
        return subprocess.run(
            command,
            input=stdin,
            capture_output=True,
            env=self.environment,
            cwd=self.folder,
            timeout=TIMEOUT_S,
            check=False,
        )


def _default_signals() -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture
def queuescope(tmp_path: Path) -> CommandLine:
    """The command line, run in an empty folder."""
    return CommandLine(tmp_path)


@pytest.fixture
def script(tmp_path: Path) -> Callable[[str], Path]:
    """Writes a script into the test's folder."""

    def write(text: str, name: str = "script.py") -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.fixture
def scripts() -> Path:
    """The folder of example scripts."""
    return SCRIPTS

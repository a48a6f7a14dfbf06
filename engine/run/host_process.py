"""The main process of one of our own programs: started, sent commands, its output read.

The program leads a session (on Windows a process group) of its own: a Ctrl-C at the application's
terminal is the application's, and all its processes are found by it (engine/run/process_tree.py).
"""

from __future__ import annotations

import collections
import contextlib
import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import engine
from engine.collect import Session
from engine.scenario.presets import save
from engine.scenario.schema import Scenario

MOST_CHUNKS = 256  # of output that nobody fetches; older ones are let go
CHUNK_BYTES = 65_536
READER_END_S = 0.5


def host_command(session: Session, scenario_file: Path) -> list[str]:
    """The command that runs a scenario's program under the probe."""
    return session.command(["-m", "engine.program", "--control", str(scenario_file)])


def scenario_command(session: Session, scenario: Scenario) -> list[str]:
    """The same, with the scenario in the run's folder; raises OSError when it can't be written."""
    path = session.folder / "scenario.toml"
    save(scenario, path)
    return host_command(session, path)


class HostProcess:
    """The program's main process, from its start to its end."""

    leads_session = True

    def __init__(self, command: list[str], session: Session) -> None:
        """Starts it; raises OSError when that fails. `command` is one of `session.command`."""
        environment = session.environment()
        environment["PYTHONIOENCODING"] = "utf-8"
        # What multiprocessing keeps there (the fork server's socket) goes with the run's folder,
        # also where the main process is killed; and a socket's path is never too long there.
        environment["TMPDIR"] = str(session.folder)
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            bufsize=0,
            env=environment,
            cwd=Path(engine.__file__).resolve().parents[1],
            **_apart(),
        )
        self._chunks: collections.deque[bytes] = collections.deque(maxlen=MOST_CHUNKS)
        self._rest = b""
        if sys.platform != "win32" and self._process.stdin is not None:
            os.set_blocking(self._process.stdin.fileno(), False)
        self._reader = threading.Thread(target=self._read, name="queuescope-output", daemon=True)
        self._reader.start()

    @property
    def pid(self) -> int:
        """The main process's."""
        return self._process.pid

    @property
    def exit_code(self) -> int | None:
        """None while it runs; negative: the signal that ended it."""
        return self._process.poll()

    def send(self, **command: Any) -> None:
        """Sends a command; never waits. A program that is gone or stuck does not get it."""
        if self._process.stdin is not None and not self._process.stdin.closed:
            with contextlib.suppress(OSError):
                self._process.stdin.write(json.dumps(command).encode() + b"\n")

    def take_output(self) -> list[str]:
        """The lines that the program has printed since the last call."""
        data = self._rest
        while self._chunks:
            data += self._chunks.popleft()
        *lines, self._rest = data.split(b"\n")
        if self._rest and not self._reader.is_alive() and not self._chunks:
            lines.append(self._rest)
            self._rest = b""
        return [line.decode("utf-8", "replace").rstrip("\r") for line in lines]

    def ask_to_end(self) -> None:
        """By a command."""
        self.send(do="stop")

    def close(self) -> None:
        """Frees everything, when all its processes have gone."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(READER_END_S)
        self._reader.join(READER_END_S)
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None and not (
                stream is self._process.stdout and self._reader.is_alive()
            ):
                with contextlib.suppress(OSError):
                    stream.close()

    def _read(self) -> None:
        output = self._process.stdout
        while output is not None and (chunk := output.read(CHUNK_BYTES)):
            self._chunks.append(chunk)


def _apart() -> dict[str, Any]:
    if sys.platform == "win32":
        flags = subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW
        return {"creationflags": flags}
    return {"start_new_session": True}

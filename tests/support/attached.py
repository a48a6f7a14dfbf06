"""Small programs that hang or do not, on every Python that is found, and their ends."""

from __future__ import annotations

import contextlib
import glob
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

PROGRAMS = Path(__file__).resolve().parents[1] / "engine" / "attach" / "programs"
MINORS = range(9, 15)
LEAVE_S = 5.0


def interpreters() -> dict[str, str]:
    """Version -> path of each CPython from 3.9 to 3.14 here: on the PATH, or kept by pyenv."""
    kept = os.environ.get("PYENV_ROOT", os.path.expanduser("~/.pyenv"))
    found = {f"3.{sys.version_info.minor}": sys.executable}
    for minor in MINORS:
        name = f"python3.{minor}"
        there = shutil.which(name)
        if there is None or "shims" in there:
            there = next(iter(sorted(glob.glob(f"{kept}/versions/3.{minor}.*/bin/{name}"))), None)
        if there is not None:
            found.setdefault(f"3.{minor}", there)
    return found


def _is_alive(process: psutil.Process) -> bool:
    """Whether it runs; who waits for an orphan, and when, is the system's business."""
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def _session(pid: int) -> int:
    try:
        return os.getsid(pid)
    except OSError:
        return -1


class Program:
    """One that runs, in a session of its own; it has said that it is ready."""

    def __init__(
        self, python: str, name: str, within: tuple[str, ...] = (), **options: object
    ) -> None:
        """`name` is a file below `programs`, or any, without its ending.

        `within` is a command that starts it, such as `unshare`.
        """
        self.folder = tempfile.mkdtemp(prefix="p")  # for what it leaves when it is ended by force
        self.process = subprocess.Popen(
            [*within, python, str(PROGRAMS / f"{name}.py")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            env={**os.environ, "TMPDIR": self.folder},
            **options,
        )
        self.pid = self.process.pid
        for line in self.process.stdout:
            if line == b"ready\n":
                break
        else:
            self.end()
            raise AssertionError(f"{name} never was ready")

    def end(self) -> None:
        """The program and all that it started; the resource tracker tidies up and follows."""
        ours = [each for each in psutil.process_iter(["cmdline"]) if _session(each.pid) == self.pid]
        for each in ours:
            if not any("resource_tracker" in word for word in each.info["cmdline"] or ()):
                with contextlib.suppress(psutil.NoSuchProcess):
                    each.kill()
        self.process.wait()
        deadline_s = time.monotonic() + LEAVE_S
        while any(map(_is_alive, ours)) and time.monotonic() < deadline_s:
            time.sleep(0.01)
        shutil.rmtree(self.folder, ignore_errors=True)
        for pipe in (self.process.stdin, self.process.stdout):
            pipe.close()

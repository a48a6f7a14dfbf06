"""What is left of the application when it dies: a report in the log folder, offered at next start.

    running-PID.txt     opened at the start, and locked as long as the process lives; faulthandler
                        writes into it when the process dies of a fatal signal or error, and we
                        when an exception ends it
    crash-TIME-PID.txt  what the next start makes of it when nobody holds it any more and something
                        was written; who was killed from outside had nothing to tell

The locks also tell how many windows are open (decision 7).
"""

from __future__ import annotations

import contextlib
import faulthandler
import logging
import os
import re
import sys
import time
import traceback
from pathlib import Path
from typing import TextIO

from PySide6 import __version__ as qt_version
from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from engine.platform import log

HEAD_END = "-" * 40
MOST_REPORTS = 10
LOG_LINES = 60
_RUNNING = re.compile(r"running-(\d+)\.txt$")
_LEVELS = {QtMsgType.QtDebugMsg: logging.DEBUG, QtMsgType.QtInfoMsg: logging.INFO}

_log = logging.getLogger(__name__)


class Watch:
    """Over this process, from `begin` to `end`. Where nothing can be written it does nothing."""

    def __init__(self, folder: Path) -> None:
        """`folder` is the log folder."""
        self._folder = folder
        self._path = folder / f"running-{os.getpid()}.txt"
        self._file: TextIO | None = None

    def begin(self) -> None:
        """Starts to watch; quick, since the window waits for it."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._file = self._path.open("w", encoding="utf-8")
            _hold(self._file)
        except OSError as problem:
            _log.warning("crashes cannot be reported: %s", problem)
            return
        faulthandler.enable(self._file, all_threads=True)
        qInstallMessageHandler(self._on_qt_message)

    def go_on(self) -> list[Path]:
        """Adds what takes longer to tell; returns the reports that nobody has been told of."""
        if self._file is None:
            return []
        self._write(f"{_about_us()}\n{HEAD_END}\n")
        try:
            return collect(self._folder)
        except OSError as problem:
            _log.warning("earlier crashes cannot be reported: %s", problem)
            return []

    def others_open(self) -> int:
        """How many other windows of this application are open."""
        return sum(path != self._path and is_open(path) for path in _running(self._folder))

    def tell(self, problem: BaseException) -> None:
        """An exception ends the application; the report is left for the next start."""
        self._write("".join(traceback.format_exception(problem)))

    def end(self) -> None:
        """The application ends as it should."""
        if self._file is None:
            return
        qInstallMessageHandler(None)
        faulthandler.disable()
        self._file.close()
        self._file = None
        with contextlib.suppress(OSError):
            self._path.unlink()

    def _write(self, text: str) -> None:
        if self._file is not None:
            with contextlib.suppress(OSError):
                self._file.write(text)
                self._file.flush()

    def _on_qt_message(self, kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
        """Qt's own messages go to the log too; its last one to the report."""
        logging.getLogger("qt").log(_LEVELS.get(kind, logging.WARNING), "%s", text)
        if sys.stderr is not None:
            sys.stderr.write(text + "\n")
        if kind == QtMsgType.QtFatalMsg:
            self._write(f"Qt: {text} ({context.file}:{context.line})\n")


def collect(folder: Path) -> list[Path]:
    """Makes reports of what dead processes left; removes what tells nothing, and old reports."""
    made = []
    for path in _running(folder):
        if is_open(path):
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        if _told(text):
            stamp = time.strftime("%Y%m%d-%H%M%S", time.localtime(path.stat().st_mtime))
            report = folder / f"crash-{stamp}-{_pid(path)}.txt"
            report.write_text(text + _log_of(folder, _pid(path)), encoding="utf-8")
            made.append(report)
        path.unlink()
    for old in sorted(folder.glob("crash-*.txt"))[:-MOST_REPORTS]:
        old.unlink()
    return [report for report in made if report.exists()]


def is_open(path: Path) -> bool:
    """Whether the process that has written the file lives: it holds it then."""
    try:
        with path.open("r+", encoding="utf-8") as file:
            _hold(file)
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return False


def _hold(file: TextIO) -> None:
    """Takes the file for this process alone; raises OSError when another has it."""
    if sys.platform == "win32":
        import msvcrt

        file.seek(_FAR)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        file.seek(0)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


_FAR = 2**30  # a byte behind all that is ever written: what is locked cannot be read on Windows


def _running(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("running-*.txt") if _RUNNING.match(path.name))


def _pid(path: Path) -> int:
    found = _RUNNING.match(path.name)
    return int(found[1]) if found else 0


def _told(text: str) -> bool:
    """Whether there is more than the head, which an early death has not written."""
    head, line, rest = text.partition(HEAD_END)
    return bool(rest.strip() if line else head.strip())


def _about_us() -> str:
    import platform

    from engine.platform.version import version

    return (
        f"Queuescope {version() or '?'}, Python {platform.python_version()}, Qt {qt_version}\n"
        f"{platform.platform()}"
    )


def _log_of(folder: Path, pid: int) -> str:
    """The last lines of that process in the log file."""
    with contextlib.suppress(OSError):
        lines = (folder / log.log_path().name).read_text("utf-8", "replace").splitlines()
        mine = [line for line in lines if f" {pid} " in line[:40]][-LOG_LINES:]
        return "\n".join([f"{HEAD_END} log", *mine, ""])
    return ""

"""What is left of the application when it dies: a report in the log folder, offered at next start.

    running-PID.txt     opened at the start; faulthandler writes into it when the process dies of
                        a fatal signal or error, and we when an exception ends it
    crash-TIME-PID.txt  what the next start makes of it when its process is gone and something was
                        written; one that was killed from outside left nothing to tell

While they exist the files also tell how many windows are open (decision 7).
"""

from __future__ import annotations

import contextlib
import faulthandler
import logging
import os
import platform
import re
import sys
import time
import traceback
from pathlib import Path
from typing import TextIO

import psutil
from PySide6 import __version__ as qt_version
from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from engine import log
from engine.version import version

HEAD_END = "-" * 40
MOST_REPORTS = 10
LOG_LINES = 60
_RUNNING = re.compile(r"running-(\d+)\.txt")

_log = logging.getLogger(__name__)


class Watch:
    """Over one process, from `begin` to `end`. Where nothing can be written it does nothing."""

    def __init__(self, folder: Path | None = None) -> None:
        """`folder` is the log folder."""
        self._folder = folder or log.log_path().parent
        self._path = self._folder / f"running-{os.getpid()}.txt"
        self._file: TextIO | None = None

    def begin(self) -> list[Path]:
        """Starts to watch; returns the reports of crashes that nobody has been told of."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            reports = collect(self._folder)
            self._file = self._path.open("w", encoding="utf-8")
            self._file.write(_head())
            self._file.flush()
        except OSError as problem:
            _log.warning("crashes cannot be reported: %s", problem)
            return []
        faulthandler.enable(self._file, all_threads=True)
        qInstallMessageHandler(self._on_qt_message)
        return reports

    def others_open(self) -> int:
        """How many other windows of this application are open."""
        return sum(path != self._path and _is_open(path) for path in self._running())

    def tell(self, problem: BaseException) -> None:
        """An exception ends the application; the report is left for the next start."""
        if self._file is not None:
            self._file.write("".join(traceback.format_exception(problem)))
            self._file.flush()

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

    def _running(self) -> list[Path]:
        return [path for path in self._folder.glob("running-*.txt") if _RUNNING.match(path.name)]

    def _on_qt_message(self, kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
        """Qt's own messages go to the log too; its last one to the report."""
        levels = {QtMsgType.QtDebugMsg: logging.DEBUG, QtMsgType.QtInfoMsg: logging.INFO}
        logging.getLogger("qt").log(levels.get(kind, logging.WARNING), "%s", text)
        if sys.stderr is not None:
            sys.stderr.write(text + "\n")
        if kind == QtMsgType.QtFatalMsg and self._file is not None:
            self._file.write(f"Qt: {text} ({context.file}:{context.line})\n")
            self._file.flush()


def collect(folder: Path) -> list[Path]:
    """Makes reports of what dead processes left; removes what tells nothing, and old reports."""
    made = []
    for path in sorted(folder.glob("running-*.txt")):
        if not _RUNNING.match(path.name) or _is_open(path):
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        if text.partition(HEAD_END)[2].strip():
            stamp = time.strftime("%Y%m%d-%H%M%S", time.localtime(path.stat().st_mtime))
            report = folder / f"crash-{stamp}-{_pid(path)}.txt"
            report.write_text(text + _log_of(folder, _pid(path)), encoding="utf-8")
            made.append(report)
        path.unlink()
    for old in sorted(folder.glob("crash-*.txt"))[:-MOST_REPORTS]:
        old.unlink()
    return [report for report in made if report.exists()]


def _head() -> str:
    created_s = psutil.Process().create_time()
    return (
        f"Queuescope {version() or '?'}, Python {platform.python_version()}, Qt {qt_version}\n"
        f"{platform.platform()}\n"
        f"process {os.getpid()} created {created_s}\n{HEAD_END}\n"
    )


def _pid(path: Path) -> int:
    found = _RUNNING.match(path.name)
    return int(found[1]) if found else 0


def _is_open(path: Path) -> bool:
    """Whether the process that wrote the file lives: pids are used again, so its age counts too."""
    try:
        created_s = psutil.Process(_pid(path)).create_time()
        head = path.read_text(encoding="utf-8", errors="replace").partition(HEAD_END)[0]
    except (psutil.Error, OSError):
        return False
    return f"created {created_s}\n" in head


def _log_of(folder: Path, pid: int) -> str:
    """The last lines of that process in the log file."""
    with contextlib.suppress(OSError):
        lines = (folder / log.log_path().name).read_text("utf-8", "replace").splitlines()
        mine = [line for line in lines if f" {pid} " in line[:40]][-LOG_LINES:]
        return "\n".join([f"{HEAD_END} log", *mine, ""])
    return ""

"""The log file: where the details go that no user wants in their face.

Command line and window write to the same small rotating file in the system's folder for logs.
Where that cannot be written (a read-only home) there is no file, and nothing else changes.
"""

from __future__ import annotations

import io
import logging
import sys
from logging.handlers import RotatingFileHandler
from pathlib import Path

MOST_BYTES = 512 * 1024
OLD_FILES = 2
FORMAT = "%(asctime)s %(process)d %(levelname)s %(name)s: %(message)s"


class _Rotating(RotatingFileHandler):
    """A rotating file that goes on growing where another window keeps it from being renamed."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's own name
        """Nothing: a full disk is no reason to write a traceback for each line to the terminal."""

    def doRollover(self) -> None:  # noqa: N802 - logging's own name
        """Renames the file, or leaves it for the next time."""
        try:
            super().doRollover()
        except OSError:
            self.stream = self.stream or self._open()


class _LineLog(io.TextIOBase):
    """A stream whose lines go to the log."""

    def __init__(self, name: str) -> None:
        self._logger = logging.getLogger(name)
        self._rest = ""

    def writable(self) -> bool:
        """Always."""
        return True

    def write(self, text: str) -> int:
        """Logs the lines that are complete."""
        *lines, self._rest = (self._rest + text).split("\n")
        for line in filter(str.strip, lines):
            self._logger.warning("%s", line)
        return len(text)


def replace_missing_streams() -> None:
    """A windowed program on Windows has no standard streams, to which libraries write: the log."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, _LineLog(name))


def log_path() -> Path:
    """Where the log file is, whether it exists or not."""
    import platformdirs  # here, so that `--help` stays quick

    return Path(platformdirs.user_log_dir("queuescope", appauthor=False)) / "queuescope.log"


def set_up(level: int = logging.INFO) -> Path | None:
    """Sends the root logger's records to the log file; returns it, or None where there is none."""
    root = logging.getLogger()
    root.setLevel(level)
    for handler in root.handlers:
        if isinstance(handler, RotatingFileHandler):
            return Path(handler.baseFilename)
    path = log_path()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = _Rotating(
            path, maxBytes=MOST_BYTES, backupCount=OLD_FILES, encoding="utf-8", delay=True
        )
        path.touch()
    except OSError:
        root.addHandler(logging.NullHandler())
        return None
    handler.setFormatter(logging.Formatter(FORMAT))
    root.addHandler(handler)
    return path

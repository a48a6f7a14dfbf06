"""The log file: where the details go that no user wants in their face.

Command line and window write to the same small rotating file in the system's folder for logs.
Where that cannot be written (a read-only home) there is no file, and nothing else changes.
"""

from __future__ import annotations

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

MOST_BYTES = 512 * 1024
OLD_FILES = 2
FORMAT = "%(asctime)s %(process)d %(levelname)s %(name)s: %(message)s"


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
        handler = RotatingFileHandler(
            path, maxBytes=MOST_BYTES, backupCount=OLD_FILES, encoding="utf-8", delay=True
        )
        path.touch()
    except OSError:
        root.addHandler(logging.NullHandler())
        return None
    handler.setFormatter(logging.Formatter(FORMAT))
    root.addHandler(handler)
    return path

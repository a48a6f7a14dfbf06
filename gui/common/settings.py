"""What the window remembers from one time to the next: one table, one file.

An ini file in the system's configuration folder. A file that cannot be read is kept as `.bak`, and
the window opens with its defaults and says so.
"""

from __future__ import annotations

import logging
import shutil
from pathlib import Path
from typing import Any

import platformdirs
from PySide6.QtCore import QByteArray, QSettings

DEFAULTS: dict[str, Any] = {
    "language": "system",
    "theme": "system",
    "motion": "system",
    "type_size": "100",  # % of the usual one
    "units": "adaptive",  # of durations
    "log_rows": "20000",  # kept in view
    "ask_before_stop": True,
    "geometry": QByteArray(),
    "layout": QByteArray(),
    "parts": [],  # of the centre, by name; none: as it is at first
    "splitter": QByteArray(),
    "recent": [],
    "scenario": "dim-sum-kitchen",
    "presenter_parts": '["toolbar", "scene", "depth", "lanes"]',  # JSON: keys of regions
    "presenter_size": "",  # "1280x720"; "": as it is
    "presenter_marks": True,
    "captions": "[]",  # as JSON; [] for the ones we prepared
    "recordings_gb": "2",  # that recordings of runs may take together; "0": none are made
    "record_part": "window",
    "record_format": "webp",
    "record_rate": "20",  # frames/s
    "record_pointer": True,
    "record_size": "",  # "1280x720"; "": as it is
    "record_countdown": True,
    "record_folder": "",
}
CHOICES = {
    "recordings_gb": ("0", "1", "2", "10", "50"),
    "language": ("system", "en", "zh_CN"),
    "theme": ("system", "light", "dark"),
    "motion": ("system", "reduced", "full"),
    "type_size": ("100", "115", "130"),
    "units": ("adaptive", "seconds"),
    "log_rows": ("5000", "20000", "100000"),
}
MOST_RECENT = 8
ANY_OBJECT = "@Variant("
"""How Qt writes objects of any type, which its bindings would unpickle: we write none."""

_log = logging.getLogger(__name__)


class Settings:
    """Typed access to the settings file."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path or Path(platformdirs.user_config_dir("queuescope", False)) / "window.ini"
        self.was_damaged = _set_damaged_file_aside(self._path)
        self._file = QSettings(str(self._path), QSettings.Format.IniFormat)

    def get(self, name: str) -> Any:
        """The value of a setting, or its default when there is none or it is no such value."""
        default = DEFAULTS[name]
        try:
            value = self._file.value(name, default)
        except (RuntimeError, ValueError, TypeError):  # what Qt's bindings cannot turn into Python
            return default
        if name in CHOICES and value not in CHOICES[name]:
            return default
        if isinstance(default, bool):
            return str(value).lower() == "true" if isinstance(value, str) else bool(value)
        if isinstance(default, list):
            return (
                [value]
                if isinstance(value, str)
                else list(value if isinstance(value, list) else [])
            )
        return value if isinstance(value, type(default)) else default

    def set(self, name: str, value: Any) -> None:
        """Remembers a value; raises KeyError for a name that is not in the table."""
        if name not in DEFAULTS:
            raise KeyError(name)
        self._file.setValue(name, value)

    def add_recent(self, path: Path) -> None:
        """Puts a file on top of the recent ones."""
        others = [name for name in self.get("recent") if name != str(path)]
        self.set("recent", [str(path), *others][:MOST_RECENT])

    def save(self) -> None:
        """Writes the file now."""
        self._file.sync()


def _set_damaged_file_aside(path: Path) -> bool:
    """Whether the file was there and no settings file; it is then renamed to `.bak`."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return False
    except (OSError, UnicodeDecodeError):
        text = "?"
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith(";")]
    is_whole = all(line.startswith("[") or "=" in line for line in lines) and "\0" not in text
    if is_whole and ANY_OBJECT not in text:
        return False
    try:
        shutil.move(path, path.with_suffix(".ini.bak"))
    except OSError:
        _log.warning("the damaged settings file cannot be set aside", exc_info=True)
    return True

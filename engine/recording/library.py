"""Where recordings are kept that nobody asked for: every run, within a budget.

They lie in the user's data folder and are called run-DATE-TIME-TITLE.qscope. Before a run begins,
the oldest of them make room for it. One that its user has given another name is never removed.
"""

from __future__ import annotations

import contextlib
import datetime
import logging
import re
from pathlib import Path
from typing import Final

from engine.recording import format as fmt
from engine.recording.writer import claim

BUDGET_BYTES: Final = 2 << 30
NEXT_SHARE: Final = 4  # a quarter of the budget is there for the next run
LONGEST_TITLE: Final = 40

_OURS = re.compile(r"run-\d{8}-\d{6}-.*\.qscope$")
_UNFIT = re.compile(r"[^\w.-]+")
_log = logging.getLogger(__name__)


def folder() -> Path:
    """Where they are, whether it exists or not."""
    import platformdirs  # here, so that `--help` stays quick

    return Path(platformdirs.user_data_dir("queuescope", appauthor=False)) / "recordings"


def recordings() -> list[Path]:
    """All in that folder, the newest first."""
    found = []
    for path in folder().glob(f"*{fmt.SUFFIX}"):
        with contextlib.suppress(OSError):  # removed by another window just now
            found.append((path.stat().st_mtime_ns, path))
    return [path for _, path in sorted(found, reverse=True)]


def new_path(title: str, at: datetime.datetime | None = None) -> Path:
    """A name for a recording that begins now; makes the folder. Raises OSError."""
    place = folder()
    place.mkdir(parents=True, exist_ok=True)
    moment = (at or datetime.datetime.now()).strftime("%Y%m%d-%H%M%S")  # as the user's clock says
    plain = _UNFIT.sub("-", title)[:LONGEST_TITLE].strip("-.") or "run"
    for number in range(1, 1000):
        again = f"-{number}" if number > 1 else ""
        path = place / f"run-{moment}-{plain}{again}{fmt.SUFFIX}"
        if not path.exists():
            return path
    raise FileExistsError(place)


def make_room(budget_bytes: int) -> int:
    """Removes the oldest unnamed recordings; how many bytes the next one may take.

    At least a quarter of the budget, as far as recordings without a name of their own can give it.
    """
    ours = [path for path in recordings() if _OURS.match(path.name)]
    sizes = {path: _size(path) for path in ours}
    used = sum(sizes.values())
    most = budget_bytes - budget_bytes // NEXT_SHARE
    for path in reversed(ours):
        if used <= most:
            break
        if _remove(path):
            used -= sizes[path]
    return max(budget_bytes - used, 0)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _remove(path: Path) -> bool:
    """Removes it, unless somebody is writing it."""
    try:
        with path.open("rb") as file:
            if not claim(file):
                return False
        path.unlink()
    except OSError as problem:
        _log.warning("an old recording cannot be removed: %s", problem)
        return False
    return True

"""Whose is a run's private folder? The application's, for as long as it lives.

It keeps a lock on a file in there, which the system lets go of when its process ends, in whatever
way. So others can tell, without pids or clocks, that a folder has no owner any more: the observed
program removes its own when the application was killed, and the next run those that are left.
"""

from __future__ import annotations

import os
import sys
import time

FILE = "owner"
ATTEMPTS = 100
AGAIN_S = 0.01


def claim(folder: str) -> int:
    """Makes this process the folder's owner; the descriptor it returns must stay open meanwhile."""
    passing = os.path.join(folder, FILE + ".new")
    handle = os.open(passing, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    _lock(handle)
    os.rename(passing, os.path.join(folder, FILE))  # only now can others find it
    return handle


def is_orphaned(folder: str) -> bool:
    """Whether it had an owner once, and has none now."""
    try:
        handle = os.open(os.path.join(folder, FILE), os.O_RDWR)
    except OSError:
        return False
    try:
        _lock(handle)
    except OSError:
        return False
    finally:
        os.close(handle)
    return True


def remove_if_orphaned(folder: str) -> bool:
    """Removes a folder that nobody owns any more; returns whether it did. Never raises."""
    try:
        if not is_orphaned(folder):
            return False
        import shutil  # only here, since it is loaded into other people's programs

        shutil.rmtree(folder, ignore_errors=True)
    except Exception:
        return False
    return True


def wait_a_little() -> None:
    """Until the next attempt."""
    time.sleep(AGAIN_S)


if sys.platform != "win32":
    import fcntl

    def _lock(handle: int) -> None:
        """Raises OSError when somebody else has it."""
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

else:
    import msvcrt

    def _lock(handle: int) -> None:
        """Raises OSError when somebody else has it."""
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

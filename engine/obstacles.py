"""What the system refused, as a sentence with a remedy: a full disk, too many files, no memory.

A run needs some room around it: files in the folder for temporary files, semaphores in shared
memory, descriptors, processes. Where there is none, the system says so by a number; a person wants
to know what is full, and what to do about it.
"""

from __future__ import annotations

import errno
import re
import sys
import tempfile

_FILES = (errno.EMFILE, errno.ENFILE)
_SPACE = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC), errno.EFBIG)
_NUMBER = re.compile(r"\[Errno (\d+)\]")


def explain(error: OSError) -> str:
    """Why the program could not be started by us, and what helps."""
    folder = tempfile.gettempdir()
    if error.errno in _SPACE:
        return (
            f"there is no space left in {folder} for the run's files (a run needs some 300 kB). "
            "Free some there, or set TMPDIR to another folder"
        )
    if error.errno in {errno.EACCES, errno.EROFS, errno.EPERM} and not error.filename2:
        place = error.filename or folder
        return f"{place} cannot be written. Set TMPDIR to a folder where you may write"
    return _about_limits(error.errno) or str(error)


def explain_last_words(line: str) -> str:
    """The last line of a program that failed; with what helps, where the system refused it."""
    found = _NUMBER.search(line)
    number = int(found[1]) if found else None
    if number in _SPACE and sys.platform == "linux":
        return f"{line}. There is no space left, in /dev/shm or on a disk: free some there"
    told = _about_limits(number)
    return f"{line}. Here {told}" if told else line


def _about_limits(number: int | None) -> str | None:
    if number in _FILES:
        return (
            "there are too many open files. Close other programs, use fewer workers, "
            "or raise the limit (ulimit -n)"
        )
    if number == errno.EAGAIN:
        return "there are too many processes. Use fewer workers, or raise the limit (ulimit -u)"
    if number == errno.ENOMEM:
        return "there is too little memory. Use fewer workers, or close other programs"
    return None

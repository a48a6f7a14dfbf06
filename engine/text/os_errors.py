"""What the system refused, as a sentence with a remedy: a full disk, too many files, no memory.

A run needs some room around it: files in the folder for temporary files, semaphores in shared
memory, descriptors, processes. Where there is none, the system says so by a number; a person wants
to know what is full, and what to do about it.
"""

from __future__ import annotations

import errno
import os
import re
import sys
import tempfile

from engine.text.sentences import QT_TRANSLATE_NOOP, Sentence

_FILES = (errno.EMFILE, errno.ENFILE)
_QUOTA = getattr(errno, "EDQUOT", errno.ENOSPC)  # not on every system
_SPACE = (errno.ENOSPC, _QUOTA, errno.EFBIG)
_NUMBER = re.compile(r"\[Errno (\d+)\]")

NO_SPACE = QT_TRANSLATE_NOOP(
    "Sentence",
    "there is no space left in {folder} for the run's files (a run needs some 1.5 MB). Free some "
    "there, or set TMPDIR to another folder",
)
NOT_WRITABLE = QT_TRANSLATE_NOOP(
    "Sentence", "{place} cannot be written. Set TMPDIR to a folder where you may write"
)
NO_SPACE_HERE = QT_TRANSLATE_NOOP(
    "Sentence", "{line}. There is no space left, in /dev/shm or on a disk: free some there"
)
LIMITED_HERE = QT_TRANSLATE_NOOP("Sentence", "{line}. Here {limit}")
TOO_MANY_FILES = QT_TRANSLATE_NOOP(
    "Sentence",
    "there are too many open files. Close other programs, use fewer workers, or raise the limit "
    "(ulimit -n)",
)
TOO_MANY_PROCESSES = QT_TRANSLATE_NOOP(
    "Sentence",
    "there are too many processes. Use fewer workers, or raise the limit (ulimit -u)",
)
TOO_LITTLE_MEMORY = QT_TRANSLATE_NOOP(
    "Sentence", "there is too little memory. Use fewer workers, or close other programs"
)

REFUSALS = {  # what the system says in English, by number
    errno.ENOENT: QT_TRANSLATE_NOOP("Sentence", "There is no such file or folder"),
    errno.EACCES: QT_TRANSLATE_NOOP("Sentence", "You may not read or write there"),
    errno.EPERM: QT_TRANSLATE_NOOP("Sentence", "You may not do this"),
    errno.EISDIR: QT_TRANSLATE_NOOP("Sentence", "It is a folder"),
    errno.ENOTDIR: QT_TRANSLATE_NOOP("Sentence", "A part of its path is no folder"),
    errno.ENAMETOOLONG: QT_TRANSLATE_NOOP("Sentence", "Its name is too long"),
    errno.EROFS: QT_TRANSLATE_NOOP("Sentence", "This disk can only be read"),
    _QUOTA: QT_TRANSLATE_NOOP("Sentence", "Your share of the disk is used up"),
    errno.ENOSPC: QT_TRANSLATE_NOOP("Sentence", "There is no space left on the disk"),
    errno.EFBIG: QT_TRANSLATE_NOOP("Sentence", "It grows too large"),
    errno.EMFILE: QT_TRANSLATE_NOOP("Sentence", "There are too many open files"),
    errno.EBUSY: QT_TRANSLATE_NOOP("Sentence", "Somebody else uses it"),
    errno.EIO: QT_TRANSLATE_NOOP("Sentence", "The disk does not work as it should"),
}


def refusal(text: str) -> str:
    """The system's own words for an error, as a Sentence where they are known; else as they are."""
    known = (Sentence(told) for number, told in REFUSALS.items() if os.strerror(number) == text)
    return next(known, text)


def explain(error: OSError) -> str:
    """Why the program could not be started by us, and what helps."""
    folder = tempfile.gettempdir()
    if error.errno in _SPACE:
        return Sentence(NO_SPACE, folder=folder)
    if error.errno in {errno.EACCES, errno.EROFS, errno.EPERM} and not error.filename2:
        place = error.filename or folder
        return Sentence(NOT_WRITABLE, place=place)
    return _about_limits(error.errno) or str(error)


def explain_last_words(line: str) -> str:
    """The last line of a program that failed; with what helps, where the system refused it."""
    found = _NUMBER.search(line)
    number = int(found[1]) if found else None
    if number in _SPACE and sys.platform == "linux":
        return Sentence(NO_SPACE_HERE, line=line)
    limit = _about_limits(number)
    return Sentence(LIMITED_HERE, line=line, limit=limit) if limit else line


def _about_limits(number: int | None) -> Sentence | None:
    if number in _FILES:
        return Sentence(TOO_MANY_FILES)
    if number == errno.EAGAIN:
        return Sentence(TOO_MANY_PROCESSES)
    if number == errno.ENOMEM:
        return Sentence(TOO_LITTLE_MEMORY)
    return None

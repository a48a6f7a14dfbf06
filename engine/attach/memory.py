"""Another process's memory, to be read: what is mapped where, and the bytes at an address.

Nothing is written, and the process is not stopped for it. Linux alone.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

SEMAPHORE = "/dev/shm/sem."  # noqa: S108 - where glibc keeps them; nothing is made there
_MINOR = re.compile(r"(?:lib|bin/)python3\.(\d+)|\.cpython-3(\d+)(t?)-")


class Region(NamedTuple):
    """Private, writable memory from `start` up to `end`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Maps:
    """What is mapped. `semaphores`: address -> inode of the named semaphore that lies there."""

    semaphores: dict[int, int] = field(default_factory=dict)
    regions: tuple[Region, ...] = ()
    minor: int | None = None  # of the CPython that runs there, 3.minor; None: not known


def read_maps(pid: int) -> Maps:
    """What a process has mapped. Raises OSError where that may not be read."""
    semaphores, regions, minor = {}, [], None
    for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
        fields = line.split(None, 5)
        path = fields[5] if len(fields) > 5 else ""
        start, end = (int(each, 16) for each in fields[0].split("-"))
        if path.startswith(SEMAPHORE):
            semaphores[start] = int(fields[4])
        elif fields[1].startswith("rw-p") and not path.startswith("/"):
            regions.append(Region(start, end))
        elif minor is None and (found := _MINOR.search(path)):
            is_free_threaded = bool(found[3])
            minor = -1 if is_free_threaded else int(found[1] or found[2])
    return Maps(semaphores, tuple(regions), minor)


class Memory:
    """One process's, open for reading. Raises OSError where that is not allowed."""

    def __init__(self, pid: int) -> None:
        self._handle = os.open(f"/proc/{pid}/mem", os.O_RDONLY)

    def close(self) -> None:
        """No further reading."""
        os.close(self._handle)

    def read(self, address: int, size: int) -> bytes:
        """The bytes there; fewer, or none, where nothing is mapped."""
        try:
            return os.pread(self._handle, size, address)
        except (OSError, OverflowError, ValueError):
            return b""

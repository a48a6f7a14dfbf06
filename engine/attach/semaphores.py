"""multiprocessing's locks in another process: their value, and whether that process has them.

A semaphore lies in shared memory and stores no owner. But each process has an object for it
(SemLock), which counts how often this process has acquired it and not released it yet:

    SemLock   +16 handle, the semaphore's address   +24 thread   +32 count   +36 maxvalue   +40 kind

The object's layout is the same from CPython 3.9 to 3.15. Where no stack tells where it is, it is
looked for: a word in writable memory that equals a semaphore's address, followed by what can only
be the rest of such an object.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np

from engine.attach.memory import Memory, Region

RECURSIVE, PLAIN = 0, 1  # kinds: an RLock; a Lock or a Semaphore
_OBJECT = struct.Struct("<QQiii")  # handle, thread, count, maxvalue, kind
_HANDLE_AT = 16
_PIECE = 64 << 20
_MOST_COUNT = 1 << 20


class SemLock(NamedTuple):
    """One process's object of one semaphore."""

    address: int  # of the semaphore
    thread: int  # that acquired it last here, as Python numbers threads
    acquired: int  # so often and not released; negative for one that others release
    maxvalue: int
    kind: int

    @property
    def is_lock(self) -> bool:
        """A Lock or an RLock: one process at a time."""
        return self.maxvalue == 1

    @property
    def has_it(self) -> bool:
        """Whether this process has acquired the lock and not released it."""
        return self.is_lock and self.acquired > 0


def value(memory: Memory, address: int) -> int | None:
    """A semaphore's value; None: it can't be read."""
    raw = memory.read(address, 4)
    return int.from_bytes(raw, "little") if len(raw) == 4 else None


def at(memory: Memory, place: int, semaphores: Mapping[int, int]) -> SemLock | None:
    """The object at an address; None: there is none of one of `semaphores` (address -> inode)."""
    return _read(memory.read(place + _HANDLE_AT, _OBJECT.size), semaphores)


def find(
    memory: Memory, regions: Iterable[Region], semaphores: Mapping[int, int]
) -> dict[int, tuple[int, SemLock]]:
    """All of a process: inode -> where the object lies, and what it says. Some 20 ms a process."""
    found: dict[int, tuple[int, SemLock]] = {}
    if not semaphores:
        return found
    wanted = np.array(sorted(semaphores), np.uint64)
    for region in regions:
        for start in range(region.start, region.end, _PIECE):
            raw = memory.read(start, min(_PIECE, region.end - start))
            words = np.frombuffer(raw, np.uint64, len(raw) // 8)
            near = np.flatnonzero((words >= wanted[0]) & (words <= wanted[-1]))
            for word in near[np.isin(words[near], wanted)]:
                lock = _read(raw[8 * word : 8 * word + _OBJECT.size], semaphores)
                if lock is not None:
                    place = start + 8 * int(word) - _HANDLE_AT
                    found[semaphores[lock.address]] = (place, lock)
    return found


def _read(raw: bytes, semaphores: Mapping[int, int]) -> SemLock | None:
    if len(raw) < _OBJECT.size:
        return None
    address, thread, count, maxvalue, kind = _OBJECT.unpack(raw)
    is_one = kind in {RECURSIVE, PLAIN} and maxvalue >= 1 and abs(count) < _MOST_COUNT
    if address not in semaphores or not is_one:
        return None
    return SemLock(address, thread, count, maxvalue, kind)

"""The board: a small memory-mapped file that the application and all processes of a run share.

The application writes control words (gate, time scale, granted steps); each process reads them
before a queue operation, so that pause and single step work for any program. Each process keeps a
slot: the wait it is in and since when. A process that is killed cannot send a last word; its slot
still tells. Every word is a signed 64-bit integer that exactly one side writes.
"""

from __future__ import annotations

import mmap
import struct
from pathlib import Path
from typing import NamedTuple

CAPACITY = 1024  # processes with a slot; later ones of a run share a private, unread one
WORD = 8
HEADER_WORDS = 16
SLOT_WORDS = 16
SIZE = (HEADER_WORDS + CAPACITY * SLOT_WORDS) * WORD

# Header words.
GATE, TIME_SCALE_BITS = range(2)  # parts.py reads the gate as word 0

# Slot words. GRANTED is the application's, all others are the process's own.
PID, STATE, SINCE_NS, GRANTED, USED, ARGUMENT, IS_PARKED = range(7)

_DOUBLE = struct.Struct("<d")
_INTEGER = struct.Struct("<q")


PAUSED_AT_WORK = 6  # a state besides the wire's codes: held by `rest`, where no step is granted


def state_word(code: int, queue: int) -> int:
    """A wait and the local index of its queue (-1: none) in one word, written at once."""
    return code | (queue + 1) << 8


class Slot(NamedTuple):
    """What a process is doing.

    `state` is the wire code of the wait it is in (0: its own code), `since_ns` its beginning,
    `queue` the process's own index of the queue (-1: none).
    """

    pid: int
    state: int
    since_ns: int
    queue: int


class Board:
    """One open board. `create` makes the file, `Board(path)` opens it."""

    OPEN, HELD, CLOSING = range(3)

    def __init__(self, path: str | Path) -> None:
        with open(path, "r+b") as file:
            self._map = mmap.mmap(file.fileno(), SIZE)
        self.words = memoryview(self._map).cast("q")
        self._dummy = memoryview(bytearray(SLOT_WORDS * WORD)).cast("q")

    @classmethod
    def create(cls, path: str | Path) -> Board:
        """Makes the file, of `SIZE` zero bytes that are really allocated, and opens it.

        Raises OSError when the disk is full: better here than as a bus error in a worker.
        """
        with open(path, "xb") as file:
            file.write(bytes(SIZE))
        board = cls(path)
        board.time_scale = 1.0
        return board

    @property
    def gate(self) -> int:
        """OPEN, HELD (paused) or CLOSING (held, and the end is near)."""
        return self.words[GATE]

    @gate.setter
    def gate(self, value: int) -> None:
        self.words[GATE] = value

    @property
    def time_scale(self) -> float:
        """How many seconds of the demo's work pass in one second: 0.1 to 100, or 0 in a pause."""
        scale: float = _DOUBLE.unpack(_INTEGER.pack(self.words[TIME_SCALE_BITS]))[0]
        return scale

    @time_scale.setter
    def time_scale(self, value: float) -> None:
        self.words[TIME_SCALE_BITS] = _INTEGER.unpack(_DOUBLE.pack(value))[0]

    def slot_words(self, process: int) -> memoryview:
        """The words of one process, to be written by it."""
        if not 0 <= process < CAPACITY:
            return self._dummy
        start = HEADER_WORDS + process * SLOT_WORDS
        return self.words[start : start + SLOT_WORDS]

    def slot(self, process: int) -> Slot:
        """What a process last wrote about itself."""
        words = self.slot_words(process)
        state = words[STATE]
        return Slot(words[PID], state & 0xFF, words[SINCE_NS], (state >> 8) - 1)

    def is_unsent(self, pid: int) -> bool:
        """Whether the process of that pid may have noticed something that it has not sent yet."""
        words = self.words
        for at in range(HEADER_WORDS, HEADER_WORDS + CAPACITY * SLOT_WORDS, SLOT_WORDS):
            if words[at + PID] == pid:
                return not words[at + IS_PARKED]
            if words[at + PID] == 0:
                break
        return False

    def grant_step(self, process: int) -> None:
        """Lets one queue operation of a held process through."""
        self.slot_words(process)[GRANTED] += 1

    def close(self) -> None:
        """Unmaps the file. Slots handed out before must not be used any more."""
        try:
            self.words.release()
            self._map.close()
        except BufferError:
            pass  # a slot is still in use; the map goes with its last user

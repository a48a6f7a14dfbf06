"""The board: a small memory-mapped file that the application and all processes of a run share.

The application writes control words (gate, time scale, granted steps); each process reads them
before a queue operation, so that pause and single step work for any program. Each process keeps a
slot: the wait it is in and since when, and for each of its queues what it holds and how many items
have gone which way. A process that is killed cannot send a last word; its slot still tells. Every
word is a signed 64-bit integer that exactly one side writes.

A word is written before the deed where that makes something held or begun, and after it where it
makes it free or done: at worst the slot of a dead process claims too much for a moment, and whoever
judges by it (engine/diagnosis/custody.py) asks for a second sign.
"""

from __future__ import annotations

import binascii
import struct
from pathlib import Path
from typing import NamedTuple

from .descriptors import mapped
from .wire import GET_WAIT

CAPACITY = 1024  # processes with a slot; later ones of a run share a private, unread one
WORD = 8
HEADER_WORDS = 16
SLOT_WORDS = 152
QUEUES = 12  # of a process, with words of their own; those of further ones are private, unread
SIZE = (HEADER_WORDS + CAPACITY * SLOT_WORDS) * WORD

# Header words.
GATE, TIME_SCALE_BITS = range(2)  # the recorder reads the gate as word 0
PROCESSES = 2  # that have connected: so many slots are in use

# Slot words. GRANTED, FAULT and FAULT_AFTER are the application's, all others the process's own.
PID, STATE, SINCE_NS, GRANTED, USED, ARGUMENT, IS_PARKED = range(7)
LEAVING_NS = 7  # since when its own code is over, and only multiprocessing's clean-up is left
THREADS = 8  # of its own, besides the main thread and feeders, and a timer; counted now and then
FAULT, FAULT_AFTER, FAULT_DONE = 9, 10, 11  # a fault ordered: fault_points.py

# Words of one queue in a slot: from QUEUE_START on, QUEUE_WORDS for each; most count items.
QUEUE_START, QUEUE_WORDS, BOOK_WORDS = 14, 11, 10  # the first BOOK_WORDS tell what happened
PUTS = 0  # put into the buffer
SENDING = 1  # the feeder has begun to write the last of so many ...
SENT = 2  # ... and has passed so many, written or dropped
WRITING_BYTES = 3  # size of the message that it writes in several pieces, else 0
GETS = 4  # read
READING_BYTES = 5  # size of the message that is read in several pieces, else 0
DONES = 6  # task_done calls
IN_CONDITION = 7  # 1 while it has the lock of JoinableQueue's condition, else 0
DROPS = 8  # passed by the feeder and not written
PIPE_SAMPLE = 9  # what its helper saw of the queue last: `pipe_sample_word`
KEY = 10  # which queue it is: `key_word`

# What a feeder was at, in a pipe sample.
AWAY, PICKLING, AT_WRITE_LOCK = range(3)
_FEEDER_BITS, _BYTES_BITS = 2, 24
MOST_BYTES = (1 << _BYTES_BITS) - 1
_MS_NS = 1_000_000

_DOUBLE = struct.Struct("<d")
_INTEGER = struct.Struct("<q")


# States besides the wire's codes.
PAUSED_AT_WORK = 6  # held by `rest`, where no step is granted
READING = 7  # a GET_WAIT that holds the read lock
CONDITION_WAIT = 8  # waits for the lock of JoinableQueue's condition

CODE = 0x7F
TIMED = 0x80  # flag of a wait that ends by itself, after its timeout


def key_word(key: str) -> int:
    """A queue's key as a word, which is the same in all processes and never 0."""
    return 1 << 40 | binascii.crc32(key.encode())


def state_word(code: int, queue: int) -> int:
    """A wait and the local index of its queue (-1: none) in one word, written at once.

    Code 0 with a queue says: in its own code, and the last thing it did was a get there.
    """
    return code | (queue + 1) << 8


class PipeSample(NamedTuple):
    """What was seen of a queue beside its items, in engine/observe/pipe_sample.py."""

    at_ns: int  # to the millisecond
    feeder: int  # AWAY, PICKLING or AT_WRITE_LOCK
    pipe_bytes: int


def pipe_sample_word(at_ns: int, feeder: int, pipe_bytes: int) -> int:
    """A pipe sample in one word, written at once; more than `MOST_BYTES` are told as so many."""
    told = feeder << _BYTES_BITS | min(pipe_bytes, MOST_BYTES)
    return at_ns // _MS_NS << (_FEEDER_BITS + _BYTES_BITS) | told


def read_pipe_sample(word: int) -> PipeSample | None:
    """A PIPE_SAMPLE word; None: nobody has looked."""
    if not word:
        return None
    at_ms = word >> (_FEEDER_BITS + _BYTES_BITS)
    feeder = word >> _BYTES_BITS & ((1 << _FEEDER_BITS) - 1)
    return PipeSample(at_ms * _MS_NS, feeder, word & MOST_BYTES)


def _is_book(at: int) -> bool:
    """Whether a queue's words begin there."""
    place = (at - HEADER_WORDS) % SLOT_WORDS - QUEUE_START
    return place >= 0 and place % QUEUE_WORDS == 0


class Slot(NamedTuple):
    """What a process is doing.

    `state` is the wire code of the wait it is in (0: its own code), `since_ns` its beginning,
    `queue` the process's own index of the queue (-1: none). `is_reading`: a get that has the read
    lock. `is_timed`: a wait with a timeout.
    """

    pid: int
    state: int
    since_ns: int
    queue: int
    is_reading: bool = False
    is_timed: bool = False


def read_state(word: int) -> tuple[int, int, bool, bool]:
    """A STATE word as (state, queue, is_reading, is_timed) of a `Slot`."""
    code = word & CODE
    is_reading = code == READING
    return GET_WAIT if is_reading else code, (word >> 8) - 1, is_reading, bool(word & TIMED)


class Board:
    """One open board. `create` makes the file, `Board(path)` opens it."""

    OPEN, HELD, CLOSING = range(3)

    def __init__(self, path: str | Path) -> None:
        self._map = mapped(str(path), SIZE)
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
    def _end(self) -> int:
        """The word behind the last slot that is in use."""
        return HEADER_WORDS + min(self.words[PROCESSES], CAPACITY) * SLOT_WORDS

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

    def queue_words(self, process: int, queue: int) -> memoryview:
        """The words of one queue of one process, by its own index of it; private ones if beyond."""
        if not 0 <= process < CAPACITY or not 0 <= queue < QUEUES:
            return memoryview(bytearray(QUEUE_WORDS * WORD)).cast("q")
        start = HEADER_WORDS + process * SLOT_WORDS + QUEUE_START + queue * QUEUE_WORDS
        return self.words[start : start + QUEUE_WORDS]

    def items_in_pipe(self, key: int) -> tuple[int, int]:
        """Items with our trailers in the pipe of the queue with that KEY, and how many send there.

        By the words of all processes, those that have ended too; others write them meanwhile.
        """
        words, sought = self.words, _INTEGER.pack(key)
        items = senders = 0
        end = self._end * WORD
        at = self._map.find(sought, HEADER_WORDS * WORD, end)
        while at >= 0:
            start = at // WORD - KEY
            if words[start + KEY] == key and _is_book(start):
                items += words[start + SENT] - words[start + DROPS] - words[start + GETS]
                senders += words[start + SENT] > 0
            at = self._map.find(sought, at + WORD, end)
        return items, senders

    def slot(self, process: int) -> Slot:
        """What a process last wrote about itself."""
        words = self.slot_words(process)
        state, queue, is_reading, is_timed = read_state(words[STATE])
        return Slot(words[PID], state, words[SINCE_NS], queue, is_reading, is_timed)

    def is_unsent(self, pid: int) -> bool:
        """Whether the process of that pid may have noticed something that it has not sent yet."""
        words = self.words
        for at in range(HEADER_WORDS, self._end, SLOT_WORDS):
            if words[at + PID] == pid:
                return not words[at + IS_PARKED]
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

"""Samples the board and the system a few times a second, and reports what has changed.

    board: each slot's words ------+
                                   +--> LOOKS and BOOKS frames, in a Packet like all others
    system: alive? stopped? CPU? --+

What a killed process held, and that a process is stopped, nobody but the application can tell.
It does so in packets among those of the processes, so that the timeline, the diagnosis and a
recording have one kind of input, and a replay finds what the live run found.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final, NamedTuple

import psutil

from engine.model.source import Packet
from engine.observe import board as layout
from engine.observe import wire
from engine.observe.board import Board

SAMPLE_S: Final = 0.1
_HAS_PROC: Final = sys.platform == "linux"
_TICK_NS: Final = 1_000_000_000 // os.sysconf("SC_CLK_TCK") if _HAS_PROC else 0
_CONDITIONS: Final = {
    "R": wire.RUNNABLE,
    "D": wire.RUNNABLE,
    "T": wire.STOPPED,
    "t": wire.STOPPED,
    "Z": wire.ZOMBIE,
    "X": wire.GONE,
}


class Condition(NamedTuple):
    """How the system sees a process. `born` tells it from a later one of the same pid."""

    condition: int
    cpu_ns: int
    status: int
    born: float


_GONE = Condition(wire.GONE, 0, -1, 0.0)


class SystemMonitor:
    """Asked again and again; samples when it is time."""

    def __init__(self, board: Board) -> None:
        """`board` must outlive it."""
        self._board = board
        self._next_s = 0.0
        self._born: dict[int, float] = {}
        self._gone: set[int] = set()
        self._reported: dict[tuple[int, ...], tuple[int, ...]] = {}

    def sample(self, processes: int, *, at_once: bool = False) -> list[Packet]:
        """What has changed since the last sample, in one packet; nothing when it is not yet time.

        Args:
            processes: so many have connected.
            at_once: sample even so.
        """
        if not processes or (not at_once and time.monotonic() < self._next_s):
            return []
        self._next_s = time.monotonic() + SAMPLE_S
        at_ns = time.perf_counter_ns()
        looks, books = [], []
        for process in range(min(processes, layout.CAPACITY)):
            if process in self._gone:
                continue
            condition = self._condition(process)  # first: a dead process's words are its last ones
            look = self._read_slot(process, condition)
            if self._is_news((process,), look):
                looks.append(wire.LOOK.pack(process, *look))
            for queue in range(layout.QUEUES):
                words = self._board.queue_words(process, queue)
                if not words[layout.KEY]:
                    break  # no further queue is known there
                book = tuple(words[: layout.BOOK_WORDS])
                if any(book) and self._is_news((process, queue), book):
                    books.append(wire.BOOK.pack(process, queue, *book))
        frames = b"".join(_frames(wire.BOOKS, at_ns, books) + _frames(wire.LOOKS, at_ns, looks))
        frames = frames or wire.frame(wire.LOOKS, wire.NO_QUEUE, wire.LOOK_TIME.pack(at_ns))
        return [Packet(wire.APPLICATION, time.perf_counter_ns(), frames)]

    def _read_slot(self, process: int, seen: Condition) -> tuple[int, ...]:
        slot = self._board.slot_words(process)
        fields = (layout.STATE, layout.SINCE_NS, layout.ARGUMENT, layout.LEAVING_NS, layout.THREADS)
        return (
            seen.condition,
            slot[layout.PID],
            seen.cpu_ns,
            seen.status,
            *(slot[word] for word in fields),
        )

    def _condition(self, process: int) -> Condition:
        pid = self._board.slot_words(process)[layout.PID]
        if not pid:
            return Condition(wire.RUNNING, 0, -1, 0.0)  # connected, and about to say who it is
        seen = condition_of(pid)
        if seen.born != self._born.setdefault(process, seen.born):
            seen = _GONE
        if seen.condition == wire.GONE:
            self._gone.add(process)
        return seen

    def _is_news(self, key: tuple[int, ...], values: tuple[int, ...]) -> bool:
        if self._reported.get(key) == values:
            return False
        self._reported[key] = values
        return True


def condition_of(pid: int) -> Condition:
    """How the system sees that process now."""
    return _from_proc(pid) if _HAS_PROC else _from_psutil(pid)


def existed_at(pid: int, at_ns: int) -> bool:
    """Whether the process of that pid was there already at a time of `time.perf_counter_ns`.

    One that was not is another one, which has got the pid meanwhile. True where it can't be told.
    """
    if sys.platform != "linux":
        return True
    seen = condition_of(pid)
    lived_s = time.clock_gettime(time.CLOCK_BOOTTIME) - seen.born * _TICK_NS / 1e9
    passed_s = (time.perf_counter_ns() - at_ns) / 1e9
    return seen.condition != wire.GONE and lived_s + 2 * _TICK_NS / 1e9 >= passed_s


def _from_proc(pid: int) -> Condition:
    """One read of Linux's own file: psutil needs several, and does not tell a zombie's status."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return _GONE
    fields = text[text.rindex(")") + 2 :].split()  # from field 3, the state, on
    condition = _CONDITIONS.get(fields[0], wire.RUNNING)
    cpu_ns = (int(fields[11]) + int(fields[12])) * _TICK_NS
    status = int(fields[49]) if condition == wire.ZOMBIE else -1
    return Condition(condition, cpu_ns, status, float(fields[19]))


def _from_psutil(pid: int) -> Condition:
    try:
        process = psutil.Process(pid)
        with process.oneshot():
            status, times, born = process.status(), process.cpu_times(), process.create_time()
    except psutil.ZombieProcess:
        return Condition(wire.ZOMBIE, 0, -1, 0.0)
    except psutil.Error:
        return _GONE
    known = {psutil.STATUS_STOPPED: wire.STOPPED, psutil.STATUS_ZOMBIE: wire.ZOMBIE}
    condition = known.get(status, wire.RUNNING)
    return Condition(condition, int((times.user + times.system) * 1e9), -1, born)


def _frames(kind: int, at_ns: int, records: Sequence[bytes]) -> list[bytes]:
    if not records:
        return []
    most = (wire.BODY_LIMIT - wire.LOOK_TIME.size) // len(records[0])
    return [
        wire.frame(kind, wire.NO_QUEUE, _join(at_ns, records[start : start + most]))
        for start in range(0, len(records), most)
    ]


def _join(at_ns: int, records: Iterable[bytes]) -> bytes:
    return wire.LOOK_TIME.pack(at_ns) + b"".join(records)

"""Writes a recording in a thread of its own, so that no run ever waits for a disk.

    add, tell, add_depths --> pending (bounded) --every 100 ms--> blocks --> file, fdatasync

Whatever goes wrong with the file, the run goes on: recording ends, what was written stays
readable, and `trouble` says since when nothing is recorded. Packets that come faster than the disk
takes them are left out, and the recording says how many and when.
"""

from __future__ import annotations

import contextlib
import errno
import logging
import os
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple

import numpy as np

from engine.model.source import Packet
from engine.recording import format as fmt
from engine.recording import records
from engine.recording.columns import Column, pack_columns
from engine.recording.packets import pack_packets
from engine.text.os_errors import refusal
from engine.text.sentences import QT_TRANSLATE_NOOP, Sentence

FLUSH_S: Final = 0.1
MOST_PENDING: Final = 64 << 20  # bytes of packets that wait for the disk
CLOSE_S: Final = 10.0  # so long a slow disk may take in the end
_DEPTH_DELTAS: Final = frozenset({"start_ns", "end_ns"})
_INDEX_DELTAS: Final = frozenset({"offset", "first_ns", "last_ns"})

_sync = getattr(os, "fdatasync", os.fsync)
_log = logging.getLogger(__name__)

OVER_BUDGET: Final = QT_TRANSLATE_NOOP(
    "Sentence", "all the room that recordings may take is used up"
)


class Trouble(NamedTuple):
    """Since when nothing is recorded any more, on the run's clock, and why."""

    since_ns: int
    reason: str


class DepthSpan(NamedTuple):
    """How full a queue was in a span of time; `mean` is weighted by time."""

    queue: int
    start_ns: int
    end_ns: int
    low: int
    high: int
    mean: float


class RecordingWriter:
    """One file, open from the moment it is made until `close`."""

    def __init__(
        self,
        path: Path,
        about: records.About,
        *,
        most_bytes: int | None = None,
        most_pending: int = MOST_PENDING,
    ) -> None:
        """Makes the file; raises OSError when that fails, FileExistsError where one is.

        Args:
            path: of the file.
            about: whose recording it is.
            most_bytes: how large it may grow; None: as large as the disk allows.
            most_pending: bytes of packets that may wait for the disk.
        """
        self.path = path
        self.trouble: Trouble | None = None
        self._most_bytes, self._most_pending = most_bytes, most_pending
        self._file: BinaryIO = path.open("xb", buffering=0)
        claim(self._file)
        self._size = 0
        self._index: list[tuple[int, ...]] = []
        self._packets: list[Packet] = []
        self._pending_bytes = 0
        self._news: list[records.News] = []
        self._depths: list[DepthSpan] = []
        self._gap: records.GapNews | None = None
        self._is_closing = False
        self._wake = threading.Condition()
        try:
            self._append(fmt.file_header())
            self._append_block(fmt.Kind.ABOUT, records.encode(about))
        except OSError:
            self._file.close()
            path.unlink(missing_ok=True)
            raise
        self._thread = threading.Thread(target=self._run, name="queuescope-recording", daemon=True)
        self._thread.start()

    @property
    def blocks(self) -> int:
        """How many blocks are in the file."""
        return len(self._index)

    @property
    def pending_bytes(self) -> int:
        """What waits for the disk."""
        return self._pending_bytes

    def wait_for_blocks(self, count: int, timeout_s: float = CLOSE_S) -> bool:
        """Waits until so many blocks are in the file; whether they are."""
        with self._wake:
            return self._wake.wait_for(lambda: len(self._index) >= count, timeout_s)

    # -- called by the run's loop; none of it blocks --------------------------------------------

    def add(self, packets: Sequence[Packet]) -> None:
        """Packets, as they were polled."""
        if not packets or self.trouble is not None:
            return
        size = sum(len(packet.frames) for packet in packets)
        with self._wake:
            if self._pending_bytes + size > self._most_pending:
                self._leave_out(packets)
                return
            self._packets += packets
            self._pending_bytes += size

    def tell(self, news: records.News) -> None:
        """Something that no process has sent."""
        with self._wake:
            self._news.append(news)

    def add_depths(self, spans: Sequence[DepthSpan]) -> None:
        """How full the queues were."""
        with self._wake:
            self._depths += spans

    def close(self) -> None:
        """Writes what is pending, and the index. Safe to call twice."""
        with self._wake:
            self._is_closing = True
            self._wake.notify_all()
        self._thread.join(CLOSE_S)
        if self._thread.is_alive():
            _log.warning("the disk is too slow: %s is closed later, or never", self.path)

    def _leave_out(self, packets: Sequence[Packet]) -> None:
        since_ns = self._gap.since_ns if self._gap is not None else packets[0].arrived_ns
        count = len(packets) + (self._gap.packets if self._gap is not None else 0)
        self._gap = records.GapNews(since_ns, packets[-1].arrived_ns, count)

    # -- the thread -----------------------------------------------------------------------------

    def _run(self) -> None:
        try:
            while self._write_pending():
                pass
            self._append_index()
        except OSError as problem:
            self._give_up(problem)
        finally:
            self._file.close()

    def _write_pending(self) -> bool:
        """Waits for a while, then writes what there is; whether more may come."""
        with self._wake:
            is_last = self._wake.wait_for(lambda: self._is_closing, FLUSH_S)
            packets, self._packets, self._pending_bytes = self._packets, [], 0
            news, self._news = self._news, []
            depths, self._depths = self._depths, []
            if self._gap is not None:
                news.append(self._gap)
                self._gap = None
        if packets:
            self._append_packets(packets)
        if news:
            self._append_block(fmt.Kind.NEWS, records.encode(news))
        if depths:
            self._append_depths(depths)
        if packets or news or depths:
            _sync(self._file.fileno())
            with self._wake:
                self._wake.notify_all()
        return not is_last

    def _append_packets(self, packets: Sequence[Packet]) -> None:
        body, events = pack_packets(packets)
        times = [packet.arrived_ns for packet in packets]
        self._append_block(fmt.Kind.PACKETS, body, min(times), max(times), events)

    def _append_depths(self, spans: Sequence[DepthSpan]) -> None:
        queue, start_ns, end_ns, low, high, mean = zip(*spans, strict=True)
        columns: dict[str, Column] = {
            "queue": np.array(queue, np.int64),
            "start_ns": np.array(start_ns, np.int64),
            "end_ns": np.array(end_ns, np.int64),
            "low": np.array(low, np.int64),
            "high": np.array(high, np.int64),
            "mean_milli": np.round(np.array(mean) * 1000).astype(np.int64),
        }
        body = pack_columns(columns, _DEPTH_DELTAS)
        self._append_block(fmt.Kind.DEPTHS, body, min(start_ns), max(end_ns))

    def _append_block(
        self, kind: fmt.Kind, body: bytes, first_ns: int = 0, last_ns: int = 0, events: int = 0
    ) -> None:
        block = fmt.make_block(kind, body, first_ns=first_ns, last_ns=last_ns, events=events)
        self._index.append((kind, self._size, len(block), first_ns, last_ns, events))
        self._append(block)

    def _append_index(self) -> None:
        names = ("kind", "offset", "bytes", "first_ns", "last_ns", "events")
        table = np.array(self._index, np.int64)
        columns: dict[str, Column] = {name: table[:, at] for at, name in enumerate(names)}
        offset = self._size
        self._append_block(fmt.Kind.INDEX, pack_columns(columns, _INDEX_DELTAS))
        self._append(fmt.trailer(offset))
        _sync(self._file.fileno())

    def _append(self, data: bytes) -> None:
        """Writes all of it, or raises OSError."""
        if self._most_bytes is not None and self._size + len(data) > self._most_bytes:
            raise OSError(errno.ENOSPC, Sentence(OVER_BUDGET))
        view = memoryview(data)
        while len(view):
            view = view[self._file.write(view) :]
        self._size += len(data)

    def _give_up(self, problem: OSError) -> None:
        """Nothing more is recorded; half a block is taken away again."""
        _log.warning("recording into %s has ended: %s", self.path, problem)
        reason = problem.strerror or str(problem)
        known = reason if isinstance(reason, Sentence) else refusal(reason)
        self.trouble = Trouble(time.perf_counter_ns(), known)
        with contextlib.suppress(OSError):
            self._file.truncate(self._size)
        with self._wake:
            self._packets, self._news, self._depths = [], [], []


def claim(file: BinaryIO) -> bool:
    """Marks a file as being written by this process; whether nobody else is writing it."""
    try:
        import fcntl
    except ImportError:  # Windows: an open file cannot be deleted there anyway
        return True
    try:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True

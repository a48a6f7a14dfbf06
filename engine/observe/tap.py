"""What one process noticed at one queue, kept in plain lists until it is sent in frames.

The parts of a queue append; the recorder's helper drains. Appending to a list and taking a slice of
one are single steps under the interpreter's lock, so neither side ever waits for the other.
"""

from __future__ import annotations

import _thread
import json
import time
import weakref
from array import array
from collections.abc import Callable
from typing import Any

from . import board, wire
from .pipe_message import items_of

now = time.perf_counter_ns


def _nobody() -> None:
    """No object."""


class Tap:
    """What one process noticed at one queue since it was last sent.

    The lists keep their identity for ever, since the parts hold their bound `append`.
    """

    def __init__(self, index: int, about: dict[str, Any]) -> None:
        self.index = index
        self.about = about
        self.announced = False
        self.put_ns: list[int] = []  # of consecutive sequences, from `first_sequence` on
        self.first_sequence = 0
        self._told = 0  # so many of them are sent to the application
        self._trimming = _thread.allocate_lock()
        self.trailers: list[bytes] = []  # the last bytes of each message that was got ...
        self.get_ns: list[int] = []  # ... and when it was read
        self.done_ns: list[int] = []
        self.spans: list[bytes] = []
        self.marks: list[tuple[int, int, int]] = []
        self.texts: list[bytes] = []
        self.entered_ns = 0  # when the get that is going on began, 0 when none is
        self.unsent: Callable[[], list[bytes]] = list  # what the feeder never sent
        self.sample_pipe: Callable[[], object] = list  # samples the queue itself: pipe_sample.py
        self.owner: Callable[[], Any] = _nobody  # the queue object that numbers items
        self._objects: set[weakref.ref[Any]] = set()
        self._count_anew()

    def watch(self, *objects: object) -> None:
        """While one of these is alive something may be noticed here; they are not kept alive."""
        for each in objects:
            self._objects.add(weakref.ref(each, self._objects.discard))

    @property
    def handled(self) -> int:
        """Items put and taken there by this process."""
        return self.words[board.PUTS] + self.words[board.GETS]

    @property
    def is_over(self) -> bool:
        """Whether its queue is gone from this process, all it put is sent, and all is told."""
        words = self.words
        has_sent_all = words[board.PUTS] <= words[board.SENT]
        return not self._objects and has_sent_all and not self.is_pending

    def part(self) -> None:
        """Its queue is gone: what looked at it held this tap in turn, a reference cycle."""
        self.sample_pipe = self.unsent = list
        self.owner = _nobody

    def forget(self) -> None:
        """Empties everything: in a forked child, what its parent noticed is not its own."""
        self.put_ns.clear()
        self.first_sequence = self._told = 0
        self._trimming = _thread.allocate_lock()
        self.drop()
        self.announced = False
        self.entered_ns = 0
        self._count_anew()

    def _count_anew(self) -> None:
        """Counters start at 0, in words that nobody reads until `count_on` gives better ones."""
        self.words = memoryview(bytearray(board.QUEUE_WORDS * board.WORD)).cast("q")
        self.words[board.KEY] = board.key_word(self.about.get("key", ""))
        self.puts = self.gets = self.dones = 0  # each counted under a lock of its queue

    def count_on(self, words: memoryview) -> None:
        """From here on everybody can read the counters."""
        words[:] = self.words
        self.words = words

    def count_put(self) -> int:
        """An item is in the buffer, and may be sent: notes it, and returns when that was.

        It is on the board before the feeder can see it.
        """
        self.puts = self.words[board.PUTS] = self.puts + 1
        at_ns = now()
        self.put_ns.append(at_ns)
        return at_ns

    def note_span(self, start_ns: int, end_ns: int, code: int, argument: int = 0) -> None:
        """A wait is over."""
        self.spans.append(wire.SPAN.pack(start_ns, end_ns, code, argument))

    def drop(self) -> None:
        """Switched off: nothing noticed is kept, but the put times that the feeder reads."""
        self._told = len(self.put_ns)
        for kept in (self.trailers, self.get_ns, self.done_ns, self.spans, self.marks, self.texts):
            kept.clear()

    def trim(self, sequence: int) -> None:
        """Called by the feeder now and then: lets go of put times that nobody needs any more."""
        with self._trimming:
            count = min(sequence - self.first_sequence, self._told)
            del self.put_ns[:count]
            self.first_sequence += count
            self._told -= count

    @property
    def is_pending(self) -> bool:
        """Whether there is anything to send."""
        return bool(
            len(self.put_ns) > self._told
            or self.get_ns
            or self.done_ns
            or self.spans
            or self.marks
            or self.texts
            or not self.announced
        )

    def drain(self, magic: bytes) -> list[bytes]:
        """Takes everything out, as frames. `magic` ends the trailers that are ours."""
        frames: list[bytes] = []
        if not self.announced:
            self.announced = True
            frames.append(
                text_frame(self.index, {"what": "queue", "queue": self.index, **self.about})
            )
        frames += take(self.texts)
        self._drain_puts(frames)
        self._drain_gets(frames, magic)
        frames += _chunks(wire.DONES, self.index, array("q", take(self.done_ns)).tobytes(), 8)
        spans = b"".join(take(self.spans))
        frames += _chunks(wire.SPANS, self.index, spans, wire.SPAN.size)
        marks = b"".join(wire.MARK.pack(*mark) for mark in take(self.marks))
        frames += _chunks(wire.MARKS, self.index, marks, wire.MARK.size)
        return frames

    def _drain_puts(self, frames: list[bytes]) -> None:
        with self._trimming:
            taken = self.put_ns[self._told :]
            sequence = self.first_sequence + self._told
            self._told += len(taken)
        size = (wire.BODY_LIMIT - wire.SEQUENCE.size) // 8
        for start in range(0, len(taken), size):
            chunk = taken[start : start + size]
            body = wire.SEQUENCE.pack(sequence + start) + array("q", chunk).tobytes()
            frames.append(wire.frame(wire.PUTS, self.index, body))

    def _drain_gets(self, frames: list[bytes], magic: bytes) -> None:
        count = min(len(self.trailers), len(self.get_ns))
        items = items_of(take(self.trailers, count), magic)
        stamps = array("q", take(self.get_ns, count)).tobytes()
        size = wire.BODY_LIMIT // (wire.ITEM.size + 8)
        for start in range(0, count, size):
            end = start + size
            body = (
                items[start * wire.ITEM.size : end * wire.ITEM.size] + stamps[start * 8 : end * 8]
            )
            frames.append(wire.frame(wire.GETS, self.index, body))


def take(kept: list[Any], count: int | None = None) -> list[Any]:
    """Takes the first `count` elements out while other threads go on appending."""
    count = len(kept) if count is None else count
    taken = kept[:count]
    del kept[:count]
    return taken


def _chunks(kind: int, queue: int, data: bytes, size: int) -> list[bytes]:
    step = wire.BODY_LIMIT // size * size
    return [wire.frame(kind, queue, data[at : at + step]) for at in range(0, len(data), step)]


def text_frame(queue: int, content: dict[str, Any]) -> bytes:
    """A TEXT frame; long values are cut in the middle until it fits."""
    content.setdefault("at_ns", now())
    limit = wire.BODY_LIMIT
    while True:
        body = json.dumps(content, ensure_ascii=False).encode("utf-8", "replace")
        if len(body) <= wire.BODY_LIMIT:
            return wire.frame(wire.TEXT, queue, body)
        limit //= 2
        content = {
            key: f"{value[: limit // 2]} ... {value[-limit // 2 :]}"
            if isinstance(value, str) and len(value) > limit
            else value
            for key, value in content.items()
        }

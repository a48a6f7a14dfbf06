"""Wire frames as an observed process would send them, and cut apart again; see observe/wire.py.

Written here once more, without the engine's own reader and writer, so that a change of the format
which only these two agree on is noticed.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator

from engine.observe import wire


def text(at_ns: int, what: str, **content: object) -> bytes:
    """A TEXT frame."""
    body = json.dumps({"what": what, "at_ns": at_ns, **content}).encode()
    return wire.frame(wire.TEXT, wire.NO_QUEUE, body)


def hello(at_ns: int, name: str, pid: int, **content: object) -> bytes:
    """The first frame of a stream."""
    return text(at_ns, "hello", **({"pid": pid, "name": name, "method": "spawn"} | content))


def queue(at_ns: int, *, kind: str = "JoinableQueue", maxsize: int = 0, **content: object) -> bytes:
    """A process meets the queue."""
    named = {"queue": 0, "key": "q", "type": kind, "maxsize": maxsize}
    return text(at_ns, "queue", **(named | content))


def puts(first: int, *times_ns: int) -> bytes:
    """Put times of consecutive items, of which the first has that sequence."""
    return wire.frame(wire.PUTS, 0, struct.pack(f"<Q{len(times_ns)}q", first, *times_ns))


def item(put_ns: int, sequence: int, producer: int, write_ns: int | None = None) -> bytes:
    """What an item carries; it is written at once unless told."""
    return wire.ITEM.pack(put_ns, put_ns if write_ns is None else write_ns, sequence, producer)


FOREIGN = wire.ITEM.pack(0, 0, 0, wire.FOREIGN)
"""The same, of an item that was put by an unobserved process."""


def gets(*taken: tuple[bytes, int]) -> bytes:
    """Items as made by `item`, each with the time at which it was taken, in ns."""
    times = struct.pack(f"<{len(taken)}q", *(at_ns for _, at_ns in taken))
    return wire.frame(wire.GETS, 0, b"".join(each for each, _ in taken) + times)


def dones(*times_ns: int) -> bytes:
    """Times of `task_done`."""
    return wire.frame(wire.DONES, 0, struct.pack(f"<{len(times_ns)}q", *times_ns))


def span(start_ns: int, end_ns: int, code: int, argument: int = 0) -> bytes:
    """A wait that is over."""
    return wire.frame(wire.SPANS, _queue_of(code), wire.SPAN.pack(start_ns, end_ns, code, argument))


def mark(at_ns: int, code: int, argument: int = 0) -> bytes:
    """An instant, or the beginning of a wait."""
    return wire.frame(wire.MARKS, _queue_of(code), wire.MARK.pack(at_ns, code, argument))


def watermark(at_ns: int, *, idle: bool = False) -> bytes:
    """Everything before that time is sent; `idle`: and nothing more until it acts again."""
    return wire.frame(wire.WATERMARK, wire.NO_QUEUE, wire.WATERMARK_BODY.pack(at_ns, int(idle)))


def cut(frames: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Kind, queue and body of each frame."""
    at = 0
    while at < len(frames):
        size, kind, _, local = wire.HEADER.unpack_from(frames, at)
        at += wire.HEADER.size
        yield kind, local, frames[at : at + size]
        at += size


def _queue_of(code: int) -> int:
    return wire.NO_QUEUE if code == wire.JOIN_PROCESS else 0

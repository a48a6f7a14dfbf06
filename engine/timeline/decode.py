"""Sorts the frames of many packets by what they hold, one pass, only messages decoded.

Everything of one kind from one process and queue is gathered, so that numpy then works on long
arrays and not on frames.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.model.messages import AnyMessage, frames_in, messages_in, read_message
from engine.observe import wire

if TYPE_CHECKING:
    from collections.abc import Iterable

    from engine.model.source import Packet

ITEM = np.dtype(
    [("put_ns", "<i8"), ("written_ns", "<i8"), ("sequence", "<u4"), ("producer", "<u4")]
)
SPAN = np.dtype([("start_ns", "<i8"), ("end_ns", "<i8"), ("code", "<u4"), ("argument", "<u4")])
MARK = np.dtype([("at_ns", "<i8"), ("code", "<u4"), ("argument", "<u4")])
TIME = np.dtype("<i8")

_GET_SIZE = wire.ITEM.size + TIME.itemsize


@dataclass(slots=True)
class Tap:
    """What one process sent about one queue: bodies of frames, in order."""

    puts: list[tuple[int, memoryview]] = field(default_factory=list)  # first sequence, times
    items: list[memoryview] = field(default_factory=list)
    gets: list[memoryview] = field(default_factory=list)
    dones: list[memoryview] = field(default_factory=list)
    spans: list[memoryview] = field(default_factory=list)
    marks: list[memoryview] = field(default_factory=list)


@dataclass(slots=True)
class Inbox:
    """Frames, sorted. `taps` is by process and the process's own index of the queue."""

    messages: list[tuple[int, AnyMessage]] = field(default_factory=list)  # process, message
    taps: dict[tuple[int, int], Tap] = field(default_factory=dict)
    watermarks: dict[int, tuple[int, bool]] = field(default_factory=dict)  # time, is idle
    seen: dict[int, int] = field(default_factory=dict)  # process -> when its first packet arrived
    ended: dict[int, int] = field(default_factory=dict)  # process -> when its stream's end arrived
    looks: list[bytes] = field(default_factory=list)  # of the application


def sort_frames(packets: Iterable[Packet]) -> Inbox:
    """All frames of all packets."""
    inbox = Inbox()
    for packet in packets:
        if packet.process == wire.APPLICATION:
            inbox.looks.append(packet.frames)
            inbox.messages += [(packet.process, each) for each in messages_in(packet)]
            continue
        inbox.seen.setdefault(packet.process, packet.arrived_ns)
        if packet.frames:
            _sort_packet(inbox, packet)
        else:
            inbox.ended.setdefault(packet.process, packet.arrived_ns)
    return inbox


def array(bodies: list[memoryview], dtype: np.dtype[Any]) -> np.ndarray[Any, Any]:
    """The records in some bodies, one after another; what is no whole record is left out."""
    whole = [body[: len(body) // dtype.itemsize * dtype.itemsize] for body in bodies]
    return np.frombuffer(b"".join(whole), dtype)


def _sort_packet(inbox: Inbox, packet: Packet) -> None:
    process, taps = packet.process, inbox.taps
    for kind, queue, body in frames_in(packet.frames):
        if kind == wire.TEXT:
            if (message := read_message(process, body)) is not None:
                inbox.messages.append((process, message))
        elif kind == wire.WATERMARK:
            if len(body) >= wire.WATERMARK_BODY.size:
                time_ns, is_idle = wire.WATERMARK_BODY.unpack_from(body)
                inbox.watermarks[process] = time_ns, bool(is_idle)
        else:
            tap = taps.get((process, queue))
            if tap is None:
                tap = taps[process, queue] = Tap()
            _file(tap, kind, body)


def _file(tap: Tap, kind: int, body: memoryview) -> None:
    if kind == wire.GETS:
        cut = len(body) // _GET_SIZE * wire.ITEM.size
        tap.items.append(body[:cut])
        tap.gets.append(body[cut : cut // wire.ITEM.size * _GET_SIZE])
    elif kind == wire.PUTS:
        if len(body) > wire.SEQUENCE.size:
            (first,) = wire.SEQUENCE.unpack_from(body)
            tap.puts.append((first, body[wire.SEQUENCE.size :]))
    elif kind == wire.DONES:
        tap.dones.append(body)
    elif kind == wire.SPANS:
        tap.spans.append(body)
    elif kind == wire.MARKS:
        tap.marks.append(body)

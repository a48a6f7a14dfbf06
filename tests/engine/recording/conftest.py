"""Small recordings: packets as a probe would send them, written by the real writer."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from engine.model.source import Packet
from engine.observe import wire
from engine.recording.records import About
from engine.recording.writer import RecordingWriter

BEGIN_NS = 1_000_000_000
ITEMS = 40


def text(at_ns: int, **content: object) -> bytes:
    body = json.dumps({"at_ns": at_ns, **content}).encode()
    return wire.frame(wire.TEXT, wire.NO_QUEUE, body)


def hello(process: int, name: str) -> bytes:
    told = {"pid": 100 + process, "parent_pid": 1, "name": name, "method": "spawn"}
    flags = {"daemon": False, "main": process == 0, "python": "3.11.7"}
    queue = {"queue": 0, "key": "q", "type": "JoinableQueue", "class": "JoinableQueue"}
    sizes = {"maxsize": 8, "pipe": 0, "own": 0, "trailer": 0}
    return text(BEGIN_NS, what="hello", **told, **flags) + text(
        BEGIN_NS, what="queue", **queue, **sizes
    )


def story(items: int = ITEMS) -> list[Packet]:
    """A producer and a consumer: an item each ms, taken 0.3 ms later, finished after 0.2 ms."""
    packets = [
        Packet(0, BEGIN_NS, hello(0, "Cook 1")),
        Packet(1, BEGIN_NS, hello(1, "Guest 1")),
        Packet(wire.APPLICATION, BEGIN_NS, text(BEGIN_NS, what="note", text="it begins")),
    ]
    put_ns = BEGIN_NS + np.arange(1, items + 1) * 1_000_000
    for first in range(0, items, 10):
        part = put_ns[first : first + 10]
        at_ns = int(part[-1]) + 600_000
        puts = wire.frame(wire.PUTS, 0, wire.SEQUENCE.pack(first) + part.tobytes())
        wait = wire.SPAN.pack(int(part[0]) - 500_000, int(part[0]) - 100, wire.PUT_WAIT, 0)
        packets.append(Packet(0, at_ns, puts + wire.frame(wire.SPANS, 0, wait) + mark(at_ns)))
        packets.append(Packet(1, at_ns + 1, takes(first, part) + mark(at_ns)))
    end_ns = int(put_ns[-1]) + 2_000_000
    for process in (0, 1):
        packets.append(Packet(process, end_ns, text(end_ns, what="end", code=0)))
        packets.append(Packet(process, end_ns + 1, b""))
    return packets


def takes(first: int, put_ns: np.ndarray) -> bytes:
    items = b"".join(
        wire.ITEM.pack(int(at_ns), int(at_ns) + 5_000, first + number, 0)
        for number, at_ns in enumerate(put_ns)
    )
    gets = wire.frame(wire.GETS, 0, items + (put_ns + 300_000).tobytes())
    return gets + wire.frame(wire.DONES, 0, (put_ns + 500_000).tobytes())


def mark(at_ns: int) -> bytes:
    return wire.frame(wire.WATERMARK, wire.NO_QUEUE, wire.WATERMARK_BODY.pack(at_ns, 1))


@pytest.fixture
def packets() -> list[Packet]:
    return story()


@pytest.fixture
def recorded(tmp_path: Path, packets: list[Packet]) -> Path:
    """A recording that was closed in good order, of several blocks."""
    path = tmp_path / "kitchen.qscope"
    write(path, packets)
    return path


def write(path: Path, packets: list[Packet], pieces: int = 4) -> None:
    writer = RecordingWriter(path, About(title="Kitchen", started_ns=BEGIN_NS))
    size = -(-len(packets) // pieces)
    for start in range(0, len(packets), size):
        before = writer.blocks
        writer.add(packets[start : start + size])
        writer.wait_for_blocks(before + 1)
    writer.close()

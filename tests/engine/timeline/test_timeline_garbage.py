"""Whatever an authenticated stream sends, the timeline and the monitor live."""

from __future__ import annotations

import json
import random

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from engine.model.source import Packet, Phase
from engine.observe import wire
from engine.run.monitor import RunMonitor
from engine.timeline.timeline import Timeline
from tests.support import frames

HELLO = {
    "what": "hello",
    "pid": 11,
    "parent_pid": 1,
    "name": "Cook 1",
    "method": "fork",
    "daemon": False,
    "main": True,
    "python": "3.11",
    "at_ns": 1000,
}
QUEUE = {
    "what": "queue",
    "queue": 0,
    "key": "k",
    "type": "JoinableQueue",
    "class": "JoinableQueue",
    "maxsize": 4,
    "at_ns": 1001,
}
END = {"what": "end", "code": 0, "at_ns": 9000}


def text(content) -> bytes:
    return wire.frame(wire.TEXT, wire.NO_QUEUE, json.dumps(content).encode())


def good_stream() -> list[bytes]:
    """One of each kind of frame."""
    times = [2000, 2010, 2020]
    why = {"repr": "x", "type": "T", "text": "t"}
    return [
        text(HELLO),
        text(QUEUE),
        frames.puts(0, *times),
        frames.gets(*((frames.item(at, n, 0, write_ns=at + 1), at) for n, at in enumerate(times))),
        frames.dones(*times),
        frames.span(2000, 2005, wire.PUT_WAIT),
        frames.mark(2005, wire.GET_WAIT),
        frames.text(2100, "child", pid=12, name="x"),
        frames.text(2200, "exit", pid=12, name="x", code=-9),
        frames.text(2300, "error", type="E", text="t", traceback=""),
        frames.text(2400, "dropped", queue=0, sequence=2, **why),
        frames.text(2500, "note", text="n"),
        frames.watermark(8000, idle=True),
        text(END),
    ]


def digest(*streams: bytes) -> None:
    """Through everything that reads frames in the application."""
    timeline, monitor = Timeline(), RunMonitor()
    packets = [Packet(at, 10_000 + at, stream) for at, stream in enumerate(streams) if stream]
    packets += [Packet(at, 20_000, b"") for at in range(len(streams))]
    for packet in packets:
        monitor.read(packet)
    monitor.judge()
    timeline.feed(packets[: len(streams)])
    timeline.snapshot(15_000, Phase.RUNNING)
    timeline.feed(packets[len(streams) :])
    timeline.snapshot(30_000, Phase.FINISHED)


ANYTHING = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=5),
    st.lists(st.integers(), max_size=2),
    st.dictionaries(st.text(max_size=3), st.integers(), max_size=2),
)
TEXTS = [HELLO, QUEUE, END] + [
    json.loads(frame[wire.HEADER.size :]) for frame in good_stream() if frame[2] == wire.TEXT
]


@given(st.sampled_from(TEXTS), st.data())
@hypothesis_settings(max_examples=150)
def test_texts_whose_fields_are_of_any_kind(content, data):
    field = data.draw(st.sampled_from(sorted(content)))
    spoilt = {**content, field: data.draw(ANYTHING)}
    if data.draw(st.booleans()):
        spoilt.pop(field)
    digest(b"".join([text(HELLO), text(QUEUE), text(spoilt), *good_stream()]))
    digest(b"".join([text(spoilt), *good_stream()[1:]]))


@given(st.integers(1, 12), st.sampled_from([0, 1, 7, wire.NO_QUEUE]), st.binary(max_size=120))
@hypothesis_settings(max_examples=150)
def test_frames_whose_bodies_are_any_bytes(kind, queue, body):
    bad = wire.frame(kind, queue, body)
    digest(b"".join([*good_stream()[:2], bad, *good_stream()[2:], bad]))
    digest(bad)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_streams_with_bytes_changed_lost_or_doubled(seed):
    dice = random.Random(seed)
    for _ in range(70):
        spoil_and_digest(dice)


def spoil_and_digest(dice) -> None:
    stream = bytearray(b"".join(good_stream()))
    for _ in range(dice.randint(1, 8)):
        at = dice.randrange(len(stream))
        match dice.randrange(3):
            case 0:
                stream[at] = dice.randrange(256)
            case 1:
                del stream[at : at + dice.randrange(40)]
            case 2:
                stream[at:at] = stream[at : at + dice.randrange(40)]
    digest(bytes(stream), b"".join(good_stream()))


@pytest.mark.parametrize("number", [2**31, 2**32 - 1, 2**40, 2**63 - 1, 2**64 - 1])
def test_a_sequence_beyond_all_reason_takes_no_memory(number):
    import tracemalloc

    puts = wire.frame(wire.PUTS, 0, wire.SEQUENCE.pack(number) + bytes(16))
    item = wire.ITEM.pack(2000, 2001, number & 0xFFFFFFFF, number & 0xFFFF)
    gets = wire.frame(wire.GETS, 0, item + bytes(8))
    tracemalloc.start()
    digest(b"".join([*good_stream()[:2], puts, gets]))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 50_000_000

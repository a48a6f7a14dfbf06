"""Packets come out of a recording as they went in, whatever they hold."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.model.source import Packet
from engine.observe import wire
from engine.recording.columns import ColumnsError, pack_columns, unpack_columns
from engine.recording.packets import item_moments, pack_packets, unpack_packets

INTEGERS = st.lists(st.integers(-(2**63), 2**63 - 1), max_size=50)
FRAMES = st.lists(
    st.builds(
        wire.frame,
        st.integers(0, 12),
        st.integers(0, wire.NO_QUEUE),
        st.one_of(st.binary(max_size=100), st.integers(0, 12).map(lambda n: bytes(8 * n))),
    ),
    max_size=6,
).map(b"".join)
PACKETS = st.lists(
    st.builds(Packet, st.integers(-1, 5), st.integers(0, 2**62), FRAMES), max_size=10
)


def by_stream(packets):
    """Each process's bytes, packet by packet: their order is what counts."""
    found = {}
    for packet in packets:
        found.setdefault(packet.process, []).append((packet.arrived_ns, packet.frames))
    return found


@given(INTEGERS, st.booleans())
def test_any_integers_survive_a_column(values, is_delta):
    column = np.array(values, np.int64)
    deltas = frozenset({"a"}) if is_delta else frozenset()
    read = unpack_columns(pack_columns({"a": column, "b": b"xyz"}, deltas))
    assert read["a"].tolist() == values
    assert read["b"] == b"xyz"


@given(PACKETS)
def test_any_packets_survive(packets):
    packets.sort(key=lambda packet: packet.arrived_ns)
    body, _ = pack_packets(packets)
    read = unpack_packets(body)
    assert by_stream(read) == by_stream(packets)
    assert [packet.arrived_ns for packet in read] == [packet.arrived_ns for packet in packets]


def test_a_run_s_packets_are_a_third_of_their_size(packets):
    body, events = pack_packets(packets)
    assert events == 3 * 40
    assert by_stream(unpack_packets(body)) == by_stream(packets)


def test_moments_are_the_arrivals_of_items_alone(packets):
    body, _ = pack_packets(packets)
    kinds = {packet.arrived_ns: packet.frames[2:3] for packet in packets}
    expected = sorted(
        at_ns for at_ns, kind in kinds.items() if kind in {bytes([wire.PUTS]), bytes([wire.GETS])}
    )
    assert item_moments(body).tolist() == expected


@given(st.binary(max_size=200))
def test_what_holds_no_columns_is_refused(body):
    with pytest.raises(ColumnsError):
        unpack_packets(body)


@given(st.integers(0, 10_000), st.integers(0, 255))
def test_a_body_with_a_wrong_byte_is_read_or_refused(place, value):
    packets = [Packet(0, 5, wire.frame(wire.DONES, 0, np.arange(5).tobytes())), Packet(0, 6, b"")]
    body = bytearray(pack_packets(packets)[0])
    body[place % len(body)] = value
    try:
        unpack_packets(bytes(body))
    except ColumnsError:
        return

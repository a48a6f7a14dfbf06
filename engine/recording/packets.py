"""Packets as columns, and back: what was sent, unaltered, in a seventh of its bytes.

    packets --by process--> frames --by kind--> bodies --+--> times, items, waits as columns
                                                         +--> texts and looks as raw bytes

A replay must show what the live run showed, so it must tell the timeline the very same. Therefore
packets are kept, and not what the timeline made of them. Where a moment lies is told by when its
packet arrived. Packets of one process keep their order; among several, that of arrival.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from engine.model.source import Packet
from engine.observe import wire
from engine.recording.columns import (
    Column,
    ColumnsError,
    integers,
    pack_columns,
    structured,
    unpack_columns,
)

_ITEM: Final = np.dtype(
    [("put_ns", "<i8"), ("written_ns", "<i8"), ("sequence", "<u4"), ("producer", "<u4")]
)
_GET: Final = np.dtype([*((name, _ITEM[name]) for name in _ITEM.names or ()), ("at_ns", "<i8")])
_SPAN: Final = np.dtype(
    [("start_ns", "<i8"), ("end_ns", "<i8"), ("code", "<u4"), ("argument", "<u4")]
)
_MARK: Final = np.dtype([("at_ns", "<i8"), ("code", "<u4"), ("argument", "<u4")])
_WATERMARK: Final = np.dtype([("at_ns", "<i8"), ("is_idle", "<u4")])
_TIME: Final = np.dtype("<i8")
_GET_BYTES: Final = wire.ITEM.size + _TIME.itemsize
_EVENT_BYTES: Final = {wire.PUTS: 8, wire.GETS: _GET_BYTES, wire.DONES: 8}
_RECORD_BYTES: Final = {
    **_EVENT_BYTES,
    wire.SPANS: _SPAN.itemsize,
    wire.MARKS: _MARK.itemsize,
    wire.WATERMARK: _WATERMARK.itemsize,
}
_DELTAS: Final = frozenset(
    {
        "packet.arrived_ns",
        "puts.first",
        "puts.at_ns",
        "gets.put_ns",
        "gets.written_ns",
        "gets.sequence",
        "gets.at_ns",
        "dones.at_ns",
        "spans.start_ns",
        "marks.at_ns",
        "watermarks.at_ns",
    }
)
_BY_PRODUCER: Final = ("gets.put_ns", "gets.written_ns", "gets.sequence")
"""Kept producer by producer: each one's items are neighbours there, and alike."""
_EVENT_TIMES: Final = ("puts.at_ns", "gets.at_ns", "dones.at_ns")


def pack_packets(packets: Iterable[Packet]) -> tuple[bytes, int]:
    """A PACKETS body, and how many events it holds: puts, gets and task_dones."""
    bodies: dict[int, list[bytes]] = {kind: [] for kind in (0, *_RECORD_BYTES)}
    rows: list[tuple[int, int, int]] = []
    frames: list[tuple[int, int, int]] = []
    for packet in sorted(packets, key=lambda packet: packet.process):
        before = len(frames)
        _cut(packet.frames, frames, bodies)
        rows.append((packet.process, packet.arrived_ns, len(frames) - before))
    columns: dict[str, Column] = {}
    _add(columns, "packet", ("process", "arrived_ns", "frames"), rows)
    _add(columns, "frame", ("kind", "queue", "bytes"), frames)
    _add_events(columns, bodies)
    columns["other"] = b"".join(bodies[0])
    events = sum(len(integers(columns, name)) for name in _EVENT_TIMES)
    return pack_columns(columns, _DELTAS), events


def unpack_packets(body: bytes) -> list[Packet]:
    """The packets in a PACKETS body, oldest first; raises ColumnsError where it holds none."""
    columns = unpack_columns(body)
    try:
        return _packets(columns, _frames(columns))
    except (ValueError, IndexError, struct.error) as problem:
        raise ColumnsError(str(problem)) from problem


def _frames(columns: dict[str, Column]) -> list[bytes]:
    """All frames, in the order of their packets."""
    streams = _streams(columns)
    taken = dict.fromkeys(streams, 0)
    frames: list[bytes] = []
    kinds, queues, sizes = (
        integers(columns, f"frame.{name}").tolist() for name in ("kind", "queue", "bytes")
    )
    for kind, queue, size in zip(kinds, queues, sizes, strict=True):
        stream = kind if _is_regular(kind, size) else 0
        start = taken[stream]
        taken[stream] = start + size
        piece = streams[stream][start : start + size]
        if len(piece) != size:
            msg = "a frame is cut off"
            raise ColumnsError(msg)
        if kind == wire.GETS and stream:
            piece = _apart(piece)
        frames.append(wire.frame(kind, queue, piece))
    return frames


def item_moments(body: bytes) -> npt.NDArray[np.int64]:
    """When packets with puts, gets or task_dones arrived, ascending; shape (n,)."""
    columns = unpack_columns(body)
    has_item = np.isin(integers(columns, "frame.kind"), list(_EVENT_BYTES))
    counts = integers(columns, "packet.frames")
    owners = np.repeat(np.arange(len(counts)), counts)
    arrived_ns = integers(columns, "packet.arrived_ns")
    return np.unique(arrived_ns[np.unique(owners[has_item])])


def _cut(data: bytes, frames: list[tuple[int, int, int]], bodies: dict[int, list[bytes]]) -> None:
    """Sorts the frames of one packet by what they hold."""
    at, size, head = 0, len(data), wire.HEADER.size
    while at + head <= size:
        length, kind, _, queue = wire.HEADER.unpack_from(data, at)
        start, at = at + head, at + head + length
        if at > size:
            return
        frames.append((kind, queue, length))
        bodies[kind if _is_regular(kind, length) else 0].append(data[start:at])


def _is_regular(kind: int, size: int) -> bool:
    """Whether a body holds whole records, and can be kept as columns."""
    if kind == wire.PUTS:
        return size >= wire.SEQUENCE.size and size % _TIME.itemsize == 0
    if kind == wire.WATERMARK:
        return size == _WATERMARK.itemsize
    record = _RECORD_BYTES.get(kind)
    return record is not None and size % record == 0


def _add(
    columns: dict[str, Column], table: str, names: Sequence[str], rows: Sequence[tuple[int, ...]]
) -> None:
    values = np.array(rows, np.int64).reshape(len(rows), len(names))
    for place, name in enumerate(names):
        columns[f"{table}.{name}"] = values[:, place]


def _add_events(columns: dict[str, Column], bodies: dict[int, list[bytes]]) -> None:
    puts = bodies[wire.PUTS]
    firsts = b"".join(body[: wire.SEQUENCE.size] for body in puts)
    columns["puts.first"] = np.frombuffer(firsts, _TIME)
    columns["puts.at_ns"] = np.frombuffer(
        b"".join(body[wire.SEQUENCE.size :] for body in puts), _TIME
    )
    columns |= _gets(bodies[wire.GETS])
    columns["dones.at_ns"] = np.frombuffer(b"".join(bodies[wire.DONES]), _TIME)
    spans = np.frombuffer(b"".join(bodies[wire.SPANS]), _SPAN)
    columns["spans.start_ns"] = spans["start_ns"].astype(np.int64)
    columns["spans.length_ns"] = (spans["end_ns"] - spans["start_ns"]).astype(np.int64)
    for name in ("code", "argument"):
        columns[f"spans.{name}"] = spans[name].astype(np.int64)
    for table, kind, dtype in (
        ("marks", wire.MARKS, _MARK),
        ("watermarks", wire.WATERMARK, _WATERMARK),
    ):
        records = np.frombuffer(b"".join(bodies[kind]), dtype)
        for name in dtype.names or ():
            columns[f"{table}.{name}"] = records[name].astype(np.int64)


def _gets(bodies: Sequence[bytes]) -> dict[str, Column]:
    cuts = [len(body) // _GET_BYTES * wire.ITEM.size for body in bodies]
    items = np.frombuffer(
        b"".join(body[:cut] for body, cut in zip(bodies, cuts, strict=True)), _ITEM
    )
    times = b"".join(body[cut:] for body, cut in zip(bodies, cuts, strict=True))
    columns: dict[str, Column] = {
        f"gets.{name}": items[name].astype(np.int64)
        for name in ("producer", "sequence", "put_ns", "written_ns")
    }
    order = np.argsort(integers(columns, "gets.producer"), kind="stable")
    for name in _BY_PRODUCER:
        columns[name] = integers(columns, name)[order]
    columns["gets.at_ns"] = np.frombuffer(times, _TIME)
    return columns


def _streams(columns: dict[str, Column]) -> dict[int, bytes]:
    """The bodies of all frames of each kind, one after another; those of GETS item by item."""
    other = columns.get("other")
    if not isinstance(other, bytes):
        msg = "there is no column other"
        raise ColumnsError(msg)
    return {
        0: other,
        wire.PUTS: _puts(columns),
        wire.GETS: _items(columns),
        wire.DONES: integers(columns, "dones.at_ns").astype(_TIME).tobytes(),
        wire.SPANS: _spans(columns),
        wire.MARKS: _records(columns, "marks", _MARK).tobytes(),
        wire.WATERMARK: _records(columns, "watermarks", _WATERMARK).tobytes(),
    }


def _records(columns: dict[str, Column], table: str, dtype: np.dtype[Any]) -> npt.NDArray[np.void]:
    names = dtype.names or ()
    return structured({name: integers(columns, f"{table}.{name}") for name in names}, dtype)


def _puts(columns: dict[str, Column]) -> bytes:
    """Each frame's first sequence in front of its times."""
    kinds, sizes = integers(columns, "frame.kind"), integers(columns, "frame.bytes")
    is_put = (kinds == wire.PUTS) & (sizes >= wire.SEQUENCE.size) & (sizes % _TIME.itemsize == 0)
    counts = sizes[is_put] // _TIME.itemsize - 1
    places = np.cumsum(counts) - counts
    firsts, times = integers(columns, "puts.first"), integers(columns, "puts.at_ns")
    if len(firsts) != len(counts) or len(times) != counts.sum():
        msg = "puts are missing"
        raise ColumnsError(msg)
    return np.insert(times, places, firsts).astype(_TIME).tobytes()


def _items(columns: dict[str, Column]) -> bytes:
    """ITEM and time of each get, together."""
    producers = integers(columns, "gets.producer")
    order = np.argsort(producers, kind="stable")
    values: dict[str, npt.NDArray[np.int64]] = {"producer": producers}
    for name in _BY_PRODUCER:
        column = np.empty(len(order), np.int64)
        column[order] = integers(columns, name)
        values[name.removeprefix("gets.")] = column
    values["at_ns"] = integers(columns, "gets.at_ns")
    return structured(values, _GET).tobytes()


def _apart(body: bytes) -> bytes:
    """The same as the wire has it: all items, then all times."""
    gets = np.frombuffer(body, _GET)
    items = gets[list(_ITEM.names or ())].astype(_ITEM)
    return items.tobytes() + gets["at_ns"].tobytes()


def _spans(columns: dict[str, Column]) -> bytes:
    start_ns = integers(columns, "spans.start_ns")
    values = {
        "start_ns": start_ns,
        "end_ns": start_ns + integers(columns, "spans.length_ns"),
        "code": integers(columns, "spans.code"),
        "argument": integers(columns, "spans.argument"),
    }
    return structured(values, _SPAN).tobytes()


def _packets(columns: dict[str, Column], frames: Sequence[bytes]) -> list[Packet]:
    at = 0
    packets = []
    names = ("process", "arrived_ns", "frames")
    tables = (integers(columns, f"packet.{name}").tolist() for name in names)
    for process, arrived_ns, count in zip(*tables, strict=True):
        packets.append(Packet(process, arrived_ns, b"".join(frames[at : at + count])))
        at += count
    return sorted(packets, key=lambda packet: packet.arrived_ns)

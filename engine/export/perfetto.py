"""A run for Perfetto (ui.perfetto.dev): its protobuf, written by hand as it streams.

    process      a process track, and under it two tracks: waits and queue operations
    wait         a slice
    put, get,    instants, joined by a flow for each item: put --> taken --> done
    task_done
    depth        a counter track for each queue

Names are interned: each is in the file once. The numbers of fields are those of Perfetto's public
trace format (trace_packet.proto, track_event.proto, track_descriptor.proto).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

import numpy as np

from engine.export.tables import event_chunks
from engine.model.snapshot import EventCode, Snapshot, State, WorkerView

SEQUENCE: Final = 1  # the one writer of packets that there is
WAITS: Final = {
    State.PUT_WAIT: "waits for a free slot",
    State.GET_WAIT: "waits for an item",
    State.JOINING: "waits in join",
    State.PAUSED: "paused",
}
INSTANTS: Final = {
    EventCode.PUT: "put",
    EventCode.TAKEN: "get",
    EventCode.DONE: "task_done",
    EventCode.DROPPED: "lost",
    EventCode.FULL: "queue.Full",
    EventCode.EMPTY: "queue.Empty",
    EventCode.FAILED: "failed",
    EventCode.ENDED: "ended",
}
_SLICE_BEGIN, _SLICE_END, _INSTANT, _COUNTER = range(1, 5)
_NEEDS_INTERNED, _CLEARED = 2, 1
_FLOW: Final = struct.Struct("<Q")
_LAST: Final = frozenset({EventCode.DONE, EventCode.DROPPED})


def write(path: Path, snapshot: Snapshot) -> None:
    """Writes the trace; raises OSError."""
    with path.open("wb") as file:
        _Trace(file, snapshot).write()


class _Trace:
    """One file."""

    def __init__(self, file: BinaryIO, snapshot: Snapshot) -> None:
        self._file, self._snapshot = file, snapshot
        self._names = {
            name: number
            for number, name in enumerate(dict.fromkeys([*WAITS.values(), *INSTANTS.values()]), 1)
        }
        count = len(snapshot.workers)
        self._process_track = {each.process: 1 + at for at, each in enumerate(snapshot.workers)}
        self._wait_track = {each: track + count for each, track in self._process_track.items()}
        self._act_track = {each: track + 2 * count for each, track in self._process_track.items()}
        self._depth_track = {
            queue.index: 1 + 3 * count + at for at, queue in enumerate(snapshot.queues)
        }

    def write(self) -> None:
        """All of it."""
        self._file.write(_packet(self._intern(), flags=_CLEARED))
        for worker in self._snapshot.workers:
            self._file.write(self._describe(worker))
        for queue in self._snapshot.queues:
            track = _varint(1, self._depth_track[queue.index])
            name = _text(2, f"{queue.name}: depth")
            self._file.write(_packet(_message(60, track + name + _message(8, b""))))
        for worker in self._snapshot.workers:
            self._file.write(b"".join(self._waits(worker)))
        for part in self._events():
            self._file.write(part)
        for queue in self._snapshot.queues:
            times, depths = queue.series.times_ns, queue.series.depths
            for start in range(0, len(times), 1 << 16):
                some = slice(start, start + (1 << 16))
                self._file.write(self._depths(queue.index, times[some], depths[some]))

    def _intern(self) -> bytes:
        entries = (
            _message(2, _varint(1, number) + _text(2, name)) for name, number in self._names.items()
        )
        return _message(12, b"".join(entries))

    def _describe(self, worker: WorkerView) -> bytes:
        process = self._process_track[worker.process]
        about = _varint(1, worker.pid) + _text(6, worker.name)
        parts = [_message(60, _varint(1, process) + _message(3, about))]
        tracks = ((self._wait_track, "waits"), (self._act_track, "queue operations"))
        for track, name in tracks:
            told = _varint(1, track[worker.process]) + _varint(5, process) + _text(2, name)
            parts.append(_message(60, told))
        return b"".join(map(_packet, parts))

    def _waits(self, worker: WorkerView) -> Iterator[bytes]:
        """Each wait as a slice."""
        starts, states = worker.lane.starts_ns, worker.lane.states
        ends = np.append(starts[1:], self._snapshot.now_ns)
        track = _varint(11, self._wait_track[worker.process])
        close = _varint(9, _SLICE_END) + track
        opens = {
            int(state): _varint(9, _SLICE_BEGIN) + track + _varint(10, self._names[name])
            for state, name in WAITS.items()
        }
        for start_ns, end_ns, state in zip(
            starts.tolist(), ends.tolist(), states.tolist(), strict=True
        ):
            if (begin := opens.get(state)) is not None:
                yield _event(start_ns, begin)
                yield _event(max(start_ns, end_ns), close)

    def _events(self) -> Iterator[bytes]:
        """Instants, with the flows of their items; chunk by chunk."""
        names = {
            int(code): _varint(9, _INSTANT) + _varint(10, self._names[name])
            for code, name in INSTANTS.items()
        }
        tracks = {process: _varint(11, track) for process, track in self._act_track.items()}
        last = {int(code) for code in _LAST}
        for chunk in event_chunks(self._snapshot):
            has_flow = (chunk.sequence >= 0) & (chunk.producer >= 0)
            flows = np.where(
                has_flow,
                (chunk.queue.astype(np.int64) << 52)
                + (chunk.producer.astype(np.int64) << 40)
                + chunk.sequence
                + 1,
                0,
            )
            parts = []
            columns = (chunk.at_ns, chunk.code, chunk.worker, flows)
            for at_ns, code, worker, flow in zip(*(each.tolist() for each in columns), strict=True):
                name, track = names.get(code), tracks.get(worker)
                if name is None or track is None:
                    continue
                body = name + track
                if flow:
                    body += (_FLOW_LAST if code in last else _FLOW_STEP) + _FLOW.pack(flow)
                parts.append(_event(at_ns, body))
            yield b"".join(parts)

    def _depths(self, queue: int, times: object, depths: object) -> bytes:
        head = _varint(9, _COUNTER) + _varint(11, self._depth_track[queue])
        moments = np.asarray(times).tolist(), np.asarray(depths).tolist()
        return b"".join(
            _event(at_ns, head + _COUNTER_VALUE + _number(depth))
            for at_ns, depth in zip(*moments, strict=True)
        )


def _number(value: int) -> bytes:
    """A varint."""
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)


def _varint(field: int, value: int) -> bytes:
    return _number(field << 3) + _number(value)


def _message(field: int, body: bytes) -> bytes:
    return _number(field << 3 | 2) + _number(len(body)) + body


def _text(field: int, text: str) -> bytes:
    return _message(field, text.encode())


def _packet(body: bytes, flags: int = 0) -> bytes:
    """A packet that is no event."""
    head = _varint(10, SEQUENCE) + (_varint(13, flags) if flags else b"")
    return _message(1, body + head)


def _event(at_ns: int, body: bytes) -> bytes:
    """A packet with an event of a track."""
    told = b"\x40" + _number(at_ns) + _HEAD + _number(len(body)) + body
    return b"\x0a" + _number(len(told)) + told


_HEAD: Final = _varint(10, SEQUENCE) + _varint(13, _NEEDS_INTERNED) + b"\x5a"
_FLOW_STEP: Final = _number(47 << 3 | 1)
_FLOW_LAST: Final = _number(48 << 3 | 1)
_COUNTER_VALUE: Final = _number(30 << 3)

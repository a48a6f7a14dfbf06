"""What a feeder thread sends with, observed: each message leaves with its item's id behind it."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from multiprocessing import connection
from typing import Any

from . import board, fault_points, pipe
from .frames import stands_in
from .pipe_message import HEADER_SIZE, HEADERS, LENGTH, SMALL, TRAILER, TRAILER_SIZE
from .recorder import Recorder
from .tap import Tap, now

TRIM_ITEMS = 4096  # put times behind the feeder are let go of so many at a time

SENDING, SENT, WRITING_BYTES = board.SENDING, board.SENT, board.WRITING_BYTES


class Outgoing:
    """Where the feeder of one queue object stands: the next item's sequence and put time."""

    __slots__ = ("is_sending", "next_put_ns", "putting", "sequence", "tap")

    def __init__(self, tap: Tap, putting: Any) -> None:
        """Goes on where an earlier queue object of the same process and queue has ended.

        `putting` is the lock that a put holds while it puts.
        """
        self.tap = tap
        self.putting = putting
        self.sequence = tap.first_sequence + len(tap.put_ns)
        self.is_sending = False
        self.trim()

    def trim(self) -> None:
        """Frees what is behind, and makes `next_put_ns` go on from here.

        A list's iterator keeps its place while others append: no second list is needed for it.
        """
        self.tap.trim(self.sequence)
        places = iter(self.tap.put_ns)
        places.__setstate__(self.sequence - self.tap.first_sequence)  # type: ignore[attr-defined]
        self.next_put_ns: Callable[[], int] = places.__next__

    def wait_for_put(self) -> int:
        """The put time of an item that the feeder has in hand before its put has come to an end.

        A put that an exception has cut short behind its `append` never comes to it: it ends here.
        """
        tap = self.tap
        while self.sequence >= tap.first_sequence + len(tap.put_ns):
            if self.putting.acquire(False):
                try:
                    if self.sequence >= tap.first_sequence + len(tap.put_ns):
                        tap.count_put()
                finally:
                    self.putting.release()
            else:
                time.sleep(0.000_02)
        self.trim()
        return self.next_put_ns()


_SEND_BYTES = connection.Connection._send_bytes, "self._send(buf"  # type: ignore[attr-defined]


@stands_in(send_bytes=_SEND_BYTES, send_large=_SEND_BYTES)
def observed_send(recorder: Recorder, outgoing: Outgoing, writer: Any) -> Callable[..., None]:
    """The feeder's `_send_bytes`: the same message with the item's id behind it."""
    send = pipe.method(writer, "send_bytes")
    is_direct = pipe.is_direct(writer)
    small = SMALL if is_direct else 0
    write, join, pack_trailer = os.write, b"".join, TRAILER.pack
    tap = outgoing.tap
    pipe.widen(writer)
    room = 0  # bytes that surely fit the pipe as it would be without our trailers

    def send_bytes(data: Any) -> None:
        nonlocal room
        try:
            put_ns = outgoing.next_put_ns()
        except StopIteration:
            put_ns = outgoing.wait_for_put()
        words, sequence = tap.words, outgoing.sequence
        outgoing.sequence = words[SENDING] = sequence + 1
        trailer = pack_trailer(put_ns, now(), sequence & 0xFFFFFFFF, recorder.signature)
        size, handle = len(data), writer._handle
        try:
            if recorder.fault_points.is_ordered and (
                kind := recorder.fault_points.take(fault_points.MID_WRITE, tap)
            ):
                _write_faultily(recorder, kind, tap, writer, join((data, trailer)))
            elif size < small and handle is not None:
                message = join((HEADERS[size], data, trailer))
                if (written := write(handle, message)) != len(message):
                    pipe.write_all(writer, memoryview(message)[written:])
            else:
                send_large(data, trailer)
        except BaseException:
            outgoing.is_sending = True  # what the feeder cannot send has its sequence already
            raise
        room -= size + HEADER_SIZE
        if room < 0 and handle is not None:
            room = pipe.wait_for_room(handle, size, items_in_pipe)
            if sequence - tap.first_sequence > TRIM_ITEMS:
                outgoing.trim()
        words[SENT] = sequence + 1

    def items_in_pipe() -> tuple[int, int] | None:
        """With the present one, which is not counted before there was room for it."""
        counted = recorder.items_in_pipe(tap)
        return counted and (counted[0] + 1, counted[1] or 1)

    def send_large(data: Any, trailer: bytes) -> None:
        if not is_direct or writer._handle is None or len(data) > 0x7FFF_0000:
            send(join((data, trailer)))
        else:
            words = tap.words
            words[WRITING_BYTES] = len(data)
            pipe.write_all(writer, LENGTH.pack(len(data) + TRAILER_SIZE))
            pipe.write_all(writer, data)
            pipe.write_all(writer, trailer)
            words[WRITING_BYTES] = 0

    return send_bytes


def _write_faultily(recorder: Recorder, kind: int, tap: Tap, writer: Any, data: Any) -> None:
    """A message with a fault in its middle, which may never return."""
    message = memoryview(LENGTH.pack(len(data)) + data)
    tap.words[WRITING_BYTES] = len(data)
    pipe.write_all(writer, message[: len(message) // 2])
    recorder.fault_points.commit(kind)
    pipe.write_all(writer, message[len(message) // 2 :])
    tap.words[WRITING_BYTES] = 0

"""A SimpleQueue, observed: a pipe with two locks, and no feeder in between."""

from __future__ import annotations

import threading
import weakref
from multiprocessing import connection
from typing import Any

from . import board, wire
from .feeder_parts import Outgoing, observed_send
from .frames import stands_in
from .get_parts import WAITED_NS, observed_receive
from .recorder import Recorder
from .tap import Tap, now

STATE, SINCE_NS, PUT_WAIT = board.STATE, board.SINCE_NS, wire.PUT_WAIT


_CONNECTION = connection._ConnectionBase


@stands_in(
    put_bytes=(_CONNECTION.send_bytes, "self._send_bytes("),
    send=(_CONNECTION.send, "self._send_bytes("),
    recv=(_CONNECTION.recv, "_ForkingPickler.loads("),
)
def observe_simple(recorder: Recorder, tap: Tap, reader: Any, writer: Any) -> None:
    """A SimpleQueue is a pipe with two locks: both ends' connections are observed.

    `send` and `recv` too, since `Pool` calls them past the queue, from threads of its own: they
    are no wait of the process.
    """
    # What is kept in an end must not keep that end: it would not be freed with its last reference.
    own_reader, own_writer = reader, writer
    reader, writer = weakref.proxy(reader), weakref.proxy(writer)
    outgoing = Outgoing(tap, threading.Lock())
    send_bytes = observed_send(recorder, outgoing, writer)
    dumps = connection._ForkingPickler.dumps  # type: ignore[attr-defined]
    loads = connection._ForkingPickler.loads  # type: ignore[attr-defined]
    recv_bytes = observed_receive(recorder, tap, reader, is_wait=False)
    waiting = board.state_word(PUT_WAIT, tap.index)

    def put_bytes(data: Any, offset: int = 0, size: int | None = None) -> None:
        writer._check_closed()  # a put that raises is none
        if recorder.attention:
            recorder.attend(tap)
        at_ns = tap.count_put()
        if offset or size is not None:
            data = memoryview(data).cast("B")[offset : None if size is None else offset + size]
        slot = recorder.slot
        try:
            slot[SINCE_NS], slot[STATE] = at_ns, waiting
            send_bytes(data)
        finally:
            slot[STATE] = 0
        if (end_ns := now()) - at_ns > WAITED_NS:
            tap.note_span(at_ns, end_ns, PUT_WAIT)
        if recorder.attention:
            recorder.wake()

    def send(item: object) -> None:
        writer._check_closed()
        writer._check_writable()
        put_bytes(dumps(item))

    def recv() -> Any:
        reader._check_closed()
        reader._check_readable()
        return loads(recv_bytes())

    own_writer.send_bytes, own_writer.send = put_bytes, send
    own_reader.recv_bytes, own_reader.recv = observed_receive(recorder, tap, reader), recv

"""What a get is made of, observed: the read lock, the message, and that none came in time."""

from __future__ import annotations

import os
import struct
from collections.abc import Callable
from multiprocessing import connection, synchronize
from typing import Any

from . import board, fault_points, pipe, wire
from .context_hooks import observe_with
from .frames import stands_in
from .pipe_message import LENGTH, SIZES, TRAILER_SIZE
from .recorder import Recorder
from .tap import Tap, now

WAITED_NS = 50_000  # a get that took less did not wait: it read what was there

STATE, SINCE_NS = board.STATE, board.SINCE_NS
GETS, READING_BYTES = board.GETS, board.READING_BYTES
GET_WAIT = wire.GET_WAIT


_CONNECTION = connection._ConnectionBase
_ENTER = synchronize.SemLock.__enter__, "_semlock.__enter__"
_LEAVE = synchronize.SemLock.__exit__, "_semlock.__exit__"


@stands_in(enter=_ENTER, leave=_LEAVE, acquire_to_read=_ENTER)
def observe_read_lock(recorder: Recorder, tap: Tap, lock: Any) -> None:
    """Makes `lock` tell `tap` when a get begins and when it gives up waiting for other readers."""
    semlock = lock._semlock
    acquire, semlock_enter, semlock_exit = semlock.acquire, semlock.__enter__, semlock.__exit__
    waiting = board.state_word(GET_WAIT, tap.index)
    reading = board.state_word(board.READING, tap.index)

    def begin() -> None:
        recorder.attend(tap)
        recorder.fault_points.pass_by(fault_points.IDLE_IN_GET, tap)

    def enter() -> bool:
        if recorder.attention:
            begin()
        slot = recorder.slot
        tap.entered_ns = slot[SINCE_NS] = now()
        try:
            slot[STATE] = waiting
            return semlock_enter()  # type: ignore[no-any-return]
        except BaseException:  # a signal's handler may raise anything, anywhere
            get_broke_off(recorder, tap)
            raise

    def leave(problem: object = None, *rest: object) -> None:
        if problem is not None:
            get_broke_off(recorder, tap)
        semlock_exit(problem, *rest)

    def acquire_to_read(block: bool = True, timeout: float | None = None) -> bool:
        if recorder.attention:
            begin()
        slot = recorder.slot
        is_timed = board.TIMED if timeout is not None or not block else 0
        tap.entered_ns = slot[SINCE_NS] = now()
        try:
            slot[STATE] = waiting | is_timed
            got: bool = acquire(block, timeout)
            if got:
                slot[STATE] = reading | is_timed
            else:
                get_gave_up(recorder, tap)
            return got  # noqa: TRY300 - within: a handler may still raise
        except BaseException:
            get_broke_off(recorder, tap)
            raise

    observe_with(lock, synchronize.Lock, enter, leave)
    lock.acquire = acquire_to_read


@stands_in(recv_bytes=(_CONNECTION.recv_bytes, "self._recv_bytes("))
def observed_receive(
    recorder: Recorder, tap: Tap, reader: Any, *, is_wait: bool = True
) -> Callable[..., Any]:
    """`_recv_bytes`: reads one message; called with the read lock held, if it is a wait."""
    receive = pipe.method(reader, "recv_bytes")
    is_direct = pipe.is_direct(reader)
    read, sizes, pack_span = os.read, SIZES, wire.SPAN.pack
    keep_trailer, stamp, span_append = tap.trailers.append, tap.get_ns.append, tap.spans.append
    reading, has_read = board.state_word(board.READING, tap.index), board.state_word(0, tap.index)
    if not is_wait:
        reading = has_read = 0

    def recv_bytes(maxlength: int | None = None) -> Any:
        slot = recorder.slot
        try:
            slot[STATE] = reading
            has_passed = False
            if recorder.attention:
                recorder.fault_points.pass_by(fault_points.HOLDING_READ_LOCK, tap)
                has_passed = bool(recorder.gate[0]) and reader.poll(0)
            if is_direct and maxlength is None and reader._handle is not None:
                handle = reader._handle
                header = read(handle, 4)
                if recorder.attention and not has_passed:
                    recorder.attend(tap)  # it has waited, and the gate may have closed meanwhile
                if (size := sizes.get(header)) is not None:
                    data = read(handle, size)
                    if len(data) != size:
                        data = pipe.read_rest(handle, data, size)
                elif header:
                    data = _read_after(tap, handle, header)
                    if not data:  # the middle of a torn message: no item
                        tap.entered_ns, slot[STATE] = 0, has_read
                        return data
                else:
                    data = receive(None)  # the end of the pipe: raises what it always raises
            else:
                data = receive(maxlength)
            at_ns = now()
            tap.gets = tap.words[GETS] = tap.gets + 1
            keep_trailer(data[-TRAILER_SIZE:])
            stamp(at_ns)
            entered_ns = tap.entered_ns
            if at_ns - entered_ns > WAITED_NS and entered_ns:
                span_append(pack_span(entered_ns, at_ns, GET_WAIT, 0))
            tap.entered_ns = 0
            slot[STATE] = has_read
        except BaseException:  # closed, nobody is left to write, or a signal's handler has raised
            get_broke_off(recorder, tap)
            raise
        if recorder.attention:
            recorder.wake()
        return data

    return recv_bytes


def _read_after(tap: Tap, handle: int, header: bytes) -> bytes:
    """A large message, or one whose header came in pieces, or has a length of eight bytes.

    Where a message was torn, the middle of another is taken for a header. A pickle begins with
    0x80, which makes it negative; Connection then reads nothing and goes on, and so do we.
    """
    (size,) = LENGTH.unpack(pipe.read_rest(handle, header, 4))
    if size == -1:
        (size,) = struct.unpack("!Q", pipe.read_rest(handle, b"", 8))
    tap.words[READING_BYTES] = size
    if size < 0:
        return b""
    try:
        return pipe.read_rest(handle, b"", size)
    finally:
        tap.words[READING_BYTES] = 0


@stands_in(observed=(_CONNECTION.poll, "self._poll("))
def observed_poll(recorder: Recorder, tap: Tap, reader: Any) -> Callable[..., bool]:
    """`_poll`: inside a get, nothing to read in time means Empty."""

    def observed(timeout: float = 0.0) -> bool:
        try:
            reader._check_closed()
            reader._check_readable()
            got: bool = reader._poll(timeout)  # as `reader.poll` does it
            if not got and tap.entered_ns:
                get_gave_up(recorder, tap)
            return got  # noqa: TRY300 - within: a handler may still raise
        except BaseException:
            get_broke_off(recorder, tap)
            raise

    return observed


def get_gave_up(recorder: Recorder, tap: Tap) -> None:
    """A get ends with queue.Empty."""
    at_ns, entered_ns = now(), tap.entered_ns
    if at_ns - entered_ns > WAITED_NS and entered_ns:
        tap.note_span(entered_ns, at_ns, GET_WAIT)
    tap.marks.append((at_ns, wire.EMPTY, 0))
    tap.entered_ns = 0
    recorder.wait_ends()


def get_broke_off(recorder: Recorder, tap: Tap) -> None:
    """A get ends with any other exception: its process waits for nothing there any more."""
    if tap.entered_ns:
        tap.note_span(tap.entered_ns, now(), GET_WAIT)
    tap.entered_ns = 0
    recorder.wait_ends()

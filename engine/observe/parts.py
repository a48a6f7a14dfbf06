"""The observed parts that stand in for the parts a queue is made of.

No method of a queue is wrapped: tracebacks, overridden methods and all behaviour stay the queue's
own. Instead `Queue._reset`, which runs in each process, hands out observed parts::

    put()   _sem.acquire     a slot was got, or waited for, or not got (Full)
            _notempty        its notify is the put's moment; the feeder sends no item before it
    feeder  _send_bytes      the write's moment; the item's id is appended to its pickled bytes
    get()   _rlock           a get begins, and may wait for another reader
            _recv_bytes      the get's moment: the message is read, its slot not yet given back
            _poll            nothing came in time (Empty)
    task_done()              _unfinished_tasks.acquire

Unpickling stops at the STOP opcode, so the id behind it is invisible to whoever gets the item, and
an item without one, put by an unobserved process, passes through untouched.

Every nanosecond in here is paid for each item, hence closures with everything in local cells. On
POSIX pipes the bytes are read and written here directly, the same bytes by a shorter way than
`Connection`'s own; that saves more than the observation costs.
"""

from __future__ import annotations

import copyreg
import os
import struct
import sys
import threading
import time
from collections import deque
from collections.abc import Callable
from multiprocessing import connection, queues, synchronize
from typing import Any

from . import board, faults, wire
from .recorder import Recorder
from .tap import Tap, now, text_frame

WAITED_NS = 50_000  # a get that took less did not wait: it read what was there

STATE, SINCE_NS = board.STATE, board.SINCE_NS
PUTS, SENDING, SENT, WRITING_BYTES = board.PUTS, board.SENDING, board.SENT, board.WRITING_BYTES
GETS, READING_BYTES, DONES = board.GETS, board.READING_BYTES, board.DONES
PUT_WAIT, GET_WAIT = wire.PUT_WAIT, wire.GET_WAIT

_LENGTH = struct.Struct("!i")
TRAILER = struct.Struct("<qqI12s")  # put time, write time, sequence, the recorder's signature
PIPE = 65_536  # bytes that fit a pipe
WIDE_PIPE = 16 * PIPE // 2
F_SETPIPE_SZ = 1031
HEADER_SIZE = 4  # bytes in front of each message
_COUNT = struct.Struct("i")
TRAILER_SIZE = TRAILER.size
MOST_NAMED = 1000  # unsent items that are told one by one
SMALL = 4000  # such a message is written in one piece, with a header made beforehand
HEADERS = [_LENGTH.pack(size + TRAILER_SIZE) for size in range(SMALL)]
SIZES = {header: size + TRAILER_SIZE for size, header in enumerate(HEADERS)}

_can_widen = sys.platform == "linux"
if _can_widen:
    import fcntl
    import termios

_is_posix_pipe = hasattr(connection, "Connection") and os.name == "posix"


class NotEmpty(threading.Condition):
    """The condition that a put wakes the feeder with, while it holds its lock.

    `__enter__` and `__exit__` are the lock's own, as they are in the end in any condition.
    """

    __slots__ = ("__enter__", "__exit__", "notify")


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


def observed_not_empty(tap: Tap) -> NotEmpty:
    """`_notempty`, whose `notify` is the put's moment."""
    lock = threading.Lock()
    not_empty = NotEmpty(lock)
    stamp = tap.put_ns.append
    waiters = not_empty._waiters  # type: ignore[attr-defined]
    wake = threading.Condition.notify

    def notify(n: int = 1) -> None:
        tap.puts = tap.words[PUTS] = tap.puts + 1
        stamp(now())
        if waiters:
            wake(not_empty, n)

    not_empty.__enter__ = lock.__enter__  # type: ignore[method-assign]
    not_empty.__exit__ = lock.__exit__  # type: ignore[method-assign]
    not_empty.notify = notify  # type: ignore[method-assign]
    return not_empty


def unobserved(not_empty: threading.Condition) -> threading.Condition:
    """The same condition, whose `notify` is none of a put."""
    if not isinstance(not_empty, NotEmpty):
        return not_empty
    plain = threading.Condition(not_empty._lock)  # type: ignore[attr-defined]
    plain._waiters = not_empty._waiters  # type: ignore[attr-defined]
    return plain


def observed_slots(recorder: Recorder, tap: Tap, semlock: Any) -> Callable[..., bool]:
    """`_sem.acquire`: what semlock's own does (try first, then wait), seen."""
    acquire = semlock.acquire
    span_append, pack_span = tap.spans.append, wire.SPAN.pack
    waiting = board.state_word(PUT_WAIT, tap.index)

    def acquire_slot(block: bool = True, timeout: float | None = None) -> bool:
        if recorder.attention:
            recorder.attend(tap)
        if acquire(False):
            return True
        return wait_for_slot(block, timeout)

    def wait_for_slot(block: bool, timeout: float | None) -> bool:
        got = False
        if block:
            slot = recorder.slot
            start_ns = slot[SINCE_NS] = now()
            slot[STATE] = waiting if timeout is None else waiting | board.TIMED
            try:
                got = acquire(block, timeout)
            finally:
                span_append(pack_span(start_ns, now(), PUT_WAIT, 0))
                recorder.slot[STATE] = 0
            if recorder.attention:
                recorder.wake()
        if not got:
            tap.marks.append((now(), wire.FULL, 0))
            if recorder.attention:
                recorder.wake()
        return got

    return acquire_slot


def observed_send(recorder: Recorder, outgoing: Outgoing, writer: Any) -> Callable[..., None]:
    """The feeder's `_send_bytes`: the same message with the item's id behind it."""
    send = writer.send_bytes
    is_direct = _is_posix_pipe and type(writer) is connection.Connection
    small = SMALL if is_direct else 0
    write, join, pack_trailer = os.write, b"".join, TRAILER.pack
    tap = outgoing.tap
    widen(writer)
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
            if recorder.attention and (kind := recorder.take_fault(faults.MID_WRITE, tap)):
                _write_faultily(recorder, kind, tap, writer, join((data, trailer)))
            elif size < small and handle is not None:
                message = join((HEADERS[size], data, trailer))
                if (written := write(handle, message)) != len(message):
                    _write_all(writer, memoryview(message)[written:])
            else:
                send_large(data, trailer)
        except BaseException:
            outgoing.is_sending = True  # what the feeder cannot send has its sequence already
            raise
        room -= size + HEADER_SIZE
        if room < 0 and handle is not None:
            room = wait_for_room(handle, size)
            outgoing.trim()
        words[SENT] = sequence + 1

    def send_large(data: Any, trailer: bytes) -> None:
        if not is_direct or writer._handle is None or len(data) > 0x7FFF_0000:
            send(join((data, trailer)))
        else:
            words = tap.words
            words[WRITING_BYTES] = len(data)
            _write_all(writer, _LENGTH.pack(len(data) + TRAILER_SIZE))
            _write_all(writer, data)
            _write_all(writer, trailer)
            words[WRITING_BYTES] = 0

    return send_bytes


def widen(writer: Any) -> None:
    """Makes the pipe so large that items with their trailers fit where they did without.

    The system may refuse (a user's pipes have a limit together); then fewer items fit.
    """
    if _can_widen:
        try:
            fcntl.fcntl(writer._handle, F_SETPIPE_SZ, WIDE_PIPE)
        except (OSError, TypeError):
            pass


def wait_for_room(handle: int, size: int) -> int:
    """Waits as a write to an ordinary pipe would; returns the bytes for which none need look again.

    A program that joins before it drains hangs when what it put does not fit the pipe, at the same
    number of items with us and without. The pipe is wider than it was, so its content, less our
    trailers, is what must fit. Those are estimated by the size of the latest item.
    """
    if not _can_widen:
        return PIPE
    share = (size + HEADER_SIZE) / (size + HEADER_SIZE + TRAILER_SIZE)
    rest_s = 0.000_02
    while True:
        try:
            (content,) = _COUNT.unpack(fcntl.ioctl(handle, termios.FIONREAD, bytes(4)))
        except OSError:
            return PIPE  # closed meanwhile
        room = PIPE - int(content * share)
        if room >= 0:
            return room
        time.sleep(rest_s)
        rest_s = min(2 * rest_s, 0.002)


def _write_all(writer: Any, data: Any) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(writer._handle, rest) :]


def _write_faultily(recorder: Recorder, kind: int, tap: Tap, writer: Any, data: Any) -> None:
    """A message with a fault in its middle, which may never return."""
    message = memoryview(_LENGTH.pack(len(data)) + data)
    tap.words[WRITING_BYTES] = len(data)
    _write_all(writer, message[: len(message) // 2])
    faults.commit(recorder, kind)
    _write_all(writer, message[len(message) // 2 :])
    tap.words[WRITING_BYTES] = 0


def observed_receive(
    recorder: Recorder, tap: Tap, reader: Any, *, is_wait: bool = True
) -> Callable[..., Any]:
    """`_recv_bytes`: reads one message; called with the read lock held, if it is a wait."""
    receive = reader.recv_bytes
    is_direct = _is_posix_pipe and type(reader) is connection.Connection
    read, sizes, pack_span = os.read, SIZES, wire.SPAN.pack
    keep_trailer, stamp, span_append = tap.trailers.append, tap.get_ns.append, tap.spans.append
    reading, has_read = board.state_word(board.READING, tap.index), board.state_word(0, tap.index)
    if not is_wait:
        reading = has_read = 0

    def receive_or_leave(maxlength: int | None) -> Any:
        try:
            return receive(maxlength)
        except BaseException:  # closed here, or nobody is left to write: this get is over
            tap.entered_ns = 0
            recorder.wait_ends()
            raise

    def recv_bytes(maxlength: int | None = None) -> Any:
        slot = recorder.slot
        slot[STATE] = reading
        if recorder.attention:
            recorder.pass_point(faults.HOLDING_READ_LOCK, tap)
        if is_direct and maxlength is None and reader._handle is not None:
            handle = reader._handle
            header = read(handle, 4)
            if (size := sizes.get(header)) is not None:
                data = read(handle, size)
                if len(data) != size:
                    data = _read_rest(handle, data, size)
            elif header:
                data = _read_after(tap, handle, header)
                if not data:  # the middle of a torn message: no item
                    tap.entered_ns, slot[STATE] = 0, has_read
                    return data
            else:
                data = receive_or_leave(None)  # the end of the pipe: raises what it always raises
        else:
            data = receive_or_leave(maxlength)
        at_ns = now()
        tap.gets = tap.words[GETS] = tap.gets + 1
        keep_trailer(data[-TRAILER_SIZE:])
        stamp(at_ns)
        entered_ns = tap.entered_ns
        if at_ns - entered_ns > WAITED_NS and entered_ns:
            span_append(pack_span(entered_ns, at_ns, GET_WAIT, 0))
        tap.entered_ns = 0
        slot[STATE] = has_read
        if recorder.attention:
            recorder.wake()
        return data

    return recv_bytes


def _read_rest(handle: int, data: bytes, size: int) -> bytes:
    """A message of `size` bytes of which `data` is the beginning; raises as Connection does."""
    parts, left = [data], size - len(data)
    while left:
        part = os.read(handle, left)
        if not part:
            msg = "got end of file during message"
            raise OSError(msg)
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


def _read_after(tap: Tap, handle: int, header: bytes) -> bytes:
    """A large message, or one whose header came in pieces, or has a length of eight bytes.

    Where a message was torn, the middle of another is taken for a header. A pickle begins with
    0x80, which makes it negative; Connection then reads nothing and goes on, and so do we.
    """
    (size,) = _LENGTH.unpack(_read_rest(handle, header, 4))
    if size == -1:
        (size,) = struct.unpack("!Q", _read_rest(handle, b"", 8))
    tap.words[READING_BYTES] = size
    if size < 0:
        return b""
    data = _read_rest(handle, b"", size)
    tap.words[READING_BYTES] = 0
    return data


def observed_poll(recorder: Recorder, tap: Tap, reader: Any) -> Callable[..., bool]:
    """`_poll`: inside a get, nothing to read in time means Empty."""
    poll = reader.poll

    def observed(timeout: float = 0.0) -> bool:
        got: bool = poll(timeout)
        if not got and tap.entered_ns:
            get_gave_up(recorder, tap)
        return got

    return observed


def get_gave_up(recorder: Recorder, tap: Tap) -> None:
    """A get ends with queue.Empty."""
    at_ns, entered_ns = now(), tap.entered_ns
    if at_ns - entered_ns > WAITED_NS and entered_ns:
        tap.note_span(entered_ns, at_ns, GET_WAIT)
    tap.marks.append((at_ns, wire.EMPTY, 0))
    tap.entered_ns = 0
    recorder.wait_ends()


class ReadLock(synchronize.Lock):
    """A read lock that notices when a get begins. To the program it is a plain Lock.

    Each has a class of its own with its `__enter__` and `__exit__`: `with` asks the class.
    """

    def __reduce_ex__(self, protocol: Any) -> Any:
        """Pickled as what it is to everybody else."""
        state = self.__getstate__()
        return copyreg._reconstructor, (synchronize.Lock, object, None), state  # type: ignore[attr-defined]


_LOCK = synchronize.Lock
ReadLock.__name__ = ReadLock.__qualname__ = _LOCK.__name__
ReadLock.__module__ = _LOCK.__module__


def observe_read_lock(recorder: Recorder, tap: Tap, lock: Any) -> None:
    """Makes `lock` tell `tap` when a get begins and when it gives up waiting for other readers."""
    semlock = lock._semlock
    acquire, semlock_enter = semlock.acquire, semlock.__enter__
    waiting = board.state_word(GET_WAIT, tap.index)
    reading = board.state_word(board.READING, tap.index)

    def begin() -> None:
        recorder.attend(tap)
        recorder.pass_point(faults.IDLE_IN_GET, tap)

    def enter(_: object) -> bool:
        if recorder.attention:
            begin()
        slot = recorder.slot
        tap.entered_ns = slot[SINCE_NS] = now()
        slot[STATE] = waiting
        got: bool = semlock_enter()
        return got

    def acquire_to_read(block: bool = True, timeout: float | None = None) -> bool:
        if recorder.attention:
            begin()
        tap.entered_ns = recorder.slot[SINCE_NS] = now()
        is_timed = board.TIMED if timeout is not None or not block else 0
        recorder.slot[STATE] = waiting | is_timed
        got: bool = acquire(block, timeout)
        if got:
            recorder.slot[STATE] = reading | is_timed
        else:
            get_gave_up(recorder, tap)
        return got

    if type(lock) is synchronize.Lock or isinstance(lock, ReadLock):
        names = {"__enter__": enter, "__exit__": semlock.__exit__, "__module__": _LOCK.__module__}
        lock.__class__ = type(_LOCK.__name__, (ReadLock,), names)
    lock.acquire = acquire_to_read


def observed_task_done(recorder: Recorder, tap: Tap, semlock: Any) -> Callable[..., bool]:
    """`_unfinished_tasks.acquire`: task_done() takes one of them, or was called too often."""
    acquire = semlock.acquire
    done_append = tap.done_ns.append

    def acquire_task(block: bool = True, timeout: float | None = None) -> bool:
        if recorder.attention:
            recorder.pass_point(faults.IN_TASK_DONE, tap)
        got: bool = acquire(block, timeout)
        if got:
            done_append(now())
            tap.dones = tap.words[DONES] = tap.dones + 1
        else:
            tap.marks.append((now(), wire.DONE_TOO_OFTEN, 0))
        if recorder.attention:
            recorder.wake()
        return got

    return acquire_task


class ConditionLock(synchronize.RLock):
    """The lock of a JoinableQueue's condition, telling on the board since when it is held."""

    _observed: tuple[Recorder, Tap, int]

    def __enter__(self) -> bool:
        recorder, tap, waiting = self._observed
        if recorder.attention and sys._getframe(2).f_code.co_name == "task_done":
            recorder.pass_point(faults.BEFORE_TASK_DONE, tap)
        semlock = self._semlock  # type: ignore[attr-defined]
        got: bool = semlock.acquire(False)
        if not got:
            slot = recorder.slot
            before = slot[STATE], slot[SINCE_NS]
            slot[STATE], slot[SINCE_NS] = waiting, now()
            got = semlock.acquire()
            slot[STATE], slot[SINCE_NS] = before
        tap.words[board.CONDITION_NS] = now()
        return got

    def __exit__(self, *args: Any) -> Any:
        self._observed[1].words[board.CONDITION_NS] = 0
        return self._semlock.__exit__(*args)  # type: ignore[attr-defined]

    def __reduce_ex__(self, protocol: Any) -> Any:
        """Pickled as what it is to everybody else."""
        state = self.__getstate__()
        return copyreg._reconstructor, (synchronize.RLock, object, None), state  # type: ignore[attr-defined]


ConditionLock.__name__ = ConditionLock.__qualname__ = "RLock"
ConditionLock.__module__ = synchronize.RLock.__module__


def observe_condition(recorder: Recorder, tap: Tap, lock: Any) -> None:
    """Makes the lock of a JoinableQueue's condition tell who holds it."""
    if type(lock) in (synchronize.RLock, ConditionLock):
        lock.__class__ = ConditionLock
        lock._observed = recorder, tap, board.state_word(board.CONDITION_WAIT, tap.index)


def observed_drop(
    recorder: Recorder, tap: Tap, outgoing: Outgoing, original: Callable[..., None]
) -> Callable[..., None]:
    """`_on_queue_feeder_error`: an item that could not be pickled or written is lost, and named."""

    def on_feeder_error(problem: BaseException, item: object) -> None:
        try:
            was_sending = outgoing.is_sending
            if was_sending:
                outgoing.is_sending = False
                sequence = outgoing.sequence - 1
            else:
                outgoing.wait_for_put()
                sequence = outgoing.sequence
                outgoing.sequence += 1
            reason = "not-written" if was_sending else "unpicklable"
            tap.words[SENDING] = tap.words[SENT] = sequence + 1
            tap.words[board.DROPS] += 1
            tap.texts.append(_lost(tap, sequence, _safe_repr(item), problem, reason))
            if recorder.attention:
                recorder.wake()
        except Exception as trouble:
            recorder.switch_off(trouble)
        original(problem, item)

    return on_feeder_error


def unsent_items(tap: Tap, outgoing: Outgoing, buffer: deque[Any]) -> Callable[[], list[bytes]]:
    """What the feeder had not sent when its process ended; called once, then.

    A feeder that meets an error while its process leaves gives up without a word, and the items
    behind it are lost with it; so are those of a process that did not wait for its feeder.
    """

    def lost() -> list[bytes]:
        sentinel = queues._sentinel  # type: ignore[attr-defined]
        left = [item for item in list(buffer) if item is not sentinel]
        end = tap.first_sequence + len(tap.put_ns)
        reprs = ["(being sent)"] * (end - outgoing.sequence - len(left)) + [
            _safe_repr(item) for item in left[:MOST_NAMED]
        ]
        why = RuntimeError("the process ended before its feeder thread had sent it")
        first = outgoing.sequence
        return [_lost(tap, first + n, text, why, "not-flushed") for n, text in enumerate(reprs)]

    return lost


def _lost(tap: Tap, sequence: int, item: str, problem: BaseException, reason: str) -> bytes:
    content = {
        "what": "dropped",
        "reason": reason,
        "queue": tap.index,
        "sequence": sequence,
        "repr": item,
        "type": type(problem).__name__,
        "text": str(problem),
    }
    return text_frame(tap.index, content)


def _safe_repr(item: object) -> str:
    try:
        return repr(item)
    except Exception as problem:
        return f"<{type(item).__name__} whose repr raises {type(problem).__name__}>"


def observe_simple(recorder: Recorder, tap: Tap, reader: Any, writer: Any) -> None:
    """A SimpleQueue is a pipe with two locks: both ends' connections are observed.

    `send` and `recv` too, since `Pool` calls them past the queue, from threads of its own: they
    are no wait of the process.
    """
    outgoing = Outgoing(tap, threading.Lock())
    send_bytes = observed_send(recorder, outgoing, writer)
    dumps = connection._ForkingPickler.dumps  # type: ignore[attr-defined]
    loads = connection._ForkingPickler.loads  # type: ignore[attr-defined]
    recv_bytes = observed_receive(recorder, tap, reader, is_wait=False)

    def put_bytes(data: Any, offset: int = 0, size: int | None = None) -> None:
        writer._check_closed()  # a put that raises is none
        if recorder.attention:
            recorder.attend(tap)
        at_ns = tap.count_put()
        if offset or size is not None:
            data = memoryview(data).cast("B")[offset : None if size is None else offset + size]
        recorder.wait_begins(PUT_WAIT, tap.index, at_ns)
        send_bytes(data)
        recorder.slot[STATE] = 0
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

    writer.send_bytes, writer.send = put_bytes, send
    reader.recv_bytes, reader.recv = observed_receive(recorder, tap, reader), recv

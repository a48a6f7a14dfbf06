"""The pipe that messages go through: its bytes, and its size, the same with us as without.

A program that joins before it drains hangs when what it put does not fit the pipe. It has to hang
at the same number of items with us and without. So the pipe is widened, and the feeder waits as
soon as what lies in it, trailers left out, would not have fit.
"""

from __future__ import annotations

import functools
import os
import struct
import sys
import time
from collections.abc import Callable
from multiprocessing import connection
from typing import Any

from .frames import as_in
from .pipe_message import HEADER_SIZE, TRAILER_SIZE

SIZE = 65_536  # bytes that fit a pipe
SOON_S = 0.002  # at the latest, a feeder that waits for room looks again
LATE_S = 0.05  # likewise, after it has waited for long: it may be for ever
WIDE_SIZE = 16 * SIZE // 2
F_SETPIPE_SZ = 1031
_COUNT = struct.Struct("i")

_can_widen = sys.platform == "linux"
if _can_widen:
    import fcntl
    import termios

_is_posix = hasattr(connection, "Connection") and os.name == "posix"


def is_direct(end: Any) -> bool:
    """Whether an end's bytes may be read and written here, past Connection's own methods.

    The same bytes by a shorter way: that saves more than the observation costs.
    """
    return _is_posix and end.__class__ is connection.Connection


def method(end: Any, name: str) -> Callable[..., Any]:
    """The method of an end's class, for that end; it does not keep an end given as a proxy."""
    return functools.partial(getattr(end.__class__, name), end)


def write_all(writer: Any, data: Any) -> None:
    """Writes all of it, in as many pieces as it takes."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(writer._handle, rest) :]


def read_rest(handle: int, data: bytes, size: int) -> bytes:
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


def widen(writer: Any) -> None:
    """Makes the pipe so large that items with their trailers fit where they did without.

    The system may refuse (a user's pipes have a limit together); then fewer items fit.
    """
    if _can_widen:
        try:
            fcntl.fcntl(writer._handle, F_SETPIPE_SZ, WIDE_SIZE)
        except (OSError, TypeError):
            pass


def wait_for_room(handle: int, size: int, count: Callable[[], tuple[int, int] | None]) -> int:
    """Waits as a write to an ordinary pipe would; returns the bytes for which none need look again.

    The pipe's content, less our trailers, is what must fit. `count` says how many items with
    trailers are in the pipe, and how many feeders send there, who share the room that is left; or
    None: then all are taken to be of this item's size, and the feeder to be alone.
    """
    if not _can_widen:
        return SIZE
    whole_size = size + HEADER_SIZE + TRAILER_SIZE
    rest_s, waited_s = 0.000_02, 0.0
    while True:
        try:
            (content,) = _COUNT.unpack(fcntl.ioctl(handle, termios.FIONREAD, bytes(4)))
        except OSError:
            return SIZE  # closed meanwhile
        items, senders = count() or (content // whole_size, 1)
        room: int = SIZE - content + items * TRAILER_SIZE
        if room >= 0:
            return room // (2 * senders)
        time.sleep(rest_s)
        waited_s += rest_s
        rest_s = min(2 * rest_s, max(SOON_S, waited_s / 8), LATE_S)


if _is_posix:
    _WRITE = connection.Connection._send, "write("  # type: ignore[attr-defined]
    for _function in (write_all, wait_for_room):
        _function.__code__ = as_in(_function.__code__, *_WRITE)
    read_rest.__code__ = as_in(read_rest.__code__, connection.Connection._recv, "read(")  # type: ignore[attr-defined]

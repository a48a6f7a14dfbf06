"""What can be seen of a queue beside its items: bytes in its pipe, and what its feeder is at.

No item pays for it: it is the recorder's helper that looks, when it has sent what was noticed, and
ten times a second while items are still on their way into the pipe. It reads nothing from the pipe
and takes none of the queue's locks::

    bytes       POSIX: ioctl FIONREAD; Windows: PeekNamedPipe; of the reading end
    capacity    Linux: fcntl F_GETPIPE_SZ; elsewhere the system does not tell
    feeder      by the frames of its thread, at one moment:
                ForkingPickler.dumps is among them      it pickles
                Queue._feed is the innermost, and       it waits for the write lock:
                another process has the write lock      nothing else in there can block
                anything else                           it has not come to the next item yet

While C code pickles, no thread of the process runs Python, and so nobody looks. That is seen too:
by the time of the latest sample, which stands still although items are on their way.
"""

from __future__ import annotations

import os
import struct
import sys
import weakref
from multiprocessing import reduction
from typing import Any

from . import board
from .tap import Tap, now

SAMPLE_S = 0.1  # while items are on their way
_F_GETPIPE_SZ = 1032  # fcntl has a name for it from 3.10 on
_COUNT = struct.Struct("i")
_DUMPS = reduction.ForkingPickler.dumps.__func__.__code__  # type: ignore[attr-defined]

if os.name == "posix":
    import fcntl
    import termios

    def bytes_in(handle: int) -> int:
        """Bytes that are in the pipe; raises OSError when it is closed."""
        (count,) = _COUNT.unpack(fcntl.ioctl(handle, termios.FIONREAD, bytes(_COUNT.size)))
        return int(count)

else:
    import _winapi

    def bytes_in(handle: int) -> int:
        """Bytes that are in the pipe; raises OSError when it is closed."""
        return int(_winapi.PeekNamedPipe(handle)[0])  # type: ignore[attr-defined]


def capacity(connection: Any) -> int:
    """Bytes that fit the pipe; 0 where that is not known."""
    if sys.platform != "linux":
        return 0
    try:
        return int(fcntl.fcntl(connection._handle, _F_GETPIPE_SZ))
    except (OSError, TypeError, AttributeError):
        return 0


def observe(tap: Tap, queue: Any) -> None:
    """Lets `tap.sample_pipe` sample `queue`, which it does not keep alive."""
    seen = weakref.ref(queue)
    feed = getattr(type(queue), "_feed", None)
    feed_code = getattr(feed, "__code__", None)

    def sample() -> None:
        queue = seen()
        reader = queue._reader if queue is not None else None
        if reader is None or reader._handle is None:
            return
        try:
            size = bytes_in(reader._handle)
        except OSError:  # closed meanwhile
            return
        words = tap.words
        is_feeding = feed_code is not None and words[board.PUTS] > words[board.SENT]
        feeder = _feeder(queue, feed_code) if is_feeding else board.AWAY
        words[board.PIPE_SAMPLE] = board.pipe_sample_word(now(), feeder, size)

    tap.sample_pipe = sample


def _feeder(queue: Any, feed_code: Any) -> int:
    thread = queue._thread
    frame = sys._current_frames().get(thread.ident) if thread is not None else None
    innermost = frame.f_code if frame is not None else None
    while frame is not None:
        if frame.f_code is _DUMPS:
            return board.PICKLING
        frame = frame.f_back
    lock = queue._wlock
    if innermost is feed_code and lock is not None:
        semlock = lock._semlock
        if semlock._is_zero() and not semlock._count():
            return board.AT_WRITE_LOCK
    return board.AWAY


def is_due(tap: Tap) -> bool:
    """Whether there is something to see although nothing was noticed: items on their way."""
    words = tap.words
    return bool(words[board.PUTS] > words[board.SENT])

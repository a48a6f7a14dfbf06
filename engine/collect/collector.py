"""One thread that reads the streams of all observed processes into one `results` queue.

    observed process --- socket ---+
    observed process --- socket ---+--> selector, one reader thread --> results: queue.SimpleQueue
    observed process --- socket ---+      cuts at frame boundaries         polled by a QTimer

The socket lies in the run's private folder (loopback where there are no such sockets); a connection
must come from this user and present the run's key before anything it says is kept. However many
strangers connect, the oldest makes room for the newest: ours present their key at once. Data is
passed on as it is; nothing is unpickled. A stream that has no frames in it is cut off. The end of a
stream is the earliest news that its process has died.
"""

from __future__ import annotations

import contextlib
import logging
import os
import queue
import selectors
import socket
import struct
import threading
import time
from pathlib import Path
from typing import Final

from engine.model.source import Packet
from engine.observe import wire
from engine.observe.board import PROCESSES, Board
from engine.observe.channel import GREETING

RECEIVE_BYTES: Final = 256 * 1024
GREETING_TIMEOUT_S: Final = 2.0
MOST_STRANGERS: Final = 64
MOST_AT_ONCE: Final = 32  # connections accepted before others are listened to again
HAS_UNIX_SOCKETS: Final = hasattr(socket, "AF_UNIX")

_CREDENTIALS: Final = struct.Struct("3i")  # pid, user, group
_log = logging.getLogger(__name__)


class _Stream:
    """One connection: a stranger until it has presented the key, then a numbered process."""

    __slots__ = ("pending", "process", "since_s", "socket")

    def __init__(self, link: socket.socket, since_s: float) -> None:
        self.socket = link
        self.since_s = since_s
        self.pending = b""
        self.process = -1


class Collector:
    """Listens from the moment it is made until `close`."""

    def __init__(self, folder: Path, key: bytes, board: Board) -> None:
        """Opens the listener in `folder`; raises OSError when that fails.

        `board`, the run's, learns how many processes there are; it must outlive this.
        """
        self.results: queue.SimpleQueue[Packet] = queue.SimpleQueue()
        self._board = board
        self._key = key
        self._spare = -1
        with contextlib.ExitStack() as made:  # when one thing can't be made the others are freed
            self._listener = made.enter_context(_listener(folder))
            self._waker, self._woken = map(made.enter_context, socket.socketpair())
            self._selector = made.enter_context(selectors.DefaultSelector())
            made.callback(self._close_spare)
            self._spare = os.open(os.devnull, os.O_RDONLY)  # given up to refuse in good order
            self._made = made.pop_all()
        self.address = self._listener.getsockname()
        self.family = "AF_UNIX" if HAS_UNIX_SOCKETS else "AF_INET"
        self._selector.register(self._listener, selectors.EVENT_READ)
        self._selector.register(self._woken, selectors.EVENT_READ)
        self._streams: dict[socket.socket, _Stream] = {}
        self._processes = 0
        self._open_streams = 0
        self._is_closing = False
        self.refused = 0  # connections of observed processes, perhaps, for which there was no room
        self._thread = threading.Thread(target=self._run, name="queuescope-collector", daemon=True)
        self._thread.start()

    @property
    def open_streams(self) -> int:
        """How many observed processes are connected."""
        return self._open_streams

    @property
    def stream_count(self) -> int:
        """How many observed processes ever connected."""
        return self._processes

    def close(self) -> None:
        """Closes all connections and ends the thread. Safe to call twice."""
        if self._is_closing:
            return
        self._is_closing = True
        self._waker.send(b"x")
        self._thread.join()
        for stream in self._streams.values():
            stream.socket.close()
        self._made.close()

    # -- the reader thread --------------------------------------------------------------------

    def _run(self) -> None:
        while not self._is_closing:
            for key, _ in self._selector.select(1.0):
                link = key.fileobj
                if link is self._listener:
                    self._accept_some()
                elif link in self._streams:  # not cut off meanwhile
                    self._read(self._streams[link])
            self._drop_slow_strangers()

    def _accept_some(self) -> None:
        for _ in range(MOST_AT_ONCE):
            try:
                link, _ = self._listener.accept()
            except BlockingIOError:
                return
            except OSError as problem:
                self._refuse_one(problem)
                return
            link.setblocking(False)
            if not _is_of_this_user(link):
                _log.warning("a connection of another user was refused")
                link.close()
                continue
            stream = self._streams[link] = _Stream(link, time.monotonic())
            self._selector.register(link, selectors.EVENT_READ)
            self._read(stream)  # ours have presented their key by now
        strangers = [stream for stream in self._streams.values() if stream.process < 0]
        for stream in strangers[: max(0, len(strangers) - MOST_STRANGERS)]:
            self._drop(stream)

    def _refuse_one(self, problem: OSError) -> None:
        """Out of descriptors, as a rule: whoever waits to be accepted shall learn it at once."""
        self.refused += 1
        _log.warning("a connection could not be accepted: %s", problem)
        self._close_spare()
        try:
            self._listener.accept()[0].close()
            self._spare = os.open(os.devnull, os.O_RDONLY)
        except OSError:  # somebody else was quicker to take it
            time.sleep(0.01)  # no use in trying at full speed

    def _close_spare(self) -> None:
        spare, self._spare = self._spare, -1
        if spare >= 0:
            os.close(spare)

    def _read(self, stream: _Stream) -> None:
        try:
            data = stream.socket.recv(RECEIVE_BYTES)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self._drop(stream)
        elif stream.process < 0:
            self._greet(stream, stream.pending + data)
        else:
            self._pass_on(stream, stream.pending + data if stream.pending else data)

    def _greet(self, stream: _Stream, data: bytes) -> None:
        import hmac  # in this thread, while the first process starts: it loads all of OpenSSL

        expected = GREETING + self._key
        if len(data) < len(expected):
            stream.pending = data
            if not hmac.compare_digest(data[: len(GREETING)], GREETING[: len(data)]):
                self._drop(stream)
            return
        if not hmac.compare_digest(data[: len(expected)], expected):
            _log.warning("a connection without this run's key was refused")
            self._drop(stream)
            return
        self._board.words[PROCESSES] = self._processes + 1  # before it can send anything
        try:
            stream.socket.send(self._processes.to_bytes(4, "little"))
        except OSError:  # killed just now
            self._drop(stream)
            return
        stream.process, self._processes = self._processes, self._processes + 1
        self._open_streams += 1
        stream.pending = b""
        if rest := data[len(expected) :]:
            self._pass_on(stream, rest)

    def _pass_on(self, stream: _Stream, data: bytes) -> None:
        """Cuts `data` after its last whole frame."""
        at, size, header = 0, len(data), wire.HEADER
        while size - at >= header.size:
            length = int.from_bytes(data[at : at + 2], "little")
            if length > wire.BODY_LIMIT:
                _log.warning("process %d sends what is no frame: cut off", stream.process)
                self._drop(stream)
                return
            end = at + header.size + length
            if end > size:
                break
            at = end
        stream.pending = data[at:]
        if at:
            self.results.put(Packet(stream.process, time.perf_counter_ns(), data[:at]))

    def _drop(self, stream: _Stream) -> None:
        """The stream has ended; a frame that never became whole is lost with it."""
        self._selector.unregister(stream.socket)
        del self._streams[stream.socket]
        if stream.process >= 0:  # all is there before anybody can see that it has ended
            self.results.put(Packet(stream.process, time.perf_counter_ns(), b""))
            self._open_streams -= 1
        stream.socket.close()

    def _drop_slow_strangers(self) -> None:
        oldest_s = time.monotonic() - GREETING_TIMEOUT_S
        slow = [s for s in self._streams.values() if s.process < 0 and s.since_s < oldest_s]
        for stream in slow:
            self._drop(stream)


def _is_of_this_user(link: socket.socket) -> bool:
    """Whom the system says it is, where it says so; elsewhere the folder and the key must do."""
    if not hasattr(socket, "SO_PEERCRED") or link.family != socket.AF_UNIX:
        return True
    credentials = link.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _CREDENTIALS.size)
    _, user, _ = _CREDENTIALS.unpack(credentials)
    return bool(user == os.geteuid())


def _listener(folder: Path) -> socket.socket:
    if HAS_UNIX_SOCKETS:
        listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        address: str | tuple[str, int] = str(folder / "collector")
    else:
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        address = ("127.0.0.1", 0)
    try:
        listener.bind(address)
        listener.listen(128)
    except OSError:
        listener.close()
        raise
    listener.setblocking(False)
    return listener

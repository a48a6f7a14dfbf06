"""One thread that reads the streams of all observed processes into one `results` queue.

    observed process --- socket ---+
    observed process --- socket ---+--> selector, one reader thread --> results: queue.SimpleQueue
    observed process --- socket ---+      cuts at frame boundaries         polled by a QTimer

The socket lies in the run's private folder (loopback where there are no such sockets); a connection
must present the run's key before anything it says is kept. Data is passed on as it is; nothing is
unpickled. The end of a stream is the earliest news that its process has died.
"""

from __future__ import annotations

import hmac
import logging
import queue
import selectors
import socket
import threading
import time
from pathlib import Path
from typing import Final

from engine.observe import wire
from engine.observe.recorder import GREETING
from engine.source import Packet

RECEIVE_BYTES: Final = 256 * 1024
GREETING_TIMEOUT_S: Final = 2.0
MOST_STRANGERS: Final = 64
HAS_UNIX_SOCKETS: Final = hasattr(socket, "AF_UNIX")

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

    def __init__(self, folder: Path, key: bytes) -> None:
        """Opens the listener in `folder`; raises OSError when that fails."""
        self.results: queue.SimpleQueue[Packet] = queue.SimpleQueue()
        self._key = key
        self._listener = _listener(folder)
        self.address = self._listener.getsockname()
        self.family = "AF_UNIX" if HAS_UNIX_SOCKETS else "AF_INET"
        self._waker, self._woken = socket.socketpair()
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._listener, selectors.EVENT_READ)
        self._selector.register(self._woken, selectors.EVENT_READ)
        self._streams: dict[socket.socket, _Stream] = {}
        self._processes = 0
        self._open_streams = 0
        self._is_closing = False
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
        self._selector.close()
        for link in (self._listener, self._waker, self._woken):
            link.close()

    # -- the reader thread --------------------------------------------------------------------

    def _run(self) -> None:
        while not self._is_closing:
            for key, _ in self._selector.select(1.0):
                link = key.fileobj
                if link is self._listener:
                    self._accept()
                elif link is not self._woken and isinstance(link, socket.socket):
                    self._read(self._streams[link])
            self._drop_slow_strangers()

    def _accept(self) -> None:
        try:
            link, _ = self._listener.accept()
        except OSError as problem:
            _log.warning("a connection could not be accepted: %s", problem)
            time.sleep(0.01)  # out of descriptors: no use in trying at full speed
            return
        link.setblocking(False)
        if sum(stream.process < 0 for stream in self._streams.values()) >= MOST_STRANGERS:
            link.close()
            return
        self._streams[link] = _Stream(link, time.monotonic())
        self._selector.register(link, selectors.EVENT_READ)

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
        stream.process, self._processes = self._processes, self._processes + 1
        self._open_streams += 1
        stream.pending = b""
        try:
            stream.socket.send(stream.process.to_bytes(4, "little"))
        except OSError:
            self._drop(stream)  # it died while it was greeted
            return
        if rest := data[len(expected) :]:
            self._pass_on(stream, rest)

    def _pass_on(self, stream: _Stream, data: bytes) -> None:
        """Cuts `data` after its last whole frame."""
        at, size, header = 0, len(data), wire.HEADER
        while size - at >= header.size:
            end = at + header.size + int.from_bytes(data[at : at + 2], "little")
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
        stream.socket.close()
        if stream.process >= 0:
            self._open_streams -= 1
            self.results.put(Packet(stream.process, time.perf_counter_ns(), b""))

    def _drop_slow_strangers(self) -> None:
        oldest_s = time.monotonic() - GREETING_TIMEOUT_S
        slow = [s for s in self._streams.values() if s.process < 0 and s.since_s < oldest_s]
        for stream in slow:
            self._drop(stream)


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

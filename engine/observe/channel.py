"""The connection of one process to the application."""

from __future__ import annotations

import socket
import time
from typing import Any

from .descriptors import moved_up

GREETING = b"QSCOPE01"
SEND_TIMEOUT_S = 5.0
CONNECT_TIMEOUT_S = 5.0


class Channel:
    """One connection, open from its making until `close`. Who speaks first shows the run's key."""

    def __init__(self, settings: dict[str, Any]) -> None:
        """`settings` are the run's. Raises OSError when nobody answers."""
        family, address = getattr(socket, settings["family"]), settings["address"]
        link = socket.socket(family, socket.SOCK_STREAM)
        link.settimeout(CONNECT_TIMEOUT_S)
        try:
            _connect(link, tuple(address) if isinstance(address, list) else address)
            link.sendall(GREETING + bytes.fromhex(settings["key"]))
            self.process = int.from_bytes(_receive(link, 4), "little")  # the number we are given
        except BaseException:
            link.close()
            raise
        link.settimeout(SEND_TIMEOUT_S)
        self._socket = moved_up(link)

    def send(self, data: bytes) -> None:
        """Sends all of it; raises OSError, or after `SEND_TIMEOUT_S` TimeoutError."""
        self._socket.sendall(data)

    def is_lost(self) -> bool:
        """Whether the application has closed its end."""
        try:
            self._socket.setblocking(False)
            try:
                return self._socket.recv(1) == b""
            finally:
                self._socket.settimeout(SEND_TIMEOUT_S)
        except BlockingIOError:
            return False
        except OSError:
            return True

    def close(self) -> None:
        """Closes this end, whatever state it is in. Safe to call twice."""
        try:
            self._socket.close()
        except OSError:
            pass


def _connect(link: socket.socket, address: Any) -> None:
    """Waits where a socket would not: while more processes connect than are let in at once."""
    deadline_s = time.monotonic() + CONNECT_TIMEOUT_S
    while True:
        try:
            return link.connect(address)
        except BlockingIOError:
            if time.monotonic() > deadline_s:
                raise
            time.sleep(0.005)


def _receive(link: socket.socket, size: int) -> bytes:
    received = b""
    while len(received) < size:
        part = link.recv(size - len(received))
        if not part:
            msg = "the application refused the connection"
            raise ConnectionError(msg)
        received += part
    return received

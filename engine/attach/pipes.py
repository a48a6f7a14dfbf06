"""What lies in a pipe, and who is at the other end of a socket; nothing is taken out.

tee(2) copies a pipe's contents into another pipe and leaves them where they are. multiprocessing's
messages begin with their length, so whole items can be counted. Linux alone.
"""

from __future__ import annotations

import array
import ctypes
import os
import socket
import struct
import sys
from typing import NamedTuple

if sys.platform == "linux":
    import fcntl
    import termios

_F_SETPIPE_SZ, _F_GETPIPE_SZ = 1031, 1032
_SPLICE_F_NONBLOCK = 2
_NETLINK_SOCK_DIAG, _SOCK_DIAG_BY_FAMILY = 4, 20
_DUMP = 0x301  # NLM_F_REQUEST | NLM_F_ROOT | NLM_F_MATCH
_SHOW_PEER, _ATTRIBUTE_PEER, _DONE = 4, 2, 3
_HEADER = struct.Struct(">i")
_LONG_HEADER = struct.Struct(">Q")


class Contents(NamedTuple):
    """What a pipe holds. `missing_bytes`: of an item that has begun and is not whole, else 0."""

    bytes: int
    items: int  # whole ones
    missing_bytes: int


def contents(pid: int, descriptor: int) -> Contents | None:
    """What lies in the pipe of which a process has that end; None: that may not be read."""
    try:
        end = os.open(f"/proc/{pid}/fd/{descriptor}", os.O_RDONLY | os.O_NONBLOCK)
    except OSError:
        return None
    try:
        count = array.array("i", [0])
        fcntl.ioctl(end, termios.FIONREAD, count)
        return Contents(count[0], *_items(_copied(end))) if count[0] else Contents(0, 0, 0)
    except OSError:
        return None
    finally:
        os.close(end)


def peek(pid: int, descriptor: int) -> bytes:
    """A copy of what lies in the pipe of which a process has that end; empty where unreadable."""
    try:
        end = os.open(f"/proc/{pid}/fd/{descriptor}", os.O_RDONLY | os.O_NONBLOCK)
    except OSError:
        return b""
    try:
        return _copied(end)
    except OSError:
        return b""
    finally:
        os.close(end)


def _copied(end: int) -> bytes:
    """A copy of all that lies in a pipe."""
    size = fcntl.fcntl(end, _F_GETPIPE_SZ)
    reader, writer = os.pipe()
    try:
        fcntl.fcntl(writer, _F_SETPIPE_SZ, size)
        left = ctypes.CDLL(None, use_errno=True).tee(end, writer, size, _SPLICE_F_NONBLOCK)
        parts = []
        while left > 0:
            parts.append(os.read(reader, left))
            left -= len(parts[-1])
        return b"".join(parts)
    finally:
        os.close(reader)
        os.close(writer)


def _items(data: bytes) -> tuple[int, int]:
    """How many whole messages lie there, and how many bytes are missing to the next one's end."""
    at = found = 0
    while at + _HEADER.size <= len(data):
        (size,) = _HEADER.unpack_from(data, at)
        start = at + _HEADER.size
        if size == -1 and start + _LONG_HEADER.size <= len(data):
            (size,) = _LONG_HEADER.unpack_from(data, start)
            start += _LONG_HEADER.size
        if size < 0 or start + size > len(data):
            return found, max(0, start + size - len(data))
        at, found = start + size, found + 1
    return found, 0


def socket_peers() -> dict[int, int]:
    """The inode of each connected local socket, and that of its other end."""
    request = struct.pack("<BBHIIIII", socket.AF_UNIX, 0, 0, 0xFFFF_FFFF, 0, _SHOW_PEER, 0, 0)
    head = struct.pack("<IHHII", 16 + len(request), _SOCK_DIAG_BY_FAMILY, _DUMP, 1, 0)
    found: dict[int, int] = {}
    try:
        with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, _NETLINK_SOCK_DIAG) as diag:
            diag.settimeout(1)
            diag.send(head + request)
            while _take_peers(diag.recv(1 << 16), found):
                pass
    except OSError:  # not there in some containers: then whoever waits at a socket is not judged
        return {}
    return found


def _take_peers(data: bytes, found: dict[int, int]) -> bool:
    """Whether more comes."""
    at = 0
    while at + 16 <= len(data):
        length, kind = struct.unpack_from("<IH", data, at)
        if kind in {_DONE, 2} or length < 16:
            return False
        (inode,) = struct.unpack_from("<I", data, at + 16 + 4)
        attribute = at + 16 + 16
        while attribute + 4 <= at + length:
            size, name = struct.unpack_from("<HH", data, attribute)
            if name == _ATTRIBUTE_PEER and size >= 8:
                (found[inode],) = struct.unpack_from("<I", data, attribute + 4)
            attribute += max(4, (size + 3) & ~3)
        at += (length + 3) & ~3
    return True

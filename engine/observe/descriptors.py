"""Keeps our descriptors out of the program's way: its own `open` gets the numbers it would get.

The socket and the board's file are moved up, to where a program with few files never comes.
"""

from __future__ import annotations

import mmap
import os
import socket
import sys

_SOCKET_LEAST, _BOARD_LEAST = 512, 96
_F_DUPFD_CLOEXEC = 1030  # Linux; fcntl has a name for it where it is

if os.name == "posix":
    import fcntl
    import resource

    def _least(wanted: int) -> int:
        """The number to begin at, which leaves the program half of what it may have."""
        soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
        return wanted if soft < 0 else min(wanted, soft // 2)

    def moved_up(link: socket.socket) -> socket.socket:
        """The same connection under a high number; `link` itself where there is none to be had."""
        command = getattr(fcntl, "F_DUPFD_CLOEXEC", _F_DUPFD_CLOEXEC)
        try:
            high = fcntl.fcntl(link.fileno(), command, _least(_SOCKET_LEAST))
        except OSError:
            return link
        moved = socket.socket(link.family, link.type, link.proto, fileno=high)
        moved.settimeout(link.gettimeout())
        link.close()
        return moved

    def mapped(path: str, size: int) -> mmap.mmap:
        """A shared mapping of that file. Until Python 3.13 it keeps a descriptor, a high one."""
        held: list[int] = []
        try:
            with open(path, "r+b") as file:
                if sys.version_info[:2] >= (3, 13):
                    return mmap.mmap(file.fileno(), size, trackfd=False)
                least = _least(_BOARD_LEAST)
                try:
                    while not held or held[-1] < least:
                        held.append(os.dup(file.fileno()))
                except OSError:
                    pass
                return mmap.mmap(file.fileno(), size)
        finally:
            for each in held:
                os.close(each)

else:

    def moved_up(link: socket.socket) -> socket.socket:
        """Handles have no order there."""
        return link

    def mapped(path: str, size: int) -> mmap.mmap:
        """A shared mapping of that file."""
        with open(path, "r+b") as file:
            return mmap.mmap(file.fileno(), size)

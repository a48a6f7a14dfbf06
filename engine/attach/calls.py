"""What each thread of a process is in, in the system: the call, and what it is about. Linux alone.

/proc/PID/task/TID/syscall has the number of the call and its arguments. schedstat beside it counts
how often the thread was given a CPU: where two readings find the same count, it has not moved.
"""

from __future__ import annotations

import os
import platform
import struct
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from engine.attach.memory import Memory

_WAITS = frozenset({0, 6, 9})  # futex: WAIT, LOCK_PI, WAIT_BITSET
_MOST_POLLED = 1024


class Doing(StrEnum):
    """What a thread is at."""

    RUNS = "runs"  # on a CPU, waiting for one, or in a call that is no wait
    TIMED = "timed"  # waits, with a timeout, or sleeps
    READS = "reads"  # from one of `descriptors`
    WRITES = "writes"  # to one of them
    FUTEX = "futex"  # at `target`, an address
    CHILD = "child"  # for the process `target`; 0: for any child
    OUTSIDE = "outside"  # for a signal, a file's lock, a connection: no process of the tree


class Call(NamedTuple):
    """One thread's wait."""

    doing: Doing
    target: int = 0
    descriptors: tuple[int, ...] = ()


class Seen(NamedTuple):
    """One thread at one moment. Two equal ones: it has not moved in between."""

    turns: int  # on a CPU
    call: Call
    stack_pointer: int  # 0: not known


_Reader = Callable[[list[int], Memory], Call]


def read_threads(pid: int, memory: Memory) -> dict[int, Seen]:
    """All threads of a process, by the system's ids. Raises PermissionError."""
    found = {}
    for name in os.listdir(f"/proc/{pid}/task"):
        try:
            found[int(name)] = _read_thread(Path(f"/proc/{pid}/task/{name}"), memory)
        except (FileNotFoundError, ProcessLookupError):  # it has just ended
            continue
    return found


def _read_thread(folder: Path, memory: Memory) -> Seen:
    turns = int((folder / "schedstat").read_text().split()[2])
    number, *more = (folder / "syscall").read_text().split()
    if number == "running" or number == "-1":
        return Seen(turns, Call(Doing.RUNS), 0)
    values = [int(each, 16) for each in more]
    read = _BY_NUMBER.get(int(number), _always(Doing.RUNS))
    return Seen(turns, read(values[:6], memory), values[6])


def _futex(arguments: list[int], memory: Memory) -> Call:
    del memory
    address, command, _, timeout = arguments[:4]
    if command & 0x7F not in _WAITS:
        return Call(Doing.RUNS)
    return Call(Doing.TIMED) if timeout else Call(Doing.FUTEX, address)


def _descriptor(doing: Doing) -> _Reader:
    return lambda arguments, _: Call(doing, descriptors=(arguments[0],))


def _child(arguments: list[int], memory: Memory) -> Call:
    del memory
    pid = struct.unpack("<i", struct.pack("<I", arguments[0] & 0xFFFF_FFFF))[0]
    return Call(Doing.CHILD, max(0, pid))


def _child_by_id(arguments: list[int], memory: Memory) -> Call:
    del memory
    return Call(Doing.CHILD, arguments[1] if arguments[0] == 1 else 0)


def _poll(arguments: list[int], memory: Memory) -> Call:
    is_endless = bool(arguments[2] & 0x8000_0000)
    return _polled(arguments, memory) if is_endless else Call(Doing.TIMED)


def _ppoll(arguments: list[int], memory: Memory) -> Call:
    return Call(Doing.TIMED) if arguments[2] else _polled(arguments, memory)


def _polled(arguments: list[int], memory: Memory) -> Call:
    raw = memory.read(arguments[0], 8 * min(arguments[1], _MOST_POLLED))
    whole = len(raw) // 8 * 8
    found = [
        (descriptor, events) for descriptor, events, _ in struct.iter_unpack("<ihh", raw[:whole])
    ]
    is_for_room = any(events & 4 and not events & 1 for _, events in found)  # POLLOUT, no POLLIN
    doing = Doing.WRITES if is_for_room else Doing.READS
    return Call(doing, descriptors=tuple(descriptor for descriptor, _ in found if descriptor >= 0))


def _epoll(arguments: list[int], memory: Memory) -> Call:
    """The descriptor is epoll's own; what it looks at, /proc/PID/fdinfo tells."""
    del memory
    is_endless = bool(arguments[3] & 0x8000_0000)
    return Call(Doing.READS, descriptors=(arguments[0],)) if is_endless else Call(Doing.TIMED)


def _always(doing: Doing) -> _Reader:
    return lambda *_: Call(doing)


def _unless_timed(at: int) -> _Reader:
    return lambda arguments, _: Call(Doing.TIMED if arguments[at] else Doing.OUTSIDE)


# Names of Linux's table of calls; the numbers are x86-64's and arm64's. -1: there is none there.
_CALLS: dict[tuple[int, int], _Reader] = {
    (202, 98): _futex,
    (0, 63): _descriptor(Doing.READS),
    (1, 64): _descriptor(Doing.WRITES),
    (45, 207): _descriptor(Doing.READS),  # recvfrom
    (47, 212): _descriptor(Doing.READS),  # recvmsg
    (44, 206): _descriptor(Doing.WRITES),  # sendto
    (46, 211): _descriptor(Doing.WRITES),  # sendmsg
    (43, 202): _descriptor(Doing.READS),  # accept
    (288, 242): _descriptor(Doing.READS),  # accept4
    (42, 203): _always(Doing.OUTSIDE),  # connect
    (7, -1): _poll,
    (271, 73): _ppoll,
    (23, -1): _unless_timed(4),  # select
    (270, 72): _unless_timed(4),  # pselect6
    (232, -1): _epoll,
    (281, 22): _epoll,  # epoll_pwait
    (61, 260): _child,
    (247, 95): _child_by_id,
    (35, 101): _always(Doing.TIMED),  # nanosleep
    (230, 115): _always(Doing.TIMED),  # clock_nanosleep
    (34, -1): _always(Doing.OUTSIDE),  # pause
    (130, 133): _always(Doing.OUTSIDE),  # rt_sigsuspend
    (128, 137): _unless_timed(2),  # rt_sigtimedwait
    (73, 32): _always(Doing.OUTSIDE),  # flock
    (72, 25): _always(Doing.OUTSIDE),  # fcntl
}
_COLUMN = {"x86_64": 0, "aarch64": 1}.get(platform.machine(), -1)
_BY_NUMBER = {} if _COLUMN < 0 else {both[_COLUMN]: read for both, read in _CALLS.items()}

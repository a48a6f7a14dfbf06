"""What the main thread waits for in the system, and whether with a timeout. Linux alone tells.

/proc/self/task/TID/syscall has the number of the call in which a thread is, and its arguments: a
futex with no timeout waits for as long as it takes. /proc/self/task/TID/schedstat counts how often
the thread was given a CPU: where two looks find the same count, it has not moved in between.
Nothing is stopped for that.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable
from typing import NamedTuple

COMPUTING, UNKNOWN = "computing", ""
TIMED = "timed"  # whatever it is, it has a timeout; all others have none
LOCK, THREAD = "lock", "thread"  # of multiprocessing, of this process alone
PIPE, INPUT, FILE = "pipe", "input", "file"  # pipes and sockets; a terminal; a file's lock
CHILD, SIGNAL = "child", "signal"
_FUTEX_COMMAND = 0x7F
_FUTEX_WAITS = frozenset({0, 6, 9})  # WAIT, LOCK_PI, WAIT_BITSET


class Wait(NamedTuple):
    """`kind` is a word of above; `turns` on a CPU that the thread has had (-1: not known)."""

    kind: str = UNKNOWN
    address: int = 0  # of a futex
    turns: int = -1


def _futex(arguments: list[int]) -> Wait:
    address, command, _, timeout = arguments[:4]
    if command & _FUTEX_COMMAND not in _FUTEX_WAITS:
        return Wait()
    return Wait(TIMED if timeout else THREAD, address)


def _read(arguments: list[int]) -> Wait:
    try:
        mode = os.fstat(arguments[0]).st_mode
    except OSError:
        return Wait(PIPE)
    return Wait(INPUT if stat.S_ISCHR(mode) else FILE if stat.S_ISREG(mode) else PIPE)


def _milliseconds(at: int) -> Callable[[list[int]], Wait]:
    """A wait for descriptors whose timeout is in that argument, negative for none."""
    return lambda arguments: Wait(PIPE if arguments[at] & 0x8000_0000 else TIMED)


def _pointer(at: int) -> Callable[[list[int]], Wait]:
    """A wait whose timeout is where that argument points to, 0 for none."""
    return lambda arguments: Wait(TIMED if arguments[at] else PIPE)


def _always(kind: str) -> Callable[[list[int]], Wait]:
    return lambda _: Wait(kind)


# Names of Linux's table of calls; the numbers are x86-64's and arm64's. -1: there is none there.
_CALLS: dict[tuple[int, int], Callable[[list[int]], Wait]] = {
    (202, 98): _futex,
    (0, 63): _read,
    (1, 64): _read,  # write: it waits for room
    (45, 207): _always(PIPE),  # recvfrom
    (47, 212): _always(PIPE),  # recvmsg
    (44, 206): _always(PIPE),  # sendto
    (46, 211): _always(PIPE),  # sendmsg
    (43, 202): _always(PIPE),  # accept
    (288, 242): _always(PIPE),  # accept4
    (42, 203): _always(PIPE),  # connect
    (7, -1): _milliseconds(2),  # poll
    (271, 73): _pointer(2),  # ppoll
    (23, -1): _pointer(4),  # select
    (270, 72): _pointer(4),  # pselect6
    (232, -1): _milliseconds(3),  # epoll_wait
    (281, 22): _milliseconds(3),  # epoll_pwait
    (61, 260): _always(CHILD),  # wait4
    (247, 95): _always(CHILD),  # waitid
    (35, 101): _always(TIMED),  # nanosleep
    (230, 115): _always(TIMED),  # clock_nanosleep
    (34, -1): _always(SIGNAL),  # pause
    (130, 133): _always(SIGNAL),  # rt_sigsuspend
    (128, 137): _pointer(2),  # rt_sigtimedwait
    (73, 32): _always(FILE),  # flock
    (72, 25): _always(FILE),  # fcntl
}
_COLUMN = {"x86_64": 0, "aarch64": 1}.get(os.uname().machine) if os.name == "posix" else None
_BY_NUMBER = {} if _COLUMN is None else {both[_COLUMN]: read for both, read in _CALLS.items()}


def wait_of_main_thread() -> Wait:
    """What it waits for at this moment; `Wait()` where that cannot be told."""
    if sys.platform != "linux" or not _BY_NUMBER:
        return Wait()
    folder = f"/proc/self/task/{os.getpid()}"
    try:
        turns = int(_read_file(f"{folder}/schedstat").split()[2])
        number, *arguments = _read_file(f"{folder}/syscall").split()
    except (OSError, ValueError, IndexError):
        return Wait()
    if number == b"running":
        return Wait(COMPUTING, 0, turns)
    read = _BY_NUMBER.get(int(number))
    if read is None:
        return Wait(turns=turns)
    return read([int(each, 16) for each in arguments])._replace(turns=turns)


def _read_file(path: str) -> bytes:
    """Its first bytes, by the shortest way: it is read twice a second."""
    handle = os.open(path, os.O_RDONLY)
    try:
        return os.read(handle, 4096)
    finally:
        os.close(handle)

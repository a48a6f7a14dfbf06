"""Which processes belong to a program, and what the system says of each.

    /proc/*/stat --> who is whose child --+--> from PID up to the program's main process,
                                          |    then down to all that came from it
                                          +--> processes of its session that lost their parent
    each of them: state, exit status, command, descriptors, threads

Linux tells all of this. Elsewhere psutil tells which Python programs there are, and no more.
"""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

import psutil

TELLS_WAITS = platform.system() == "Linux"  # what threads wait for; else see elsewhere.py
_INTERPRETER = re.compile(r"(python|pypy)[\d.]*t?(\.exe)?$", re.IGNORECASE)
_CAUGHT = re.compile(r"^SigCgt:\s*([0-9a-f]+)", re.MULTILINE)
_INNER = re.compile(r"^NSpid:((?:\s+\d+)+)$", re.MULTILINE)
_FLAGS = re.compile(r"^flags:\s*(\d+)", re.MULTILINE)
_TARGETS = re.compile(r"^tfd:\s*(\d+)", re.MULTILINE)
_PIDFD = re.compile(r"^Pid:\s*(\d+)", re.MULTILINE)
_ALARMS = 1 << 13 | 1 << 25 | 1 << 26  # SIGALRM, SIGVTALRM, SIGPROF
_TERM = 1 << 14
_HELPERS = ("resource_tracker import main", "semaphore_tracker import main")
_SERVER = "forkserver import main"
_CHILD = ("--multiprocessing-fork", "spawn import spawn_main", _SERVER, "loky.backend.popen")


class Kind(StrEnum):
    """What a process is for."""

    PYTHON = "python"  # runs the program's own code
    TRACKER = "resource tracker"  # multiprocessing's: removes what is left over at the end
    FORK_SERVER = "fork server"  # multiprocessing's: starts processes when it is asked to
    PROGRAM = "program"  # no Python: something that the program has started


class Stat(NamedTuple):
    """What anybody may know of a process."""

    pid: int
    parent: int
    session: int
    state: str  # as in /proc: "R", "S", "D", "T" (stopped), "Z" (ended, nobody has asked for it)
    started: int  # with the pid, its identity
    cpu_ns: int
    exit_status: int | None  # of one that has ended, where the system tells

    @property
    def is_over(self) -> bool:
        """Whether it has ended and is only listed still."""
        return self.state in {"Z", "X"}


@dataclass(frozen=True, slots=True)
class Descriptor:
    """An open file. `link` is "pipe:[8231]", "socket:[99]", a path ...; `mode` "r", "w" or "rw".

    `targets`: descriptors that an epoll looks at. `pid`: the process that a pidfd stands for.
    """

    link: str
    mode: str = "r"
    targets: tuple[int, ...] = ()
    pid: int = 0


@dataclass(frozen=True, slots=True)
class Process:
    """One process at one moment. `descriptors` is empty where they may not be read."""

    stat: Stat
    command: tuple[str, ...]
    kind: Kind
    has_alarm: bool = False  # it has a handler for a timer's signal: it may be woken up
    catches_term: bool = False  # it has a handler for SIGTERM: terminate() alone does not end it
    descriptors: Mapping[int, Descriptor] = field(default_factory=dict)
    inner_pid: int = 0  # its number as it knows it itself: another one within a container

    @property
    def pid(self) -> int:
        """Its number in the system."""
        return self.stat.pid

    @property
    def is_dead(self) -> bool:
        """Whether it has ended and is only listed still."""
        return self.stat.is_over

    @property
    def is_stopped(self) -> bool:
        """Whether a signal or a debugger holds it."""
        return self.stat.state in {"T", "t"}


def all_stats() -> dict[int, Stat]:
    """Every process of the machine, by pid."""
    found = {}
    for name in os.listdir("/proc"):
        if name.isdigit() and (stat := read_stat(int(name))) is not None:
            found[stat.pid] = stat
    return found


def read_stat(pid: int) -> Stat | None:
    """One process; None: there is none such."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text(errors="replace")
    except OSError:
        return None
    fields = text[text.rindex(")") + 2 :].split()
    ticks = int(fields[11]) + int(fields[12])
    status = int(fields[49]) if fields[0] in "ZX" and len(fields) > 49 else None
    return Stat(
        pid=pid,
        parent=int(fields[1]),
        session=int(fields[3]),
        state=fields[0],
        started=int(fields[19]),
        cpu_ns=ticks * 1_000_000_000 // os.sysconf("SC_CLK_TCK"),
        exit_status=status,
    )


def main_process(pid: int, stats: Mapping[int, Stat]) -> int:
    """The main process of the program to which a process belongs.

    A process is its parent's when multiprocessing started it: by fork it has its parent's command,
    by spawn or a fork server one that says so.
    """
    while (stat := stats.get(pid)) is not None and stat.parent in stats:
        command, above = read_command(pid), read_command(stat.parent)
        is_marked = any(mark in part for part in command for mark in (*_CHILD, *_HELPERS))
        if not command or not (is_marked or (command == above and is_python(above))):
            break
        pid = stat.parent
    return pid


def tree_of(root: int, stats: Mapping[int, Stat]) -> list[int]:
    """A process and all that came from it, parents first."""
    children: dict[int, list[int]] = {}
    for stat in stats.values():
        children.setdefault(stat.parent, []).append(stat.pid)
    found, at = [root], 0
    while at < len(found):
        found += sorted(children.get(found[at], ()))
        at += 1
    return found


def strays_of(tree: Iterable[int], stats: Mapping[int, Stat]) -> list[int]:
    """Python processes of the same session whose parent has ended, so that no tree leads to them.

    They may share pipes and semaphores with the tree; the caller looks.
    """
    known = set(tree)
    sessions = {stats[pid].session for pid in known if pid in stats}
    return [
        stat.pid
        for stat in stats.values()
        if stat.pid not in known and stat.session in sessions and stat.parent == 1
    ]


def read_process(stat: Stat, parent_command: tuple[str, ...]) -> Process:
    """What the system says of one process. Raises PermissionError where that may not be read."""
    command = read_command(stat.pid)
    kind = _kind(command, parent_command)
    if stat.is_over:
        return Process(stat, command, kind, inner_pid=inner_number(f"/proc/{stat.pid}"))
    try:
        status = Path(f"/proc/{stat.pid}/status").read_text()
        descriptors = _descriptors(stat.pid)
    except (FileNotFoundError, ProcessLookupError):  # it has just ended
        return Process(stat._replace(state="X"), command, kind)
    caught = _CAUGHT.search(status)
    signals = int(caught[1], 16) if caught is not None else 0
    has_alarm, catches_term = bool(signals & _ALARMS), bool(signals & _TERM)
    inner = _last_number(status)
    return Process(stat, command, kind, has_alarm, catches_term, descriptors, inner)


def inner_number(folder: str) -> int:
    """The number that a process or thread has for itself, by its folder in /proc; 0: not known."""
    try:
        return _last_number(Path(folder, "status").read_text())
    except OSError:
        return 0


def _last_number(status: str) -> int:
    found = _INNER.search(status)
    return int(found[1].split()[-1]) if found else 0


def read_command(pid: int) -> tuple[str, ...]:
    """A process's command line; empty where it has none or it may not be read."""
    try:
        raw = Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return ()
    return tuple(raw.decode(errors="replace").rstrip("\0").split("\0")) if raw else ()


def is_python(command: tuple[str, ...]) -> bool:
    """Whether a command line starts a Python."""
    return bool(command) and _INTERPRETER.search(os.path.basename(command[0])) is not None


def programs() -> list[int]:
    """The main processes of all Python programs here, oldest first."""
    if not os.path.isdir("/proc/self"):
        return [each.pid for each in psutil.process_iter() if is_python(_command_of(each))]
    stats = all_stats()
    found = {main_process(pid, stats) for pid in stats if is_python(read_command(pid))}
    return sorted(found - {os.getpid()}, key=lambda pid: stats[pid].started)


def _command_of(process: psutil.Process) -> tuple[str, ...]:
    try:
        return tuple(process.cmdline())
    except psutil.Error:
        return ()


def _kind(command: tuple[str, ...], parent_command: tuple[str, ...]) -> Kind:
    text = " ".join(command)
    if any(mark in text for mark in _HELPERS):
        return Kind.TRACKER
    if _SERVER in text and _SERVER not in " ".join(parent_command):
        return Kind.FORK_SERVER
    return Kind.PYTHON if is_python(command or parent_command) else Kind.PROGRAM


def _descriptors(pid: int) -> dict[int, Descriptor]:
    found = {}
    for name in os.listdir(f"/proc/{pid}/fd"):
        try:
            link = os.readlink(f"/proc/{pid}/fd/{name}")
            details = Path(f"/proc/{pid}/fdinfo/{name}").read_text()
        except FileNotFoundError:  # closed meanwhile
            continue
        flags = _FLAGS.search(details)
        mode = ("r", "w", "rw", "rw")[int(flags[1], 8) & 3] if flags else "r"
        pidfd = _PIDFD.search(details)
        found[int(name)] = Descriptor(
            link,
            mode,
            tuple(int(each) for each in _TARGETS.findall(details)),
            max(0, int(pidfd[1])) if pidfd and "pidfd" in link else 0,
        )
    return found

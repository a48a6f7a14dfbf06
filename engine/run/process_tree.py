"""Who belongs to a run, and how all of them come to an end.

A process is known by its pid and its time of creation, counted where the system does so from its
start and not by a clock that may be set (psutil; system_monitor.py), since pids are used again. The
program is started as the leader of a session of its own, so that whoever descends from it is found
by one look at all session ids, even when its parent has died; on Windows, by its ancestors.
Multiprocessing's resource tracker is spared: it ends by itself, after it has freed what the others
left, and ending it would leave semaphores behind for good.
"""

from __future__ import annotations

import logging
import os
import signal
import sys
import time
from collections.abc import Iterable

import psutil

from engine.collect.system_monitor import condition_of

TERMINATE_S = 0.5  # how long a process has to obey before it is killed
KILL_S = 0.5

_log = logging.getLogger(__name__)


class ProcessTree:
    """The processes of one run."""

    def __init__(self, leader: int) -> None:
        """`leader` is the pid of the program's main process, which has just been started."""
        self._leader = leader
        self._born = condition_of(leader).born
        self._members: dict[int, psutil.Process] = {}
        self._announced: dict[int, psutil.Process] = {}
        self.adopt(leader)

    def adopt(self, pid: int, stream: int | None = None) -> None:
        """A process has said that it belongs to the run, in that stream."""
        try:
            process = self._members.get(pid) or psutil.Process(pid)
        except (psutil.Error, OSError):
            return  # gone already, or out of descriptors
        self._members[pid] = process
        if stream is not None:
            self._announced[stream] = process

    def kill(self, stream: int) -> None:
        """Kills the process that announced itself in that stream."""
        if (process := self._announced.get(stream)) is not None:
            strike([process], "kill")

    def strike(self, stream: int, means: str) -> None:
        """Does something to that process: a method of psutil's Process, or a signal's name."""
        if (process := self._announced.get(stream)) is not None:
            strike([process], means)

    def alive(self) -> list[psutil.Process]:
        """All that are there now, the resource tracker too."""
        self._members = {process.pid: process for process in self._there()}
        for pid in self._descendants():
            self.adopt(pid)
        return self._there()

    def _there(self) -> list[psutil.Process]:
        return [process for process in self._members.values() if _is_alive(process)]

    def terminate(self) -> int:
        """Asks all to end; returns how many there are, without the resource tracker."""
        strike(there := self.alive(), "terminate")
        return sum(not is_tracker(process) for process in there)

    def kill_all(self) -> int:
        """Ends all but the resource tracker; returns how many."""
        left = [process for process in self.alive() if not is_tracker(process)]
        strike(left, "kill")
        return len(left)

    def end(self) -> None:
        """Ends all, whatever they do; takes at most `TERMINATE_S` and twice `KILL_S`."""
        self.terminate()
        if self._has_gone(TERMINATE_S):
            return
        self.kill_all()
        if self._has_gone(KILL_S):
            return
        left = self.alive()
        _log.warning("still there after all others: %s", [process.pid for process in left])
        strike(left, "kill")
        self._has_gone(KILL_S)

    def _has_gone(self, timeout_s: float) -> bool:
        deadline_s = time.monotonic() + timeout_s
        while self.alive():
            if time.monotonic() > deadline_s:
                return False
            time.sleep(0.005)
        return True

    def _descendants(self) -> Iterable[int]:
        if sys.platform == "win32":
            return [child.pid for member in self._members.values() for child in _children(member)]
        try:
            return [pid for pid in psutil.pids() if self._is_of_session(pid)]
        except OSError:
            return []  # out of descriptors: who said hello is known all the same

    def _is_of_session(self, pid: int) -> bool:
        try:
            return os.getsid(pid) == self._leader and condition_of(pid).born >= self._born
        except OSError:
            return False


def _children(process: psutil.Process) -> list[psutil.Process]:
    try:
        children: list[psutil.Process] = process.children(recursive=True)
    except psutil.Error:
        return []
    return children


def _is_alive(process: psutil.Process) -> bool:
    try:
        return bool(process.is_running() and process.status() != psutil.STATUS_ZOMBIE)
    except psutil.Error:
        return False
    except OSError:  # out of descriptors: nobody is given up for that
        return True


def is_tracker(process: psutil.Process) -> bool:
    """Whether it is multiprocessing's resource tracker."""
    try:
        return any("multiprocessing.resource_tracker" in word for word in process.cmdline())
    except (psutil.Error, OSError):
        return False


def strike(processes: Iterable[psutil.Process], means: str) -> None:
    """Does something to processes: a method of psutil's Process, or a signal's name.

    Never to another one that has got the pid of one that is gone: psutil compares the time of
    creation.
    """
    for process in processes:
        try:
            if means.startswith("SIG"):
                process.send_signal(signal.Signals[means])
            else:
                getattr(process, means)()
        except (psutil.Error, OSError):
            continue  # gone meanwhile

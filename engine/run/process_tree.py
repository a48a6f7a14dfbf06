"""Who belongs to a run, and how all of them come to an end.

A process is known by its pid and its time of creation, counted where the system does so from its
start and not by a clock that may be set (psutil; system_monitor.py), since pids are used again. The
demo's programs are started as leaders of sessions of their own, so that whoever descends from one
is found by its session id, even when its parent has died; others are found by their ancestors.
Multiprocessing's resource tracker is spared: it ends by itself, after it has freed what the others
left, and ending it would leave semaphores behind for good.
"""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import psutil

from engine.collect.system_monitor import condition_of, existed_at
from engine.run import leftovers

POLL_S = 0.005
TERMINATE_S = 0.5  # how long a process has to obey before it is killed
KILL_S = 0.5
TRACKER_S = 1.5  # a resource tracker removes what the others have left, and ends by itself

_log = logging.getLogger(__name__)


class ProcessTree:
    """The processes of one run."""

    def __init__(self, leader: int, *, leads_session: bool) -> None:
        """`leader` is the pid of the program's main process, which has just been started.

        `leads_session`: in a session of its own, in which all its descendants are.
        """
        self._leader = leader
        self._leads_session = leads_session
        self._born = condition_of(leader).born
        self._members: dict[int, psutil.Process] = {}
        self._greeted: dict[int, psutil.Process] = {}  # by stream
        self._server_folders: set[Path] = set()
        self.adopt(leader)

    def adopt(self, pid: int, stream: int | None = None, at_ns: int | None = None) -> None:
        """A process belongs to the run; it said so in that stream, at that time."""
        try:
            process = self._members.get(pid) or psutil.Process(pid)
        except (psutil.Error, OSError):
            return  # gone already, or out of descriptors
        if at_ns is not None and not existed_at(pid, at_ns):
            return  # another one, which has got the pid meanwhile
        self._members[pid] = process
        if stream is not None:
            self._greeted[stream] = process

    def knows(self, stream: int) -> bool:
        """Whether the process of that stream is known beyond doubt."""
        return stream in self._greeted

    def strike(self, stream: int, means: str) -> None:
        """Does something to that process: a method of psutil's Process, or a signal's name."""
        if (process := self._greeted.get(stream)) is not None:
            strike([process], means)

    def alive(self) -> list[psutil.Process]:
        """All that are there now, without a resource tracker."""
        return [process for process in self._all_alive() if not is_tracker(process)]

    def signal_group(self, number: int) -> None:
        """Sends a signal to the leader and all others in its process group."""
        for process in self.alive():
            with contextlib.suppress(OSError, psutil.Error):  # gone meanwhile
                if os.getpgid(process.pid) == os.getpgid(self._leader):
                    process.send_signal(number)

    def end_all(self, means: str) -> int:
        """Ends all that are there, by "terminate" or "kill"; returns how many they were."""
        there = self.alive()
        self._server_folders |= leftovers.folders_of(there)
        strike(there, means)
        return len(there)

    def end(self) -> None:
        """Ends all at once; returns when they are gone, or when even a kill did not help."""
        for means, timeout_s in (("terminate", TERMINATE_S), ("kill", KILL_S)):
            self.end_all(means)
            if _until(lambda: not self.alive(), timeout_s):
                break
        else:
            _log.warning("still there after a kill: %s", self.alive())
            return
        leftovers.remove(self._server_folders)
        if self._leads_session and not _until(lambda: not self._all_alive(), TRACKER_S):
            trackers = self._all_alive()
            _log.warning("still there after all others: %s", [each.pid for each in trackers])
            strike(trackers, "kill")
            _until(lambda: not self._all_alive(), KILL_S)

    def _all_alive(self) -> list[psutil.Process]:
        self._members = {process.pid: process for process in self._there()}
        for pid in self._descendants():
            self.adopt(pid)
        return self._there()

    def _there(self) -> list[psutil.Process]:
        return [process for process in self._members.values() if _is_alive(process)]

    def _descendants(self) -> Iterable[int]:
        if sys.platform == "win32" or not self._leads_session:
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


def _until(is_so: Callable[[], bool], timeout_s: float) -> bool:
    """Waits for it; returns whether it became so in time."""
    deadline_s = time.monotonic() + timeout_s
    while not is_so():
        if time.monotonic() > deadline_s:
            return False
        time.sleep(POLL_S)
    return True


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

"""A whole program at one moment, as it was read from outside: processes, queues, locks, pipes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.attach.family import NO_FAMILY, Family
from engine.attach.memory import Maps
from engine.attach.pipes import Contents
from engine.attach.processes import Process
from engine.attach.queues import Queue
from engine.attach.semaphores import SemLock
from engine.attach.threads import Thread


@dataclass(frozen=True, slots=True)
class Member:
    """One process of the program. `trouble`: why it could not be read; empty: it was."""

    process: Process
    threads: tuple[Thread, ...] = ()
    maps: Maps = field(default_factory=Maps)
    queues: Mapping[int, Queue] = field(default_factory=dict)  # by the object's address
    family: Family = NO_FAMILY
    trouble: str = ""

    @property
    def pid(self) -> int:
        """Its number in the system."""
        return self.process.pid

    @property
    def main_thread(self) -> Thread | None:
        """The one that began the process; None: the process can't be read."""
        return next((each for each in self.threads if each.number == self.pid), None)


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything at one moment."""

    root: int
    members: Mapping[int, Member]
    queues: Mapping[int, Queue]  # by key: what all processes together know of each
    values: Mapping[int, int]  # of semaphores, by inode
    locks: Mapping[int, Mapping[int, SemLock]]  # inode -> pid -> that process's object
    contents: Mapping[str, Contents]  # of pipes, by link
    readers: Mapping[str, frozenset[int]]  # of pipes and sockets: who has an end to read from ...
    writers: Mapping[str, frozenset[int]]  # ... or to write to
    peers: Mapping[str, str]  # a local socket's other end
    outsiders: frozenset[str]  # pipes that processes outside the program have too
    pids: Mapping[int, int]  # the number that a process has for itself -> the one it has for us

    def holders(self, inode: int) -> tuple[int, ...]:
        """Who has acquired a lock and not released it."""
        return tuple(pid for pid, lock in self.locks.get(inode, {}).items() if lock.acquired > 0)

    def shares(self, inode: int) -> frozenset[int]:
        """Who has that semaphore mapped."""
        return frozenset(
            pid for pid, each in self.members.items() if inode in each.maps.semaphores.values()
        )

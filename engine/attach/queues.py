"""Queues as the objects on a process's stacks show them: their pipe, their locks, their size.

    frame "Queue.get", self --+                        _reader --> pipe
    any variable of such type +--> attributes of it -- _rlock, _wlock, _sem ... --> semaphores
    frame "_feed", its parts --+                       _buffer --> items not yet sent

A queue is the same in all processes that have mapped the same semaphore as its write lock.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from engine.attach import semaphores
from engine.attach.memory import Memory
from engine.attach.objects import Objects, UnreadableError
from engine.attach.processes import Descriptor
from engine.attach.stacks import Frame, Stack

UNBOUNDED = 0x7FFF_FFFF
_CALLS = frozenset({"get", "put", "join", "task_done", "get_nowait", "put_nowait"})


class Part(StrEnum):
    """The semaphores of a queue."""

    READ_LOCK = "_rlock"
    WRITE_LOCK = "_wlock"
    SLOTS = "_sem"
    TASKS = "_unfinished_tasks"
    CONDITION = "condition"  # its lock
    SLEEP = "sleep"  # where those wait who join


@dataclass(frozen=True, slots=True)
class Queue:
    """What one process has of a queue. `parts`: inode of each semaphore that is known."""

    kind: str  # "Queue", "JoinableQueue", "SimpleQueue"
    maxsize: int = 0  # 0: unbounded
    pipe: str = ""  # "pipe:[inode]"; empty: not known
    parts: Mapping[Part, int] = field(default_factory=dict)
    buffered: int | None = None  # items not yet taken up by the feeder; None: not known
    places: Mapping[int, int] = field(default_factory=dict)  # inode -> where its SemLock lies
    address: int = 0  # of the object itself; 0: only its parts were seen

    @property
    def key(self) -> int:
        """The same in all processes."""
        return self.parts.get(Part.WRITE_LOCK, 0)


def call_of(stack: Stack) -> Frame | None:
    """The frame of a queue's own function that the thread is in."""
    for frame in stack.frames:
        if frame.module.endswith("/queues.py"):
            return frame if frame.name in _CALLS or frame.name == "_feed" else None
        if not frame.is_standard:
            return None
    return None


class Finder:
    """Finds one process's queues."""

    def __init__(
        self,
        memory: Memory,
        objects: Objects,
        mapped: Mapping[int, int],
        descriptors: Mapping[int, Descriptor],
    ) -> None:
        """`mapped`: address -> inode of the semaphores that the process has."""
        self._memory, self._objects = memory, objects
        self._mapped, self._descriptors = mapped, descriptors

    def find(self, stacks: Iterable[Stack]) -> dict[int, Queue]:
        """All that can be seen, by address of the object or of the feeder's buffer."""
        found: dict[int, Queue] = {}
        for frame in (frame for stack in stacks for frame in stack.frames):
            if frame.name == "_feed" and frame.module.endswith("/queues.py"):
                buffer = frame.address("buffer")
                if buffer and buffer not in found and (queue := self._fed(frame)) is not None:
                    found[buffer] = queue
                continue
            for address in self._candidates(frame):
                if address not in found and (queue := self._read(address)) is not None:
                    found[address] = queue
        return found

    @staticmethod
    def _candidates(frame: Frame) -> Iterator[int]:
        is_call = frame.module.endswith("/queues.py")
        for name, kind, address in frame.objects():
            if "Queue" in kind or (is_call and name == "self"):
                yield address

    def _read(self, address: int) -> Queue | None:
        try:
            told = self._objects.attributes(address)
            parts, places = self._parts(told)
            if Part.WRITE_LOCK not in parts:
                return None
            maxsize = self._objects.integer(told["_maxsize"]) if "_maxsize" in told else 0
            buffer = told.get("_buffer")
            return Queue(
                kind=_kind(parts),
                maxsize=0 if maxsize >= UNBOUNDED else maxsize,
                pipe=self._pipe(told),
                parts=parts,
                buffered=self._objects.length(buffer) if buffer else None,
                places=places,
                address=address,
            )
        except (UnreadableError, KeyError):
            return None

    def _fed(self, frame: Frame) -> Queue | None:
        """A queue by what its feeder thread has in its hands."""
        lock, slots = frame.address("writelock"), frame.address("queue_sem")
        try:
            told = {Part.WRITE_LOCK.value: lock, Part.SLOTS.value: slots}
            parts, places = self._parts({name: each for name, each in told.items() if each})
            buffered = self._objects.length(frame.address("buffer"))
        except UnreadableError:
            return None
        if Part.WRITE_LOCK not in parts:
            return None
        return Queue("Queue", parts=parts, buffered=buffered, places=places)

    def _parts(self, told: Mapping[str, int]) -> tuple[dict[Part, int], dict[int, int]]:
        found, places = {}, {}
        wanted = {part: told[part.value] for part in Part if part.value in told}
        if "_cond" in told:
            condition = self._objects.attributes(told["_cond"])
            wanted |= {Part.CONDITION: condition["_lock"], Part.SLEEP: condition["_wait_semaphore"]}
        for part, address in wanted.items():
            place = self._objects.attributes(address).get("_semlock")
            lock = semaphores.at(self._memory, place, self._mapped) if place else None
            if place and lock is not None:
                found[part] = self._mapped[lock.address]
                places[found[part]] = place
        return found, places

    def _pipe(self, told: Mapping[str, int]) -> str:
        reader = self._objects.attributes(told["_reader"])
        descriptor = self._descriptors.get(self._objects.integer(reader["_handle"]))
        return descriptor.link if descriptor is not None else ""


def _kind(parts: Mapping[Part, int]) -> str:
    if Part.TASKS in parts:
        return "JoinableQueue"
    return "Queue" if Part.SLOTS in parts else "SimpleQueue"

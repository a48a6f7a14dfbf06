"""Where processes stand in their own code, outside queues, as the probe has told it.

The probe looks twice a second (engine/observe/stack_sampler.py).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath
from typing import NamedTuple

from engine.model.messages import LockSeen, StackSampled
from engine.observe import kernel_waits


@dataclass(frozen=True, slots=True)
class ProgramLock:
    """A lock of the program's own. `kind` as in multiprocessing, `made` as "file:line" or ""."""

    key: str
    kind: str = ""
    made: str = ""


@dataclass(frozen=True, slots=True)
class StackPosition:
    """Where a process's main thread stands."""

    at_ns: int
    file: str
    line: int
    function: str
    source: str
    call: str  # the library's function called from there, "threading.Condition.wait", or ""
    wait: str  # a word of engine/observe/kernel_waits.py
    lock: ProgramLock | None = None  # for which it waits
    is_still: bool = False  # it has not moved since the look before

    @property
    def name(self) -> str:
        """File and line, without folders: "worker.py:12"."""
        return f"{PurePath(self.file).name}:{self.line}"

    @property
    def is_endless(self) -> bool:
        """Whether it waits without a timeout for what only this program can bring.

        A lock, a thread, the result of a pool; an end of a Pipe. Not the system, a person or a
        program outside: what these bring may come at any time.
        """
        is_pipe = self.wait == kernel_waits.PIPE and self.call.startswith(_CONNECTION)
        is_inside = self.wait in {kernel_waits.LOCK, kernel_waits.THREAD} or is_pipe
        return self.is_still and is_inside and not self.call.endswith(".accept")

    @property
    def is_for_pool(self) -> bool:
        """Whether it waits for a result of multiprocessing's Pool."""
        return self.call.startswith("multiprocessing.pool.")


class ProcessPosition(NamedTuple):
    """A process that stands somewhere.

    `holder` has the lock for which it waits, and may be the process itself; -1: nobody, no lock.
    """

    process: int
    spot: StackPosition
    holder: int = -1


_CONNECTION = "multiprocessing.connection."


def read_spot(sampled: StackSampled) -> StackPosition:
    """The spot that a message reports."""
    return StackPosition(
        at_ns=sampled.at_ns,
        file=sampled.file,
        line=sampled.line,
        function=sampled.function,
        source=sampled.source,
        call=sampled.call,
        wait=sampled.wait,
        lock=next(iter(read_locks([sampled.lock])), None),
        is_still=sampled.is_still,
    )


def read_locks(seen: Iterable[LockSeen]) -> tuple[ProgramLock, ...]:
    """The locks among these; one without a key is none."""
    return tuple(ProgramLock(lock.key, lock.kind, lock.made) for lock in seen if lock.key)

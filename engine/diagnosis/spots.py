"""Where processes stand in their own code, outside queues, as the probe has told it.

The probe looks twice a second (engine/observe/whereabouts.py). What it says is checked here: it
comes from a process that runs other people's code.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, NamedTuple

from engine.observe import kernel


@dataclass(frozen=True, slots=True)
class OwnLock:
    """A lock of the program's own. `kind` as in multiprocessing, `made` as "file:line" or ""."""

    key: str
    kind: str = ""
    made: str = ""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a process's main thread stands."""

    at_ns: int
    file: str
    line: int
    function: str
    source: str
    call: str  # the library's function called from there, "threading.Condition.wait", or ""
    wait: str  # a word of engine/observe/kernel.py
    lock: OwnLock | None = None  # for which it waits
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
        is_pipe = self.wait == kernel.PIPE and self.call.startswith(_CONNECTION)
        is_inside = self.wait in {kernel.LOCK, kernel.THREAD} or is_pipe
        return self.is_still and is_inside and not self.call.endswith(".accept")

    @property
    def is_for_pool(self) -> bool:
        """Whether it waits for a result of multiprocessing's Pool."""
        return self.call.startswith("multiprocessing.pool.")


class At(NamedTuple):
    """A process that stands somewhere.

    `holder` has the lock for which it waits, and may be the process itself; -1: nobody, no lock.
    """

    process: int
    spot: Spot
    holder: int = -1


_CONNECTION = "multiprocessing.connection."


def read_spot(content: dict[str, Any]) -> Spot:
    """What a TEXT ``spot`` tells."""
    return Spot(
        at_ns=content["at_ns"],
        file=content["file"],
        line=content["line"],
        function=content["function"],
        source=content["source"],
        call=content["call"],
        wait=content["wait"],
        lock=_read_lock(content["lock"]),
        is_still=content["still"],
    )


def read_locks(content: dict[str, Any], which: str) -> tuple[OwnLock, ...]:
    """What a TEXT ``locks`` tells: those "held", or those "made"."""
    read = (_read_lock(each) for each in content[which])
    return tuple(lock for lock in read if lock is not None)


def _read_lock(told: object) -> OwnLock | None:
    if not isinstance(told, dict) or not told.get("key"):
        return None
    return OwnLock(*(str(told.get(name, "")) for name in ("key", "kind", "made")))

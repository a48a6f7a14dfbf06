"""The wait-for graph, as data: who waits for what, and who holds or could bring it.

    process --WAITS_FOR--> lock --HELD_BY--> process
    process --WAITS_FOR--> items, slots, tasks, room in a pipe --FROM--> process that could bring it
    process --WAITS_FOR--> lock of the program's own --HELD_BY--> process
    process --WAITS_FOR--> process, whose end it joins

A process that waits can go on when one who could bring what it waits for can act. Where nobody can,
the wait is hopeless; a circle of such waits is a deadlock.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class NodeKind(StrEnum):
    """What a node stands for."""

    PROCESS = "process"
    READ_LOCK = "read-lock"
    WRITE_LOCK = "write-lock"
    CONDITION = "condition"  # the lock of a JoinableQueue's condition
    SLOTS = "slots"  # free places of a bounded queue
    ITEMS = "items"  # to be taken
    TASKS = "tasks"  # task_done calls that are due
    PIPE = "pipe"  # room in the pipe, for a feeder
    OWN_LOCK = "own-lock"  # a Lock or RLock of the program's own that somebody is known to have


class EdgeKind(StrEnum):
    """How two nodes hang together; each edge points to what its source depends on."""

    WAITS_FOR = "waits-for"
    HELD_BY = "held-by"
    FROM = "from"


@dataclass(frozen=True, slots=True)
class Node:
    """A process, a part of a queue, or a lock. `process` or `queue` is -1 where it has none.

    `queue` of an OWN_LOCK is its number among `Situation.own_locks`.
    """

    kind: NodeKind
    process: int = -1  # WorkerView.process
    queue: int = -1  # QueueView.index
    count: int = 0  # free slots, items to be taken, tasks due, bytes: as the kind says
    can_act: bool = True  # a process: whether it can go on, alone or with the help of others
    is_dead: bool = False  # a process that is gone
    label: str = ""  # of an OWN_LOCK: what it is and where it was made, "Lock, worker.py:7"

    @property
    def key(self) -> str:
        """Unique in a graph: "process:3", "items:0"."""
        return f"{self.kind}:{self.process if self.kind is NodeKind.PROCESS else self.queue}"


@dataclass(frozen=True, slots=True)
class Edge:
    """`source` and `target` are keys of nodes."""

    source: str
    target: str
    kind: EdgeKind
    since_ns: int = 0  # of a WAITS_FOR: when the wait began
    is_hopeless: bool = False  # of a WAITS_FOR: nobody is left who could end it


@dataclass(frozen=True, slots=True)
class WaitFor:
    """The graph at one moment: living processes, and dead ones that hold something."""

    at_ns: int = 0
    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()

    @property
    def hopeless(self) -> tuple[Edge, ...]:
        """The waits that nobody can end."""
        return tuple(edge for edge in self.edges if edge.is_hopeless)

    @property
    def circle(self) -> tuple[str, ...]:
        """Keys of the nodes of one circle of dependencies, in order; empty where there is none."""
        return find_circle(self.edges)


def find_circle(edges: tuple[Edge, ...]) -> tuple[str, ...]:
    """Keys along one circle that begins with a hopeless wait; empty where there is none."""
    after: dict[str, list[str]] = {}
    for edge in edges:
        after.setdefault(edge.source, []).append(edge.target)
    for start in dict.fromkeys(edge.source for edge in edges if edge.is_hopeless):
        paths: list[tuple[str, ...]] = [(start,)]
        seen = {start}
        while paths:
            path = paths.pop(0)
            for target in after.get(path[-1], ()):
                if target == start:
                    return path
                if target not in seen:
                    seen.add(target)
                    paths.append((*path, target))
    return ()


NO_WAITS = WaitFor()

"""Builds the wait-for graph of a system, and finds who can act.

At first everybody can act who is in his own code, waits with a timeout, has other threads, or has
not stood still for a while. Then, again and again: who waits for what somebody can bring who can
act, can act too. The waits of those who are left are hopeless.

It errs on one side only: whoever knows a queue may put into it and take from it at any time, as
long as he can act. So what is called hopeless is; what is not may be slow.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from engine.diagnosis.lock_ownership import Orphan, Part, died_in_join, find_orphans
from engine.model.system_state import SystemState
from engine.model.wait_for import Edge, EdgeKind, Node, NodeKind, WaitFor
from engine.observe import wire
from engine.observe.board import CONDITION_WAIT

_LOCKS = {
    NodeKind.READ_LOCK: Part.READ,
    NodeKind.WRITE_LOCK: Part.WRITE,
    NodeKind.CONDITION: Part.CONDITION,
}


class Graph:
    """One system's graph."""

    def __init__(self, system: SystemState) -> None:
        """Finds who can act at once."""
        self.system = system
        self.orphans: tuple[Orphan, ...] = find_orphans(system)
        self._dead_locks = {(orphan.part, orphan.queue) for orphan in self.orphans}
        self.waits: dict[int, tuple[NodeKind, int]] = {}  # process -> what, of which queue or whom
        for process in system.alive:
            if (wait := self._wait_of(process)) is not None:
                self.waits[process] = wait
        self.wakers = self._find_wakers()
        self.waits |= {process: (NodeKind.PROCESS, dead) for process, dead in self.wakers.items()}
        self.able = self._find_able()

    @property
    def stuck(self) -> tuple[int, ...]:
        """Living processes that can never go on."""
        return tuple(process for process in self.waits if process not in self.able)

    def data(self) -> WaitFor:
        """The graph as a view takes it."""
        nodes: dict[str, Node] = {}
        edges: list[Edge] = []
        for process in self.system.alive:
            self._add_process(nodes, process)
        for process, (kind, target) in self.waits.items():
            edges += self._edges(nodes, process, kind, target)
        return WaitFor(self.system.at_ns, tuple(nodes.values()), tuple(dict.fromkeys(edges)))

    # -- who waits for what ---------------------------------------------------------------------

    def _wait_of(self, process: int) -> tuple[NodeKind, int] | None:
        system = self.system
        process_state, place = system.process_states[process], system.places[process]
        if process_state.is_timed:
            return None
        match process_state.state:
            case wire.GET_WAIT:
                is_locked = not process_state.is_reading and self._holder(NodeKind.READ_LOCK, place)
                return (NodeKind.READ_LOCK if is_locked else NodeKind.ITEMS), place
            case wire.PUT_WAIT:
                is_simple = system.queues[place].kind == "SimpleQueue"
                return (NodeKind.PIPE if is_simple else NodeKind.SLOTS), place
            case wire.JOIN_QUEUE:
                return NodeKind.TASKS, place
            case wire.JOIN_PROCESS:
                return NodeKind.PROCESS, system.by_pid.get(process_state.argument, -1)
            case code if code == CONDITION_WAIT:
                return NodeKind.CONDITION, place
        return self._flush_of(process) if process_state.leaving_ns else self._own_lock_of(process)

    def _own_lock_of(self, process: int) -> tuple[NodeKind, int] | None:
        """The lock of the program's own that it waits for, if another one has it."""
        system = self.system
        own_lock = system.own_lock(process)
        if own_lock < 0 or not system.is_endless(process):
            return None
        has_others = set(system.holders(own_lock)) - {process}  # else anybody may release it
        return (NodeKind.OWN_LOCK, own_lock) if has_others else None

    def _flush_of(self, process: int) -> tuple[NodeKind, int] | None:
        """One that leaves waits for its feeder, if that has anything left to write."""
        for (owner, queue), words in self.system.words.items():
            if owner == process and words.buffered:
                kind = NodeKind.PIPE if words.is_writing else NodeKind.WRITE_LOCK
                return kind, queue
        return None

    def _find_wakers(self) -> dict[int, int]:
        """Who said the last task_done, and waits for a joiner to wake up that has died.

        The condition's lock is his meanwhile, and no word of the board tells of such a wait.
        """
        system = self.system
        found = {}
        for dead, queue in died_in_join(system):
            for process, words in system.at_queue(queue):
                is_alive = process in system.alive and system.is_still(process)
                if is_alive and words.in_condition and process not in self.waits:
                    found[process] = dead
        return found

    # -- who can act ----------------------------------------------------------------------------

    def _find_able(self) -> set[int]:
        system = self.system
        able = {
            process
            for process in system.alive
            if process not in self.waits
            or not system.is_still(process)
            or system.process_states[process].threads
            or system.process_states[process].is_stopped
        }
        waiting = [process for process in self.waits if process not in able]
        while True:
            freed = [process for process in waiting if self._can_go_on(process, able)]
            if not freed:
                return able
            able.update(freed)
            waiting = [process for process in waiting if process not in able]

    def _can_go_on(self, process: int, able: set[int]) -> bool:
        kind, target = self.waits[process]
        if process in self.wakers:
            return False
        if kind is NodeKind.PROCESS:
            return target not in self.system.alive or target in able
        if target < 0:
            return True  # at a queue that nobody has announced yet
        if kind is NodeKind.OWN_LOCK:
            return self._can_acquire(process, target, able)
        others = {other for other in able if self.system.knows(other, target)} - {process}
        can: Callable[[int, int, set[int]], bool] = {
            NodeKind.ITEMS: self._can_get,
            NodeKind.READ_LOCK: self._can_get,
            NodeKind.SLOTS: self._can_put,
            NodeKind.PIPE: self._can_write,
            NodeKind.WRITE_LOCK: self._can_write,
            NodeKind.TASKS: self._can_join,
            NodeKind.CONDITION: self._can_enter,
        }[kind]
        return can(process, target, others)

    def _can_get(self, process: int, queue: int, others: set[int]) -> bool:
        if (Part.READ, queue) in self._dead_locks:
            return False
        if self.system.in_pipe(queue):
            return not self._is_torn(queue)
        if self.system.buffered(queue) and (Part.WRITE, queue) not in self._dead_locks:
            return True  # a feeder has something, and room for it
        return bool(others)

    def _is_torn(self, queue: int) -> bool:
        return any(orphan.is_torn and orphan.queue == queue for orphan in self.orphans)

    def _can_put(self, process: int, queue: int, others: set[int]) -> bool:
        return bool(others)  # a free slot would have been taken long ago

    def _can_write(self, process: int, queue: int, others: set[int]) -> bool:
        return (Part.WRITE, queue) not in self._dead_locks and bool(others)

    def _can_join(self, process: int, queue: int, others: set[int]) -> bool:
        return not self.system.unfinished(queue) or bool(others)

    def _can_enter(self, process: int, queue: int, others: set[int]) -> bool:
        if (Part.CONDITION, queue) in self._dead_locks:
            return False
        holder = self._holder(NodeKind.CONDITION, queue)
        return holder is None or holder in others

    def _can_acquire(self, process: int, own_lock: int, able: set[int]) -> bool:
        """A lock is released by who has it; one of the dead by nobody, if they died having it."""
        holders = set(self.system.holders(own_lock)) - {process}
        return bool(holders & able) or any(map(self.system.has_died_just_now, holders))

    def _holder(self, lock: NodeKind, queue: int) -> int | None:
        """Who has a lock, living or dead."""
        system = self.system
        for orphan in self.orphans:
            if (orphan.part, orphan.queue) == (_LOCKS[lock], queue):
                return orphan.process
        for process, words in system.at_queue(queue):
            if process not in system.alive:
                continue
            process_state = system.process_states[process]
            has_it = {
                NodeKind.READ_LOCK: process_state.is_reading and system.places[process] == queue,
                NodeKind.WRITE_LOCK: words.is_writing,
                NodeKind.CONDITION: bool(words.in_condition)
                and process_state.state not in {wire.JOIN_QUEUE, CONDITION_WAIT},
            }[lock]
            if has_it:
                return process
        return None

    # -- as data --------------------------------------------------------------------------------

    def _add_process(self, nodes: dict[str, Node], process: int) -> str:
        is_dead = process not in self.system.alive
        node = Node(
            NodeKind.PROCESS, process, can_act=not is_dead and process in self.able, is_dead=is_dead
        )
        nodes.setdefault(node.key, node)
        return node.key

    def _edges(
        self, nodes: dict[str, Node], process: int, kind: NodeKind, target: int
    ) -> Iterator[Edge]:
        source = self._add_process(nodes, process)
        since_ns = self.system.process_states[process].since_ns
        is_hopeless = process not in self.able
        if kind is NodeKind.PROCESS:
            if target in self.system.process_states:
                end = self._add_process(nodes, target)
                yield Edge(source, end, EdgeKind.WAITS_FOR, since_ns, is_hopeless)
            return
        count, label = self._count(kind, target), self._label(kind, target)
        node = Node(kind, queue=target, count=count, label=label)
        nodes.setdefault(node.key, node)
        if kind is NodeKind.OWN_LOCK:
            since_ns = self.system.spots[process].at_ns
        yield Edge(source, node.key, EdgeKind.WAITS_FOR, since_ns, is_hopeless)
        if kind in _LOCKS or kind is NodeKind.OWN_LOCK:
            for holder in self._holders(kind, target):
                yield Edge(node.key, self._add_process(nodes, holder), EdgeKind.HELD_BY)
            return
        for provider in self._providers(process, target):
            yield Edge(node.key, self._add_process(nodes, provider), EdgeKind.FROM)

    def _holders(self, kind: NodeKind, target: int) -> Iterable[int]:
        if kind is NodeKind.OWN_LOCK:
            return self.system.holders(target)
        holder = self._holder(kind, target)
        return () if holder is None else (holder,)

    def _providers(self, process: int, queue: int) -> Iterable[int]:
        system = self.system
        return [p for p in system.alive if p != process and system.knows(p, queue)]

    def _label(self, kind: NodeKind, target: int) -> str:
        if kind is not NodeKind.OWN_LOCK:
            return ""
        lock = self.system.own_locks[target]
        return ", ".join(filter(None, (lock.kind, lock.made)))

    def _count(self, kind: NodeKind, queue: int) -> int:
        if kind is NodeKind.TASKS:
            return self.system.unfinished(queue)
        return self.system.in_pipe(queue) if kind in {NodeKind.ITEMS, NodeKind.PIPE} else 0

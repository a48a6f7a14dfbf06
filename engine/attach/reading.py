"""One reading of a whole program from outside: processes, threads, queues, locks, pipes.

    /proc/PID/task/TID/syscall  -- calls, turns ----------------+
    py-spy                      -- stacks (of who has moved) ---+--> calls again: who stood still
    /proc/PID/mem               -- queues, names, semaphores ---+    all the while --> Reading
    tee(2)                      -- what lies in pipes ----------+

What is read of a process while it runs may be torn. So each thread's call is read before all else
and once more at the end: of one that had no turn on a CPU in between, and whose kin had none, all
that was read belongs together. Nothing is written and nobody is stopped.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping
from dataclasses import replace

from engine.attach import pipes, semaphores
from engine.attach.calls import Doing, Seen
from engine.attach.ends import ends_of, waited_links, with_outsiders
from engine.attach.family import NO_FAMILY, read_family
from engine.attach.memory import Maps, read_maps
from engine.attach.objects import Objects, UnreadableError
from engine.attach.processes import (
    Kind,
    Process,
    Stat,
    all_stats,
    main_process,
    read_command,
    read_process,
    strays_of,
    tree_of,
)
from engine.attach.program import Member, Reading
from engine.attach.queues import Finder, Queue
from engine.attach.semaphores import SemLock
from engine.attach.stacks import NoStacksError, read_stacks
from engine.attach.threads import Memories, Thread, renewed, threads_of

_EXIT_CODE = struct.Struct("q")  # as multiprocessing's fork server writes it


class Reader:
    """Reads one program again and again; keeps what stays as it was from one time to the next."""

    def __init__(self, pid: int, *, with_values: bool = False) -> None:
        """Finds the program's main process. Raises ProcessLookupError: there is none such.

        `with_values`: stacks keep the local variables of the program's own frames.
        """
        self._with_values = with_values
        stats = all_stats()
        if pid not in stats:
            raise ProcessLookupError(pid)
        self.root = main_process(pid, stats)
        self.command = read_command(self.root)
        self._kept: dict[int, Member] = {}
        self._places: dict[tuple[int, int], int] = {}  # pid, inode -> SemLock

    def read(self) -> Reading:
        """Everything now."""
        stats = all_stats()
        pids = self._pids(stats)
        with Memories(stats[pid] for pid in pids) as memories:
            before = memories.calls()
            still = {p for p, seen in before.items() if self._has_stood_still(stats[p], seen)}
            processes = {pid: self._process(stats[pid]) for pid in pids if pid not in still}
            stacks = read_stacks(
                (p for p in before if p in processes and processes[p].kind is not Kind.PROGRAM),
                with_values=self._with_values,
            )
            after = memories.calls()
            members = {}
            for pid in pids:
                told = stacks.get(pid, ())
                if pid not in after:
                    process = processes.get(pid) or self._kept[pid].process
                    members[pid] = _unread(process, memories.troubles.get(pid, ""))
                elif pid in still:
                    members[pid] = _renewed(self._kept[pid], stats[pid], after[pid])
                else:
                    trouble = str(told) if isinstance(told, NoStacksError) else ""
                    known = () if isinstance(told, NoStacksError) else told
                    threads = threads_of(pid, before[pid], after[pid], known)
                    members[pid] = self._understand(memories, processes[pid], threads, trouble)
            self._kept = members
            ours = {each.process.inner_pid or pid: pid for pid, each in members.items()}
            whole = {pid: _with_our_pids(each, ours) for pid, each in members.items()}
            return self._reading(memories, whole | _buried(whole, stats), stats, ours)

    # -- processes and threads ------------------------------------------------------------------

    def _pids(self, stats: Mapping[int, Stat]) -> list[int]:
        tree = [pid for pid in tree_of(self.root, stats) if pid in stats]
        return [*tree, *self._strays(tree, stats)]

    def _strays(self, tree: list[int], stats: Mapping[int, Stat]) -> list[int]:
        """Processes of the program that have lost their parent: they share its semaphores."""
        lost = strays_of(tree, stats)
        if not lost:
            return []
        shared = {inode for pid in tree for inode in _maps(pid).semaphores.values()}
        return [pid for pid in lost if shared & set(_maps(pid).semaphores.values())]

    def _process(self, stat: Stat) -> Process:
        try:
            return read_process(stat, read_command(stat.parent))
        except PermissionError:
            return Process(stat, read_command(stat.pid), Kind.PYTHON)

    def _has_stood_still(self, stat: Stat, seen: Mapping[int, Seen]) -> bool:
        """Whether no thread has moved since the last time: then nothing of it has changed.

        Nor while it was read then: what was read of one that moved may be torn.
        """
        kept = self._kept.get(stat.pid)
        if kept is None or not kept.threads or kept.process.stat.started != stat.started:
            return False
        if not all(each.is_still for each in kept.threads):
            return False
        return {each.number: each.seen for each in kept.threads} == seen

    # -- what a process has ---------------------------------------------------------------------

    def _understand(
        self, memories: Memories, process: Process, threads: tuple[Thread, ...], trouble: str
    ) -> Member:
        memory, maps = memories[process.pid], _maps(process.pid)
        stacks = [each.stack for each in threads if each.stack is not None]
        queues: dict[int, Queue] = {}
        family = NO_FAMILY
        if maps.minor is not None:
            try:
                objects = Objects(memory, maps.minor)
                queues = Finder(memory, objects, maps.semaphores, process.descriptors).find(stacks)
                family = read_family(objects, stacks)
            except UnreadableError:  # a CPython whose objects are not known: its stacks are
                pass
        for queue in queues.values():
            for inode, place in queue.places.items():
                self._places[process.pid, inode] = place
        return Member(process, threads, maps, queues, family, trouble)

    # -- what they have together ----------------------------------------------------------------

    def _reading(
        self,
        memories: Memories,
        members: dict[int, Member],
        stats: Mapping[int, Stat],
        pids: Mapping[int, int],
    ) -> Reading:
        queues = _merged(members.values())
        values = _values(memories, members)
        readers, writers, places = ends_of(members)
        waited = waited_links(members.values())
        wanted = waited | {queue.pipe for queue in queues.values()}
        contents = {
            link: told
            for link in wanted & set(places)
            if link.startswith("pipe:") and (told := pipes.contents(*places[link])) is not None
        }
        peers = pipes.socket_peers() if any(each.startswith("socket:") for each in waited) else {}
        return Reading(
            root=self.root,
            members=members,
            queues=queues,
            values=values,
            locks=self._locks(memories, members, queues, values),
            contents=contents,
            readers=readers,
            writers=writers,
            peers={f"socket:[{one}]": f"socket:[{other}]" for one, other in peers.items()},
            outsiders=with_outsiders(waited, members, stats),
            pids=pids,
        )

    def _locks(
        self,
        memories: Memories,
        members: Mapping[int, Member],
        queues: Mapping[int, Queue],
        values: Mapping[int, int],
    ) -> dict[int, dict[int, SemLock]]:
        """Each process's object of those semaphores that are taken and matter."""
        wanted = {inode for each in members.values() for inode in _waited_semaphores(each)}
        wanted |= {inode for queue in queues.values() for inode in queue.parts.values()}
        wanted = {inode for inode in wanted if values.get(inode) == 0}
        found: dict[int, dict[int, SemLock]] = {inode: {} for inode in wanted}
        for pid, member in members.items():
            mine = wanted & set(member.maps.semaphores.values())
            missing = {inode for inode in mine if not self._look_up(memories, member, inode, found)}
            if missing:
                mapped = {at: ino for at, ino in member.maps.semaphores.items() if ino in missing}
                there = semaphores.find(memories[pid], member.maps.regions, mapped)
                for inode, (place, lock) in there.items():
                    self._places[pid, inode] = place
                    found[inode][pid] = lock
        return found

    def _look_up(
        self,
        memories: Memories,
        member: Member,
        inode: int,
        found: dict[int, dict[int, SemLock]],
    ) -> bool:
        """Where it was before, or where another process has it, as a fork and its parent do."""
        pid = member.pid
        known = self._places.get((pid, inode))
        others = (place for (_, other), place in self._places.items() if other == inode)
        for place in dict.fromkeys([known, *others] if known else others):
            lock = semaphores.at(memories[pid], place, member.maps.semaphores)
            if lock is not None and member.maps.semaphores[lock.address] == inode:
                self._places[pid, inode] = place
                found[inode][pid] = lock
                return True
        return False


def _unread(process: Process, trouble: str) -> Member:
    """A process whose threads could not be read: there is trouble, or it has ended meanwhile."""
    if not trouble and not process.is_dead:
        process = replace(process, stat=process.stat._replace(state="X"))
    return Member(process, trouble=trouble)


def _renewed(kept: Member, stat: Stat, now: Mapping[int, Seen]) -> Member:
    """The same process, a moment later."""
    process = replace(kept.process, stat=stat)
    return replace(kept, process=process, threads=renewed(kept.threads, now))


def _with_our_pids(member: Member, pids: Mapping[int, int]) -> Member:
    """Its children by the numbers that they have for us."""
    children = (each._replace(pid=pids.get(each.pid, each.pid)) for each in member.family.children)
    return replace(member, family=member.family._replace(children=tuple(children)))


def _buried(members: Mapping[int, Member], stats: Mapping[int, Stat]) -> dict[int, Member]:
    """Children that have ended and whose parent does not know it yet: a fork server buries them.

    It leaves their exit code in a pipe for the parent.
    """
    found = {}
    for parent, member in members.items():
        for child in member.family.children:
            if child.pid in stats or child.pid in members:
                continue
            code = child.returncode
            told = pipes.peek(parent, child.sentinel)
            if code is None and len(told) == _EXIT_CODE.size:
                (code,) = _EXIT_CODE.unpack(told)
            status = None if code is None else code << 8 if code >= 0 else -code
            stat = Stat(child.pid, parent, 0, "X", 0, 0, status)
            found[child.pid] = Member(Process(stat, (), Kind.PYTHON))
    return found


def _maps(pid: int) -> Maps:
    try:
        return read_maps(pid)
    except OSError:
        return Maps()


def _merged(members: Iterable[Member]) -> dict[int, Queue]:
    """Each queue as all processes together know it."""
    found: dict[int, Queue] = {}
    for queue in (queue for member in members for queue in member.queues.values()):
        known = found.get(queue.key)
        if known is None or len(queue.parts) > len(known.parts) or (queue.pipe and not known.pipe):
            found[queue.key] = queue
    return found


def _values(memories: Memories, members: Mapping[int, Member]) -> dict[int, int]:
    found: dict[int, int] = {}
    for pid, member in members.items():
        for address, inode in member.maps.semaphores.items():
            if inode not in found:
                number = semaphores.value(memories[pid], address)
                if number is not None:
                    found[inode] = number
    return found


def _waited_semaphores(member: Member) -> Iterable[int]:
    for thread in member.threads:
        call = thread.seen.call
        if call.doing is Doing.FUTEX and call.target in member.maps.semaphores:
            yield member.maps.semaphores[call.target]

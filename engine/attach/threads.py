"""The threads of a program: their calls, each with its stack, and whether they stood still."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from engine.attach.calls import Seen, read_threads
from engine.attach.memory import Memory
from engine.attach.processes import Stat, inner_number
from engine.attach.stacks import Stack


@dataclass(frozen=True, slots=True)
class Thread:
    """One thread. `is_still`: it has not moved since it was read before."""

    number: int  # the system's
    seen: Seen
    is_still: bool
    stack: Stack | None = None


class Memories:
    """The open memories of all processes that may be read; those that may not say why."""

    def __init__(self, stats: Iterable[Stat]) -> None:
        self.troubles: dict[int, str] = {}
        self._open: dict[int, Memory] = {}
        for stat in stats:
            if stat.is_over:
                continue
            try:
                self._open[stat.pid] = Memory(stat.pid)
            except (FileNotFoundError, ProcessLookupError):  # it has just ended
                continue
            except OSError as problem:
                self.troubles[stat.pid] = problem.strerror or str(problem)

    def __enter__(self) -> Memories:
        return self

    def __exit__(self, *_: object) -> None:
        for memory in self._open.values():
            memory.close()

    def __getitem__(self, pid: int) -> Memory:
        return self._open[pid]

    def calls(self) -> dict[int, dict[int, Seen]]:
        """What all threads are at."""
        found = {}
        for pid, memory in self._open.items():
            try:
                found[pid] = read_threads(pid, memory)
            except (FileNotFoundError, ProcessLookupError):
                continue
            except OSError as problem:
                self.troubles[pid] = problem.strerror or str(problem)
        return found


def threads_of(
    pid: int, before: Mapping[int, Seen], after: Mapping[int, Seen], stacks: Iterable[Stack]
) -> tuple[Thread, ...]:
    """The threads of a process by two readings of their calls, with the stacks read in between."""
    by_thread = _by_thread(pid, stacks, after)
    return tuple(
        Thread(number, seen, before.get(number) == seen, by_thread.get(number))
        for number, seen in sorted(after.items())
    )


def renewed(threads: Iterable[Thread], now: Mapping[int, Seen]) -> tuple[Thread, ...]:
    """The same threads, where they still stand as they stood."""
    return tuple(
        Thread(each.number, now[each.number], now[each.number] == each.seen, each.stack)
        for each in threads
        if each.number in now
    )


def _by_thread(pid: int, stacks: Iterable[Stack], threads: Mapping[int, Seen]) -> dict[int, Stack]:
    """The stacks by the numbers that threads have for us.

    In a container they have other ones for the interpreter. Before 3.11 it does not know them at
    all, but pthread_self(), which lies just above a thread's stack.
    """
    found = {}
    stacks = tuple(stacks)
    inner = {}
    if any(stack.thread and stack.thread not in threads for stack in stacks):
        inner = {inner_number(f"/proc/{pid}/task/{number}"): number for number in threads}
    for stack in stacks:
        number = inner.get(stack.thread, stack.thread)
        if not number and stack.name == "MainThread":
            number = pid
        if not number:
            below = [n for n, seen in threads.items() if 0 < seen.stack_pointer < stack.ident]
            near = sorted(below, key=lambda n: stack.ident - threads[n].stack_pointer)
            number = next(iter(near), 0)
        found[number] = stack
    return found

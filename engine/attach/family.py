"""What a process says of itself and its children: names, and pids of those nobody has waited for.

multiprocessing keeps both in its module `process`: `_current_process` and `_children`. That module
is found from any object of multiprocessing's that lies on a stack, by way of its class's functions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from engine.attach.objects import Objects, UnreadableError
from engine.attach.stacks import Frame, Stack

_MODULES = ("process", "context", "util")  # each leads to the first


class Child(NamedTuple):
    """A child that was not waited for yet. `returncode`: as its parent has it; None: not known."""

    pid: int
    name: str
    returncode: int | None
    sentinel: int  # the descriptor that tells of its end; -1: not known


class Family(NamedTuple):
    """One process's. Empty where nothing could be read."""

    name: str = ""
    children: tuple[Child, ...] = ()


NO_FAMILY = Family()


def read_family(objects: Objects, stacks: Iterable[Stack]) -> Family:
    """By the objects on its stacks."""
    for frame in (frame for stack in stacks for frame in stack.frames):
        if "multiprocess" not in frame.file and "billiard" not in frame.file:
            continue
        try:
            names = _process_module(objects, frame)
            me = objects.attributes(names["_current_process"])
            children = tuple(_children(objects, names["_children"]))
            return Family(objects.text(me["_name"]), children)
        except (UnreadableError, KeyError):
            continue
    return NO_FAMILY


def _process_module(objects: Objects, frame: Frame) -> dict[str, int]:
    names = objects.names_around(frame.address("self") or frame.address("process_obj"))
    for _ in range(3):
        if "_current_process" in names:
            return names
        module = next((names[name] for name in _MODULES if name in names), 0)
        names = objects.module_names(module)
    raise UnreadableError


def _children(objects: Objects, address: int) -> Iterator[Child]:
    for child in objects.members(address):
        try:
            told = objects.attributes(child)
            popen = objects.attributes(told["_popen"])
            pid, name = objects.integer(popen["pid"]), objects.text(told["_name"])
        except (UnreadableError, KeyError):
            continue
        returncode, sentinel = (_number(objects, popen.get(n)) for n in ("returncode", "sentinel"))
        yield Child(pid, name, returncode, -1 if sentinel is None else sentinel)


def _number(objects: Objects, address: int | None) -> int | None:
    try:
        return objects.integer(address) if address else None
    except UnreadableError:  # None
        return None

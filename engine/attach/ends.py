"""Pipes and sockets of a program: who has which ends, and who waits at them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from engine.attach.processes import Stat

if TYPE_CHECKING:
    from engine.attach.program import Member
    from engine.attach.threads import Thread


class Ends(NamedTuple):
    """By link: who can read there, who can write, and one end to read from (pid, descriptor)."""

    readers: dict[str, frozenset[int]]
    writers: dict[str, frozenset[int]]
    places: dict[str, tuple[int, int]]


def ends_of(members: Mapping[int, Member]) -> Ends:
    """All that the processes of a program have."""
    readers: dict[str, set[int]] = {}
    writers: dict[str, set[int]] = {}
    places: dict[str, tuple[int, int]] = {}
    for pid, member in members.items():
        for number, each in member.process.descriptors.items():
            if "r" in each.mode:
                readers.setdefault(each.link, set()).add(pid)
                places.setdefault(each.link, (pid, number))
            if "w" in each.mode:
                writers.setdefault(each.link, set()).add(pid)
    return Ends(
        {link: frozenset(pids) for link, pids in readers.items()},
        {link: frozenset(pids) for link, pids in writers.items()},
        places,
    )


def waited_descriptors(member: Member, thread: Thread) -> list[tuple[int, str]]:
    """The descriptors at which a thread waits, and what they are; those of an epoll for itself."""
    known = member.process.descriptors
    found: list[tuple[int, str]] = []
    for number in thread.seen.call.descriptors:
        each = known.get(number)
        if each is None:
            found.append((number, ""))
        elif each.targets:
            found += [(n, known[n].link) for n in each.targets if n in known]
        else:
            found.append((number, each.link))
    return found


def waited_links(members: Iterable[Member]) -> set[str]:
    """The pipes and sockets at which somebody waits."""
    return {
        link
        for member in members
        for thread in member.threads
        for _, link in waited_descriptors(member, thread)
        if link.startswith(("pipe:", "socket:"))
    }


def with_outsiders(
    links: Iterable[str], members: Mapping[int, Member], stats: Mapping[int, Stat]
) -> frozenset[str]:
    """Those pipes that somebody has who is not of the program."""
    wanted = {link for link in links if link.startswith("pipe:")}
    found: set[str] = set()
    for pid in stats:
        if wanted and pid not in members:
            found |= wanted & _links(pid)
    return frozenset(found)


def _links(pid: int) -> set[str]:
    found = set()
    try:
        for name in os.listdir(f"/proc/{pid}/fd"):
            found.add(os.readlink(f"/proc/{pid}/fd/{name}"))
    except OSError:  # not ours to look at, or gone
        pass
    return found

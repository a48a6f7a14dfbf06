"""Which Python programs run here, and what each seems to be at: what one chooses from.

A program is looked at twice, a moment apart; that says who stands still, and is no diagnosis yet.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass

from engine.attach import processes
from engine.attach.account import Outcome, give_account
from engine.attach.attachment import Attachment
from engine.attach.processes import Kind
from engine.model.snapshot import EMPTY_SNAPSHOT

APART_S = 0.1


@dataclass(frozen=True, slots=True)
class Program:
    """One program. `does`: what its main process is at, as a sentence's end."""

    pid: int
    command: tuple[str, ...]
    processes: int
    does: str
    place: str
    outcome: Outcome


def programs() -> list[int]:
    """The main processes of the Python programs here but our own, oldest first."""
    ours, pid = {os.getpid()}, os.getpid()
    stats = processes.all_stats() if processes.TELLS_WAITS else {}
    while pid in stats:
        ours.add(pid)
        pid = stats[pid].parent
    return [pid for pid in processes.programs() if pid not in ours]


def survey() -> Iterator[Program]:
    """All of them, one after another, each as soon as it is known."""
    for pid in programs():
        try:
            attachment = Attachment(pid)
            attachment.look()
            time.sleep(APART_S)
            attachment.look()
        except OSError:  # it has just ended
            continue
        account = give_account(attachment, EMPTY_SNAPSHOT)
        main = next((each for each in account.processes if each.pid == account.root), None)
        if main is not None:
            count = sum(each.kind is not Kind.TRACKER for each in account.processes)
            yield Program(pid, account.command, count, main.does, main.place, account.outcome)

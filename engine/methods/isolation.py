"""The lesson why queues exist: what a worker does to a global list, the main program never sees.

Two short programs, shown and run as they are: one that shares by a global list, and fails to, and
one that sends the list through a queue. What each printed of its list tells both sides.
"""

from __future__ import annotations

import importlib.resources
from enum import StrEnum
from pathlib import Path

from engine.collect import Session
from engine.run import Run
from engine.scenario import Ending, QueueKind, QueueSpec, Scenario
from engine.timeline.snapshot import Cast


class Way(StrEnum):
    """How the worker's list shall get to the main program."""

    LIST = "list"
    QUEUE = "queue"


SIDES = ("worker", "main")  # what the programs print before their list


def program_file(way: Way) -> Path:
    """The program's file."""
    return Path(str(importlib.resources.files("resources"))) / "lessons" / f"isolation_{way}.py"


def program_text(way: Way) -> str:
    """The program, as it is run."""
    return program_file(way).read_text(encoding="utf-8")


class IsolationRun(Run):
    """One of the two programs, run under the probe like any other."""

    def __init__(self, way: Way) -> None:
        """Nothing is started yet."""
        queue = QueueSpec(kind=QueueKind.QUEUE, ending=Ending.SENTINEL)
        super().__init__(Scenario(name="Data isolation", queue=queue))
        self.way = way
        self.cast = Cast()
        self.lists: dict[str, str] = {}  # side -> its list, as it was printed

    def take_output(self) -> list[str]:
        """The lines printed since the last call; those about the lists are remembered too."""
        lines = super().take_output()
        for line in lines:
            side, colon, told = line.partition(": ")
            if colon and side in SIDES:
                self.lists[side] = told
        return lines

    def _command(self, session: Session) -> list[str]:
        return session.command([str(program_file(self.way))])

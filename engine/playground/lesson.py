"""The lesson why queues exist: what a worker does to a global list, the main program never sees.

Two short programs, shown and run as they are: one that shares by a global list, and fails to, and
one that sends the list through a queue. What each prints of its list tells both sides.
"""

from __future__ import annotations

import importlib.resources
from enum import StrEnum
from pathlib import Path

SIDES = ("worker", "main")  # what the programs print before their list


class Way(StrEnum):
    """How the worker's list shall get to the main program."""

    LIST = "broken"
    QUEUE = "fixed"


def program_file(way: Way) -> Path:
    """The program's file."""
    return (
        Path(str(importlib.resources.files("resources"))) / "lessons" / "01-isolation" / f"{way}.py"
    )


def program_text(way: Way) -> str:
    """The program as it is run, without the docstring that begins it."""
    return program_file(way).read_text(encoding="utf-8").partition('"""\n')[2].lstrip("\n")

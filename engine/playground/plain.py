"""A run of a program that has no cooks and guests: the scenario's form has no say in it."""

from __future__ import annotations

from engine.run.run import Run


class PlainRun(Run):
    """Its scenario says which queue, and no more."""

    def set_count(self, kind_name: str, count: int) -> None:
        """Nothing: there are no kinds of workers whose number could be chosen."""

"""How a run's processes are brought to an end, and what of it is told in the run's own log.

    asked --- patience ---> terminated --- patience ---> killed ----> all have ended

A program that does as it is asked needs no lines in the log.
"""

from __future__ import annotations

import time
from typing import NamedTuple

from engine.model.messages import Note, application_packet
from engine.model.source import Packet
from engine.run.process_tree import ProcessTree
from engine.text.notes import ENDED, KILLED, TERMINATED


class Patience(NamedTuple):
    """Seconds since it was asked after which whoever is still there is ended otherwise."""

    terminate_s: float
    kill_s: float


class Shutdown:
    """One run's. `advance` it often, once it has begun."""

    def __init__(self, process_tree: ProcessTree, asked_note: str) -> None:
        """`asked_note` says how the program is asked to end."""
        self._process_tree = process_tree
        self._asked_note = asked_note
        self._asked_ns: int | None = None
        self._is_logged = False
        self._begin_s = 0.0
        self._due: list[tuple[float, str]] = []

    @property
    def is_begun(self) -> bool:
        """Whether the program was asked to end."""
        return self._asked_ns is not None

    def begin(self, patience: Patience) -> None:
        """Counts from now; a second time with other patience: for whoever is left then."""
        if self._asked_ns is None:
            self._asked_ns = time.perf_counter_ns()
        self._begin_s = time.monotonic()
        self._due = [(patience.terminate_s, "terminate"), (patience.kill_s, "kill")]

    def advance(self) -> list[Packet]:
        """Does what is due."""
        if not self._due or time.monotonic() - self._begin_s <= self._due[0][0]:
            return []
        _, means = self._due.pop(0)
        count = self._process_tree.end_all(means)
        sentence = KILLED if means == "kill" else TERMINATED
        asked = [] if self._is_logged else [_note(self._asked_note, self._asked_ns or 0)]
        self._is_logged = True
        return [*asked, _note(sentence, seconds=self._seconds, count=count)]

    def conclude(self) -> list[Packet]:
        """All have ended; told if it needed more than asking."""
        is_logged, self._is_logged = self._is_logged, False
        return [_note(ENDED, seconds=self._seconds)] if is_logged else []

    @property
    def _seconds(self) -> str:
        return f"{(time.perf_counter_ns() - (self._asked_ns or 0)) / 1e9:.1f}"


def _note(sentence: str, at_ns: int | None = None, **values: object) -> Packet:
    at_ns = time.perf_counter_ns() if at_ns is None else at_ns
    return application_packet(Note(at_ns=at_ns, text=sentence.format(**values)))

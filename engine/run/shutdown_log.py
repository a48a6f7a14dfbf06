"""How ending a run was escalated, told in the run's own log: what was done, and when.

    asked ----- 0.5 s -----> terminated ----- 0.5 s -----> killed ----> all has ended

A stop that is simply obeyed needs no words.
"""

from __future__ import annotations

import time

from engine.model.messages import Note, application_packet
from engine.model.source import Packet
from engine.text.notes import ASKED, ENDED


def note(sentence: str, at_ns: int | None = None, **values: object) -> Packet:
    """A sentence as a packet of the application, among all others of the run."""
    at_ns = time.perf_counter_ns() if at_ns is None else at_ns
    return application_packet(Note(at_ns=at_ns, text=sentence.format(**values)))


class ShutdownLog:
    """Keeps the minutes of one ending."""

    def __init__(self, asked: str = ASKED) -> None:
        """`asked` is what is done first."""
        self._asked = asked
        self._asked_ns = 0
        self._is_escalated = False

    def begin(self) -> None:
        """The program was asked."""
        self._asked_ns = time.perf_counter_ns()

    def escalate(self, sentence: str, count: int) -> list[Packet]:
        """`count` processes were ended by other means."""
        told = [] if self._is_escalated else [note(self._asked, self._asked_ns)]
        self._is_escalated = True
        return [*told, note(sentence, seconds=self._seconds(), count=count)]

    def end(self) -> list[Packet]:
        """All has ended; told if it needed more than asking."""
        is_told, self._is_escalated = self._is_escalated, False
        return [note(ENDED, seconds=self._seconds())] if is_told else []

    def _seconds(self) -> str:
        return f"{(time.perf_counter_ns() - self._asked_ns) / 1e9:.1f}"

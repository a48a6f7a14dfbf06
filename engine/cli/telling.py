"""Tells that nothing moves, or never can again, while it happens, once each, in one line."""

from __future__ import annotations

from collections.abc import Callable

from engine.cli import words
from engine.diagnosis import words as sentences
from engine.export.report import names_of
from engine.model.findings import FindingKind, Severity
from engine.model.snapshot import Snapshot


class Teller:
    """Remembers what it has told."""

    def __init__(self, say: Callable[[str], None]) -> None:
        """`say` takes a line."""
        self._say = say
        self._told: set[object] = set()

    def look(self, snapshot: Snapshot) -> None:
        """Says what is new and critical, or that all stand still."""
        for finding in snapshot.findings:
            is_grave = finding.severity is Severity.CRITICAL
            is_grave |= finding.kind is FindingKind.STANDSTILL
            if is_grave and not finding.is_over and finding.key not in self._told:
                self._told.add(finding.key)
                told = sentences.tell(finding, names_of(snapshot))
                self._say(words.LIVE_FINDING.format_map(told._asdict()))

"""Findings, said in the terminal while they are so: one line each, and one when it is over."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from engine.cli import texts
from engine.diagnosis import wording
from engine.export.report import names_of
from engine.model.findings import Severity

if TYPE_CHECKING:
    from engine.model.findings import Finding
    from engine.model.snapshot import Snapshot

AGAIN_S = 5.0  # one that goes from worker to worker is not said more often


class LiveFindings:
    """Remembers what was said, so that nothing is said twice while it stays the same."""

    def __init__(self, say: Callable[[str], None]) -> None:
        """`say` takes a line."""
        self._say = say
        self._titles: dict[object, str] = {}  # of those that were said and are not over
        self._next_s: dict[object, float] = {}  # by kind and queue

    def show(self, snapshot: Snapshot) -> None:
        """Says what is new, and what is over. Information is left to the report."""
        for finding in snapshot.findings:
            if finding.severity is Severity.INFO:
                continue
            if not finding.is_over:
                self._begin(finding, snapshot)
            elif title := self._titles.pop(finding.key, ""):
                self._say(texts.LIVE_FINDING_OVER.format(title=title))

    def _begin(self, finding: Finding, snapshot: Snapshot) -> None:
        topic = finding.kind, finding.queue
        now_s = time.monotonic()
        if finding.key in self._titles or now_s < self._next_s.get(topic, 0.0):
            return
        self._next_s[topic] = now_s + AGAIN_S
        text = wording.tell(finding, names_of(snapshot))
        self._titles[finding.key] = text.title
        self._say(texts.LIVE_FINDING.format_map(text._asdict()))

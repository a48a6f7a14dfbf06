"""What the diagnosis found, in words that teach: what is so, why, and what to do about it.

The engine has the sentences (engine/diagnosis/finding_texts.py) and fills them; here they are said
in the window's language, with its names of processes, queues and items and its way to write
figures.
"""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from engine.diagnosis.finding_texts import CONTEXT
from engine.diagnosis.wording import Names, Speech, tell
from engine.model.findings import Finding
from engine.model.snapshot import Snapshot
from gui.common.naming import item_name
from gui.common.units import count, rate, seconds


class FindingText(NamedTuple):
    """A finding as a learner reads it."""

    title: str
    why: str
    remedy: str

    @property
    def text(self) -> str:
        """All of it in one piece."""
        return " ".join(part for part in (f"{self.title}.", self.why, self.remedy) if part)


def text_of(finding: Finding, snapshot: Snapshot) -> FindingText:
    """The sentences of a finding in the present language."""
    return FindingText(*tell(finding, _names_of(snapshot), Speech(_say, count, rate, seconds)))


def _say(text: str) -> str:
    return QCoreApplication.translate(CONTEXT, text)


def _names_of(snapshot: Snapshot) -> Names:
    workers = {worker.process: worker.name for worker in snapshot.workers}
    queues = {queue.index: queue.name for queue in snapshot.queues}
    return Names(
        lambda process: workers.get(process, "?"),
        lambda index: queues.get(index, ""),
        lambda item: item_name(item.producer, item.sequence, snapshot),
    )

"""What the diagnosis found, in words that teach: what is so, why, and what to do about it.

The engine tells a finding as data (engine/diagnosis/findings.py); here it gets its sentences. They
name processes and queues as the window does, and use the tutorial's own terms.
"""

from __future__ import annotations

import signal
from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from engine.diagnosis.findings import Finding, ItemId
from engine.timeline.snapshot import Snapshot
from gui.i18n import QT_TRANSLATE_NOOP
from gui.panels.finding_sentences import LOCKS, REASONS, SENTENCES
from gui.panels.words import count, rate, seconds

MOST_NAMES = 4


@dataclass(frozen=True, slots=True)
class Words:
    """A finding as a learner reads it."""

    title: str
    why: str
    remedy: str

    @property
    def text(self) -> str:
        """All of it in one piece."""
        return " ".join(part for part in (f"{self.title}.", self.why, self.remedy) if part)


def words_of(finding: Finding, snapshot: Snapshot) -> Words:
    """The sentences of a finding in the present language."""
    title, why, remedy = SENTENCES[finding.kind]
    reason = REASONS.get(finding.texts.get("reason", ""), ("", ""))
    facts = _facts(finding, snapshot)
    facts["reason"] = _say(reason[0])
    remedy = remedy or reason[1]
    return Words(
        _say(title).format_map(facts), _say(why).format_map(facts), _say(remedy).format_map(facts)
    )


def _say(text: str) -> str:
    return QCoreApplication.translate("Finding", text) if text else ""


class _Facts(dict[str, str]):
    """A fact that a finding does not carry is told as unknown, rather than breaking the banner."""

    def __missing__(self, key: str) -> str:
        return "?"


def _facts(finding: Finding, snapshot: Snapshot) -> _Facts:
    facts = _Facts(finding.texts)
    for name, value in finding.numbers.items():
        facts[name] = str(int(value)) if name in {"pid", "code"} else count(value)
    for name in ("in_per_s", "out_per_s"):
        if name in finding.numbers:
            facts[name] = rate(finding.numbers[name])
    if "seconds" in finding.numbers:
        facts["seconds"] = seconds(finding.numbers["seconds"])
    if lock := finding.texts.get("lock", ""):
        facts["lock"] = _say(LOCKS.get(lock, lock))
    facts["who"] = _names(finding.who, snapshot)
    facts["waiting"] = _names(finding.waiting, snapshot)
    queue = next((q.name for q in snapshot.queues if q.index == finding.queue), "")
    facts["queue"] = queue or _say(QT_TRANSLATE_NOOP("Finding", "the queue"))
    told = [finding.texts.get(name, "") for name in ("item", "error")]
    facts["item"] = " " + ": ".join(part for part in told if part) if any(told) else ""
    if "signal" in finding.numbers:
        name = finding.texts.get("signal", "")
        facts["signal"] = name or _signal_name(int(finding.numbers["signal"]))
    if text := finding.texts.get("text", ""):
        facts["text"] = text if text.endswith((".", "!", "?", "。")) else f"{text}."
    return facts


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return str(number)


def _names(processes: Iterable[int], snapshot: Snapshot) -> str:
    names = {worker.process: worker.name for worker in snapshot.workers}
    told = [names.get(process, "?") for process in processes]
    joint = _say(QT_TRANSLATE_NOOP("Finding", ", "))
    if len(told) > MOST_NAMES:
        more = len(told) - MOST_NAMES + 1
        rest = _say(QT_TRANSLATE_NOOP("Finding", "{} more")).format(more)
        return joint.join([*told[: MOST_NAMES - 1], rest])
    return joint.join(told) or _say(QT_TRANSLATE_NOOP("Finding", "nobody"))


def item_names(items: Iterable[ItemId], snapshot: Snapshot) -> str:
    """Items as the log calls them: "bun 3"."""
    workers = {worker.process: worker for worker in snapshot.workers}
    told = []
    for item in items:
        worker = workers.get(item.producer)
        told.append(f"{worker.dish or worker.name if worker else '?'} {item.sequence + 1}")
    return _say(QT_TRANSLATE_NOOP("Finding", ", ")).join(told)

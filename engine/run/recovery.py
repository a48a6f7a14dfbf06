"""What can be done for a run of ours in which nothing moves: the repairs that a finding proposes.

Nobody but the person who watches decides on one: a program of one's own gets no such help.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from engine.model.findings import Finding, FindingKind
from engine.scenario.schema import Scenario


class RecoveryKind(StrEnum):
    """What is done."""

    START_CONSUMER = "start-consumer"
    START_PRODUCER = "start-producer"
    PUT_SENTINELS = "put-sentinels"
    CALL_TASK_DONE = "call-task-done"
    RELEASE_LOCK = "release-lock"


@dataclass(frozen=True, slots=True)
class Recovery:
    """One repair."""

    kind: RecoveryKind
    worker_kind: str = ""
    """Of START_CONSUMER and START_PRODUCER: which kind of worker."""
    lock: str = ""
    """Of RELEASE_LOCK: "read" or "write"."""
    count: int = 1
    """Of PUT_SENTINELS and CALL_TASK_DONE: how many."""


_NOBODY_TAKES = frozenset(
    {FindingKind.NO_MORE_SLOTS, FindingKind.NOBODY_TAKES, FindingKind.CONSUMERS_DEAD}
)
_NOBODY_PUTS = frozenset({FindingKind.NO_MORE_ITEMS, FindingKind.PRODUCERS_DEAD})
_LOCKS = {FindingKind.READ_LOCK_ORPHANED: "read", FindingKind.WRITE_LOCK_ORPHANED: "write"}


def recoveries_for(finding: Finding, scenario: Scenario) -> tuple[Recovery, ...]:
    """What would let a run of `scenario` go on; empty where nothing can be done."""
    kind = finding.kind
    if kind in _NOBODY_TAKES:
        return tuple(
            Recovery(RecoveryKind.START_CONSUMER, worker_kind=each.name)
            for each in scenario.consumers
        )
    if kind in _NOBODY_PUTS:
        waiting = max(1, len(finding.waiting))
        return (
            *(
                Recovery(RecoveryKind.START_PRODUCER, worker_kind=each.name)
                for each in scenario.producers
            ),
            Recovery(RecoveryKind.PUT_SENTINELS, count=waiting),
        )
    if kind is FindingKind.SENTINEL_MISSING:
        return (Recovery(RecoveryKind.PUT_SENTINELS, count=_number(finding)),)
    if kind is FindingKind.TASK_DONE_MISSING:
        return (Recovery(RecoveryKind.CALL_TASK_DONE, count=_number(finding)),)
    if kind in _LOCKS:
        return (Recovery(RecoveryKind.RELEASE_LOCK, lock=_LOCKS[kind]),)
    return ()


def _number(finding: Finding) -> int:
    return max(1, round(finding.numbers.get("missing", 1)))

"""Which repairs a finding proposes for a run of a scenario."""

from __future__ import annotations

import pytest

from engine.model.findings import Finding, FindingKind, Severity
from engine.run.recovery import Recovery, RecoveryKind, recoveries_for
from tests.support import kitchens

KIND = RecoveryKind
START_GUEST = Recovery(KIND.START_CONSUMER, worker_kind="Guest")
START_COOK = Recovery(KIND.START_PRODUCER, worker_kind="Cook")


@pytest.mark.parametrize(
    ("kind", "numbers", "repairs"),
    [
        (FindingKind.CONSUMERS_DEAD, {}, (START_GUEST,)),
        (FindingKind.NO_MORE_SLOTS, {}, (START_GUEST,)),
        (FindingKind.NOBODY_TAKES, {}, (START_GUEST,)),
        (FindingKind.PRODUCERS_DEAD, {}, (START_COOK, Recovery(KIND.PUT_SENTINELS, count=2))),
        (FindingKind.SENTINEL_MISSING, {"missing": 3}, (Recovery(KIND.PUT_SENTINELS, count=3),)),
        (FindingKind.TASK_DONE_MISSING, {"missing": 2}, (Recovery(KIND.CALL_TASK_DONE, count=2),)),
        (FindingKind.READ_LOCK_ORPHANED, {}, (Recovery(KIND.RELEASE_LOCK, lock="read"),)),
        (FindingKind.TORN_MESSAGE, {}, ()),
    ],
)
def test_what_a_finding_proposes(kind, numbers, repairs):
    finding = Finding(kind, Severity.CRITICAL, 0, waiting=(3, 4), numbers=numbers)
    assert recoveries_for(finding, kitchens.kitchen()) == repairs

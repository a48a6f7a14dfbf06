"""One queue, one cook and a run of both, for the tests of what is shown of them."""

from __future__ import annotations

import numpy as np
import pytest

from engine.model.snapshot import (
    Envelope,
    Failure,
    QueueView,
    Role,
    Snapshot,
    State,
    WorkerView,
)
from engine.model.source import Phase


class Quiet:
    """A lane, a series and spans in which nothing ever happened."""

    starts_ns = ends_ns = times_ns = np.zeros(0, np.int64)
    states = np.zeros(0, np.int8)
    depths = np.zeros(0, np.int32)

    def at(self, at_ns):
        return 0

    def envelope(self, start_ns, end_ns, columns):
        flat = np.zeros(columns, np.int32)
        return Envelope(start_ns, end_ns, flat, flat, flat)

    def shares(self, start_ns, end_ns, columns):
        return np.zeros(columns, np.float32)


@pytest.fixture
def queue():
    """A bounded queue in the middle of its life."""
    return QueueView(
        index=0,
        key="k",
        name="queue 1",
        kind="JoinableQueue",
        maxsize=10,
        depth=2,
        peak=7,
        mean=3.14159265,
        produced=12,
        taken=10,
        done=9,
        lost=0,
        unfinished=3,
        in_per_s=1.0,
        out_per_s=1.0,
        wait_p50_s=0.1234567891,
        wait_p99_s=None,
        blocked_put_s=0.1 + 0.2,
        blocked_get_s=0.0,
        series=Quiet(),
        put_blocked=Quiet(),
        get_blocked=Quiet(),
    )


@pytest.fixture
def cook():
    """A producer that ended well."""
    return WorkerView(
        process=1,
        name="Cook A 1",
        role=Role.PRODUCER,
        kind="Cook A",
        product="bun",
        pid=4711,
        method="spawn",
        state=State.ENDED,
        since_ns=0,
        started_ns=0,
        ended_ns=10,
        put=12,
        taken=0,
        done=0,
        busy_s=1.5,
        blocked_put_s=0.1,
        blocked_get_s=0.2,
        joining_s=0.0,
        paused_s=0.0,
        utilisation=2 / 3,
        exit_code=0,
        failure=None,
        lane=Quiet(),
        waits_for="",
    )


@pytest.fixture
def finished(queue, cook):
    """Both, at the end of their run."""
    return Snapshot(
        phase=Phase.FINISHED,
        origin_ns=1_000_000_000,
        now_ns=3_500_000_000,
        queues=(queue,),
        workers=(cook,),
        events=None,
    )


@pytest.fixture
def failure():
    """A bad bun."""
    return Failure(type="ValueError", text="bad bun", traceback="Traceback ...\n", at_ns=5)

"""Whether the rebuilt depth is the queue's own: it is compared with what the semaphore told.

The program reads the semaphore of its queue all the while; from the outside the depth is rebuilt
from the events of its nine processes, which arrive late and out of order.
"""

from __future__ import annotations

import subprocess
import time
from pathlib import Path

from engine.analysis.analysis import Analysis
from engine.collect import Session
from engine.model.snapshot import Snapshot
from engine.model.source import Phase

NAME = "rebuilt depth against the semaphore's count"
REACH = "4x4, maxsize 8, 100k items: never below 0 or above 8, peak equal"
LEAST = {"lowest depth": 0, "peak less semaphore's peak": 0, "items": 100_000}
MOST = {"highest depth": 8, "peak less semaphore's peak": 0, "last depth": 0}

PROGRAM = Path(__file__).parent / "programs" / "exact.py"
PRODUCERS = CONSUMERS = 4
MAXSIZE = 8
ITEMS = 100_000
POLL_S = 0.016
BUDGET_S = 0.004
DRAIN_S = 30.0


def measure() -> dict[str, float]:
    """Lowest, highest and last depth of the one queue, and the semaphore's own peak."""
    snapshot, _, semaphore_peak = observe()
    queue = snapshot.queues[0]
    depths = queue.series.depths
    return {
        "lowest depth": int(depths.min()),
        "highest depth": int(depths.max()),
        "last depth": int(depths[-1]),
        "semaphore's peak": semaphore_peak,
        "peak less semaphore's peak": queue.peak - semaphore_peak,
        "items": queue.taken - CONSUMERS,  # without the None for each consumer
    }


def observe() -> tuple[Snapshot, int, int]:
    """The last snapshot of a run, and the semaphore's lowest and highest count."""
    timeline, session = Analysis(), Session()
    arguments = [str(each) for each in (PRODUCERS, CONSUMERS, MAXSIZE, ITEMS)]
    try:
        command = session.command([str(PROGRAM), *arguments])
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as program:
            while program.poll() is None:
                timeline.feed(session.poll(BUDGET_S))
                time.sleep(POLL_S)
            assert program.stdout is not None
            low, high = map(int, program.stdout.read().split())
        deadline_s = time.monotonic() + DRAIN_S
        while session.open_streams and time.monotonic() < deadline_s:
            timeline.feed(session.poll(BUDGET_S))
            time.sleep(POLL_S)
        while packets := session.poll(BUDGET_S):
            timeline.feed(packets)
    finally:
        session.close()
    return timeline.snapshot(time.perf_counter_ns(), Phase.FINISHED), low, high

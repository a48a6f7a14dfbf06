"""The bridge shows a source's packets, whatever the source is, to the last one."""

from __future__ import annotations

import pytest

from engine.model.snapshot import WorkerKinds
from engine.model.source import Packet, Phase
from gui.bridge import BUDGET_S, Bridge
from tests.support import frames

MS = 1_000_000


class Recorded:
    """A source that gives one packet a poll, and is over before all have been fetched."""

    def __init__(self, packets: list[Packet], over_after: int) -> None:
        self._packets, self._polls, self._over_after = packets, 0, over_after
        self.budgets: list[float] = []
        self.closed = 0

    @property
    def phase(self) -> Phase:
        return Phase.FINISHED if self._polls >= self._over_after else Phase.RUNNING

    def poll(self, budget_s: float) -> list[Packet]:
        self._polls += 1
        self.budgets.append(budget_s)
        return [self._packets.pop(0)] if self._packets else []

    def now_ns(self) -> int:
        return 10_000 * MS

    def close(self) -> None:
        self.closed += 1


def text(at_ns: int, what: str, **content: object) -> Packet:
    return Packet(0, at_ns, frames.text(at_ns, what, **content))


def puts(count: int) -> list[Packet]:
    """A process says hello, and puts so many items."""
    greeting = [frames.hello(0, "Cook 1", 1, main=True), frames.queue(0, kind="Queue")]
    made = (frames.puts(number, (number + 1) * MS) for number in range(count))
    return [Packet(0, at, each) for at, each in enumerate([*greeting, *made])]


@pytest.fixture
def bridge(qtbot):
    made = Bridge()
    yield made
    made.close()


def test_a_source_is_polled_within_a_budget_and_shown_to_its_end(bridge, qtbot):
    source = Recorded(puts(20), over_after=5)
    seen, phases = [], []
    bridge.snapshotReady.connect(seen.append)
    bridge.phaseChanged.connect(phases.append)
    bridge.set_source(source, WorkerKinds())
    qtbot.waitUntil(lambda: Phase.FINISHED in phases)
    assert seen[-1].queues[0].produced == 20
    assert set(source.budgets) == {BUDGET_S}
    assert source.closed == 1
    count = len(seen)
    bridge._timer.timeout.emit()  # a late tick changes nothing that is over
    assert phases.count(Phase.FINISHED) == 1
    assert len(seen) <= count + 1


def test_another_source_closes_the_one_before(bridge):
    first, second = Recorded(puts(1), over_after=99), Recorded(puts(1), over_after=99)
    bridge.set_source(first, WorkerKinds())
    bridge.set_source(second, WorkerKinds())
    assert (first.closed, second.closed) == (1, 0)
    bridge.close()
    bridge.close()
    assert second.closed == 1


def test_a_tick_without_a_source_is_nothing(bridge, qtbot):
    with qtbot.assertNotEmitted(bridge.snapshotReady):
        bridge.tick()

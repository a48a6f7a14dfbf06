"""Packets in, whole Snapshots out: what happened, and what is wrong.

packets --> Timeline --+--> Snapshot without findings --------------------+--> Snapshot
+--> DiagnosisInput --> Diagnoser --> findings, ---+
wait-for graph
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from engine.diagnosis.diagnoser import Diagnoser
from engine.timeline.timeline import Timeline

if TYPE_CHECKING:
    from collections.abc import Iterable

    from engine.model.diagnosis_input import DiagnosisInput
    from engine.model.snapshot import ItemPath, Snapshot, WorkerKinds
    from engine.model.source import Packet, Phase


class Analysis:
    """One run's. Knows no clock: it is told what time it is."""

    def __init__(self, worker_kinds: WorkerKinds | None = None) -> None:
        """`worker_kinds` says who plays which role; without it roles are inferred."""
        self._timeline = Timeline(worker_kinds)
        self._diagnoser = Diagnoser()
        self._examined: DiagnosisInput | None = None

    def feed(self, packets: Iterable[Packet]) -> None:
        """Takes what arrived, in the order of each stream; streams in any order."""
        self._timeline.feed(packets)

    def item_way(self, queue: int, producer: int, sequence: int) -> ItemPath | None:
        """One item's path; None when there is no such item."""
        return self._timeline.item_way(queue, producer, sequence)

    def snapshot(self, now_ns: int, phase: Phase) -> Snapshot:
        """Everything a view may show, as of what is settled at `now_ns`."""
        snapshot = self._timeline.snapshot(now_ns, phase)
        evidence = self._timeline.diagnosis_input
        if evidence is None:
            return snapshot
        if evidence is not self._examined:
            self._diagnoser.examine(evidence)
            self._examined = evidence
        return replace(
            snapshot, findings=self._diagnoser.findings, wait_for=self._diagnoser.wait_for
        )

"""What stands in a playground: which queue, how workers start, how many."""

from __future__ import annotations

from dataclasses import dataclass

from engine.scenario.schema import Ending, QueueKind, QueueSpec, Scenario, StartMethod

FEWEST_WORKERS, MOST_WORKERS = 2, 6


@dataclass(frozen=True, slots=True)
class Setup:
    """The choices that are made before a playground is opened."""

    kind: QueueKind = QueueKind.QUEUE
    maxsize: int = 0
    start_method: StartMethod = StartMethod.SPAWN
    workers: int = FEWEST_WORKERS

    @property
    def scenario(self) -> Scenario:
        """The queue of it, as a run's scenario."""
        is_joinable = self.kind is QueueKind.JOINABLE
        spec = QueueSpec(
            kind=self.kind,
            maxsize=self.maxsize,
            start_method=self.start_method,
            ending=Ending.DAEMON if is_joinable else Ending.SENTINEL,
        )
        return Scenario(name="Playground", queue=spec)

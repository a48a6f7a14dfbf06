"""A case: everything that a diagnosis is made from, at one moment."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from engine.model.findings import ItemId
from engine.model.ledger import Ledger
from engine.model.source import Phase
from engine.model.system_state import SystemState

if TYPE_CHECKING:
    from engine.model.snapshot import EventTable, QueueView, WorkerView


class InHand(NamedTuple):
    """What one process took from one queue and has not finished."""

    number: int
    items: tuple[ItemId, ...]  # the last of them, at most MOST_ITEMS


@dataclass(frozen=True)
class DiagnosisInput:
    """Workers and queues as the timeline shows them, and the system by the latest look."""

    phase: Phase
    workers: tuple[WorkerView, ...]
    queues: tuple[QueueView, ...]
    ledgers: tuple[Ledger, ...]
    system: SystemState
    in_hand: Callable[[int, int], InHand]  # process, queue
    too_often: Mapping[tuple[int, int], int] = field(default_factory=dict)  # task_done, refused
    events: EventTable | None = None

    def worker(self, process: int) -> WorkerView | None:
        """The worker of that number."""
        return next((worker for worker in self.workers if worker.process == process), None)

    def in_hands(self, process: int) -> tuple[ItemId, ...]:
        """What one process has taken, from whatever queue, and has not finished."""
        return tuple(i for queue in self.queues for i in self.in_hand(process, queue.index).items)

    def has_failed(self, process: int) -> bool:
        """Whether it ended badly."""
        worker = self.worker(process)
        return worker is not None and worker.failure is not None

    def takers(self, queue: int) -> list[int]:
        """Who ever took from a queue."""
        return [process for process, words in self.system.at_queue(queue) if words.gets]

    def putters(self, queue: int) -> list[int]:
        """Who ever put into it."""
        return [process for process, words in self.system.at_queue(queue) if words.puts]

"""All workers of one kind. Their number may change while they work, and nobody is ever killed.

A worker that shall go finds a permit to leave, a count in a semaphore that all workers of its kind
look at before each item: whoever comes first takes it and goes home.
"""

from __future__ import annotations

from collections.abc import Callable
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from typing import Any

Target = Callable[..., None]


class WorkerGroup:
    """Started by `open`; changed by `resize`; called from one thread at a time."""

    def __init__(
        self, context: BaseContext, name: str, target: Target, arguments: tuple[Any, ...]
    ) -> None:
        """Workers run `target(leave, *arguments)`; `name` and a number make a worker's name."""
        self.is_daemon = False
        self.has_failed = False
        self.workers: list[BaseProcess] = []  # those that have not been seen to end
        self._leave = context.Semaphore(0)
        self._arguments = arguments
        self._context: Any = context
        self._name = name
        self._target = target
        self._started = 0
        self._wanted = 0

    def open(self, count: int) -> None:
        """The first workers come."""
        self._wanted = count
        for _ in range(count):
            self._start_one()

    def resize(self, count: int) -> None:
        """There shall be `count` workers, counting those who have finished all their items."""
        alive = len(self.alive())
        regained = min(self.take_back_permits(), alive)  # these were to leave, and may stay
        missing = count - (self._wanted + regained)
        self._wanted = count
        for _ in range(missing):
            self._start_one()
        for _ in range(min(-missing, alive)):
            self._leave.release()

    def take_back_permits(self) -> int:
        """How many permits nobody had used; now they are gone."""
        count = 0
        while self._leave.acquire(block=False):
            count += 1
        return count

    def alive(self) -> list[BaseProcess]:
        """The workers that are there. One that failed is no longer wanted."""
        for worker in list(self.workers):
            if worker.is_alive():
                continue
            self.workers.remove(worker)
            if worker.exitcode:
                self.has_failed = True
                self._wanted = max(0, self._wanted - 1)
        return list(self.workers)

    @property
    def surplus(self) -> int:
        """How many workers have yet to leave."""
        return max(0, len(self.alive()) - self._wanted)

    def end_changes(self) -> int:
        """Nobody leaves early any more; returns how many will stay to the end."""
        alive = self.alive()
        self._wanted = min(self._wanted + self.take_back_permits(), len(alive))
        return self._wanted

    def _start_one(self) -> None:
        self._started += 1
        worker = self._context.Process(
            target=self._target,
            args=(self._leave, *self._arguments),
            name=f"{self._name} {self._started}",
            daemon=self.is_daemon,
        )
        worker.start()
        self.workers.append(worker)

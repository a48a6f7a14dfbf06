"""What the program's main process does: make the queue, start the workers, join, say goodbye.

    start all workers
    join the producers  <------------------------------+
    daemon ending: join the queue                      | if producers were added meanwhile
    sentinel ending: one None for each consumer, and join them

The main thread does this as any textbook's would. Commands (control.py) come in a thread beside
it, and another, the waker, wakes idle consumers that shall leave. A lock keeps them apart: while
a process is started, and with it perhaps forked, the other threads only wait, and hold nothing.
"""

from __future__ import annotations

import contextlib
import queue
import threading
import time
from collections.abc import Iterable
from multiprocessing import active_children, get_context
from multiprocessing.context import BaseContext
from multiprocessing.queues import JoinableQueue, SimpleQueue
from typing import Any

from engine.program.consumer_waker import ConsumerWaker
from engine.program.repair import release_for_the_dead
from engine.program.worker_group import WorkerGroup
from engine.program.workers import AnyQueue, consume, produce, say
from engine.program.workload import Effort
from engine.scenario.schema import Ending, Kind, QueueKind, QueueSpec, Scenario

LEAVING_S = 0.3


class Host:
    """One run of the program."""

    def __init__(self, scenario: Scenario) -> None:
        """Makes the queue; nobody works yet."""
        context = get_context(scenario.queue.start_method)
        self._scenario = scenario
        self._is_daemon_ending = scenario.queue.ending is Ending.DAEMON
        self._queue = make_queue(context, scenario.queue)
        self._producers: dict[str, WorkerGroup] = {}
        self._consumers: dict[str, WorkerGroup] = {}
        for kind in scenario.producers:
            effort = _effort(kind, scenario)
            arguments = (self._queue, effort, kind.dish, kind.items, kind.burst)
            self._producers[kind.name] = WorkerGroup(context, kind.name, produce, arguments)
        for guest in scenario.consumers:
            group = WorkerGroup(
                context, guest.name, consume, (self._queue, _effort(guest, scenario))
            )
            group.is_daemon = self._is_daemon_ending
            self._consumers[guest.name] = group
        self._groups = {**self._producers, **self._consumers}
        self._lock = threading.Lock()
        self._waker = ConsumerWaker(self._queue, self._consumers.values(), self._lock)
        self._changes = 0
        self._is_closing = False

    def run(self) -> bool:
        """Runs to the end; returns whether all workers ended well."""
        for kind in (*self._scenario.producers, *self._scenario.consumers):
            with self._lock:
                self._groups[kind.name].open(kind.count)
        while True:
            changes = self._changes
            self._join(self._producers.values())
            if self._is_daemon_ending and isinstance(self._queue, JoinableQueue):
                self._queue.join()
            if self._end_changes(changes):
                break
        if not self._is_daemon_ending:
            for _ in range(sum(group.end_changes() for group in self._consumers.values())):
                self._queue.put(None)
            self._join(self._consumers.values())
        say("Main: all done. Goodbye!")
        with self._lock:
            return not any(group.has_failed for group in self._groups.values())

    def obey(self, command: dict[str, Any]) -> None:
        """The commands besides stop."""
        match command["do"]:
            case "release":
                self.release(command["part"])
            case "start_worker":
                self.start_worker(command["kind"])
            case "put_sentinels":
                self.put_sentinels(command["count"])
            case "task_done":
                self.call_task_done(command["count"])
            case _:
                self.set_count(command["kind"], command["count"])

    def set_count(self, name: str, count: int) -> None:
        """There shall be `count` workers of that kind, unless all is over already."""
        with self._lock:
            if self._is_closing:
                return
            self._changes += 1
            self._groups[name].resize(count)
        if name in self._consumers:
            self._waker.look()

    def start_worker(self, name: str) -> None:
        """One more worker of that kind than are alive."""
        with self._lock:
            count = len(self._groups[name].alive()) + 1
        self.set_count(name, count)

    def put_sentinels(self, count: int) -> None:
        """Puts a None for each consumer that waits for one, as far as there is room."""
        with contextlib.suppress(queue.Full):
            for _ in range(count):
                if isinstance(self._queue, SimpleQueue):
                    self._queue.put(None)
                else:
                    self._queue.put(None, timeout=LEAVING_S)

    def call_task_done(self, count: int) -> None:
        """Says task_done in place of those who died with an item in hand."""
        if isinstance(self._queue, JoinableQueue):
            with contextlib.suppress(ValueError):  # they were fewer by now
                for _ in range(count):
                    self._queue.task_done()

    def release(self, part: str) -> None:
        """A worker died holding a lock of the queue: releases it for the dead."""
        release_for_the_dead(self._queue, part)

    def terminate_workers(self) -> None:
        """Ends all workers at once: the run is stopped."""
        self._is_closing = True
        if not isinstance(self._queue, SimpleQueue):
            self._queue.cancel_join_thread()
        workers = active_children()  # one that is just being started is in no group yet
        for worker in workers:
            worker.terminate()
        deadline_s = time.monotonic() + LEAVING_S
        for worker in workers:
            worker.join(max(0.0, deadline_s - time.monotonic()))
            if worker.exitcode is None:
                worker.kill()

    def _join(self, groups: Iterable[WorkerGroup]) -> None:
        """Waits until no worker of these groups is left; more may come meanwhile."""
        groups = list(groups)
        while True:
            with self._lock:
                alive = [worker for group in groups for worker in group.alive()]
            if not alive:
                return
            for worker in alive:
                worker.join()

    def _end_changes(self, changes: int) -> bool:
        """Ends the time of changes, unless there was one since they were counted."""
        with self._lock:
            self._is_closing = self._changes == changes
            return self._is_closing


def make_queue(context: BaseContext, spec: QueueSpec) -> AnyQueue:
    """The queue that a run is about."""
    if spec.kind is QueueKind.SIMPLE:
        return context.SimpleQueue()
    if spec.kind is QueueKind.JOINABLE:
        return context.JoinableQueue(spec.maxsize)
    return context.Queue(spec.maxsize)


def _effort(kind: Kind, scenario: Scenario) -> Effort:
    time = kind.time
    return Effort(
        work=kind.work.value,
        law=time.law.value,
        seconds=time.seconds,
        low=time.low,
        high=time.high,
        seed=scenario.seed,
        time_scale=scenario.time_scale,
    )

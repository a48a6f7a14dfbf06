"""Wakes idle consumers that shall leave: they wait inside get, and see no permit there.

A nudge is an item that is no item. Whoever takes it looks for a permit and leaves, or goes on; when
there are several kinds of consumers the wrong one may take it, so nudges are repeated, and more of
them, until all who shall leave have left. A nudge is put only where an idle consumer will take it
at once: none is left over, and the queue's depth stays what the program's items make it.
"""

from __future__ import annotations

import queue as thread_queue
import threading
import time
from collections.abc import Iterable
from multiprocessing.queues import SimpleQueue
from threading import Event, Lock, Thread

from engine.program.worker_group import WorkerGroup
from engine.program.workers import NUDGE, AnyQueue
from engine.program.workload import idle_pids

NUDGE_S = 0.05


class ConsumerWaker:
    """One thread, started when it is first needed."""

    def __init__(self, queue: AnyQueue, consumers: Iterable[WorkerGroup], lock: Lock) -> None:
        """`lock` guards the groups."""
        self._queue = queue
        self._consumers = list(consumers)
        self._lock = lock
        self._call = Event()
        self._thread: Thread | None = None

    def look(self) -> None:
        """Somebody may have to leave."""
        self._call.set()
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="queuescope-waker", daemon=True)
            self._thread.start()

    def _work(self) -> None:
        while self._call.wait():
            self._call.clear()
            most = 1
            while leaving := self._leaving():
                count = self._nudges(leaving, most)
                self._put(count)
                most = 2 * most if count else most  # a nudge may have woken the wrong one
                time.sleep(NUDGE_S)

    def _leaving(self) -> list[WorkerGroup]:
        with self._lock:
            return [group for group in self._consumers if group.surplus]

    def _nudges(self, leaving: list[WorkerGroup], most: int) -> int:
        """How many to put: one for each who shall leave or `most`, but no more than are idle."""
        if not self._queue.empty():
            return 0  # those who shall leave see their permit when they are through with an item
        idle = idle_pids()
        with self._lock:
            surplus = sum(group.surplus for group in leaving)
            leavers = {worker.pid for group in leaving for worker in group.workers}
            everybody = {worker.pid for group in self._consumers for worker in group.workers}
        if idle is None:
            return surplus
        return min(max(surplus, most), len(everybody & idle)) if leavers & idle else 0

    def _put(self, count: int) -> None:
        for _ in range(count):
            try:
                if isinstance(self._queue, SimpleQueue):
                    self._queue.put(NUDGE)
                else:
                    self._queue.put_nowait(NUDGE)
            except thread_queue.Full:
                return  # then nobody is idle

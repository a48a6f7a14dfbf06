"""What the workers do: make items and put them on the queue, or take items and work on them."""

from __future__ import annotations

import itertools
import sys
import time
from multiprocessing import current_process
from multiprocessing.queues import JoinableQueue, Queue, SimpleQueue
from multiprocessing.synchronize import Semaphore
from typing import Any, TypeAlias

from engine.program.orphan_guard import end_with_parent
from engine.program.workload import Effort, Workload

NUDGE = "(look up)"
"""No item: it wakes a consumer who waits for one, so that it sees whether it may leave."""

NUDGE_REST_S = 0.02

AnyQueue: TypeAlias = "Queue[Any] | SimpleQueue[Any]"


def produce(
    leave: Semaphore, queue: AnyQueue, effort: Effort, product: str, items: int, burst: int
) -> None:
    """Makes `items` of `product`, or goes on for ever when `items` is 0.

    Works once for each `burst` of items, and leaves early when a permit to `leave` is there.
    """
    end_with_parent()
    name = current_process().name
    workload = Workload(effort, name)
    for number in range(1, items + 1) if items else itertools.count(1):
        if leave.acquire(block=False):
            break
        if (number - 1) % burst == 0:
            workload.do()
        item = f"{product} {number}"
        say(f"{name} made {item}")
        queue.put(item)


def consume(leave: Semaphore, queue: AnyQueue, effort: Effort) -> None:
    """Takes items and works on each, until there is a None or a permit to `leave`."""
    end_with_parent()
    name = current_process().name
    workload = Workload(effort, name)
    item = ""
    while item is not None and not leave.acquire(block=False):
        item = queue.get()
        if item == NUDGE:
            time.sleep(NUDGE_REST_S)  # the next nudge shall wake somebody else
        elif item is not None:
            say(f"{name} is eating {item}")
            workload.do()
        if isinstance(queue, JoinableQueue):
            queue.task_done()


def say(line: str) -> None:
    """Prints a line in one piece, however many processes print at once."""
    if sys.stdout is not None:
        sys.stdout.write(line + "\n")
        sys.stdout.flush()

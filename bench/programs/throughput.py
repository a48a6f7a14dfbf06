"""Plain multiprocessing at full speed; prints items a second. Observed or not, it does not know.

`python throughput.py PRODUCERS CONSUMERS MAXSIZE ITEMS WORK_S`
"""

from __future__ import annotations

import multiprocessing
import sys
import time
from typing import Any


def produce(queue: Any, barrier: Any, items: int, work_s: float) -> None:
    """Puts `items` integers."""
    barrier.wait()
    for number in range(items):
        if work_s:
            time.sleep(work_s)
        queue.put(number)


def consume(queue: Any, barrier: Any) -> None:
    """Gets until None comes."""
    barrier.wait()
    while queue.get() is not None:
        pass


def main() -> None:
    """Runs once and prints the throughput."""
    producers, consumers, maxsize, items = map(int, sys.argv[1:5])
    context = multiprocessing.get_context("fork")
    queue = context.Queue(maxsize)
    barrier = context.Barrier(producers + consumers + 1)
    share = items // producers
    makers = [
        context.Process(target=produce, args=(queue, barrier, share, float(sys.argv[5])))
        for _ in range(producers)
    ]
    takers = [context.Process(target=consume, args=(queue, barrier)) for _ in range(consumers)]
    for process in makers + takers:
        process.start()
    barrier.wait()
    start_s = time.perf_counter()
    for process in makers:
        process.join()
    for _ in takers:
        queue.put(None)
    for process in takers:
        process.join()
    print(share * producers / (time.perf_counter() - start_s))


if __name__ == "__main__":
    main()

"""Four producers and four consumers at a small queue; reads the queue's semaphore all the while.

Prints the lowest and the highest number of taken slots that the semaphore itself ever told, read
after each put and after each get. Observed or not, it does not know.

`python exact.py PRODUCERS CONSUMERS MAXSIZE ITEMS`
"""

from __future__ import annotations

import multiprocessing
import sys
from typing import Any


class Extremes:
    """The lowest and highest count that one process read."""

    def __init__(self, queue: Any, maxsize: int) -> None:
        self._semaphore, self._maxsize = queue._sem, maxsize
        self.low, self.high = maxsize, 0

    def read(self) -> None:
        """One reading of the semaphore."""
        taken = self._maxsize - self._semaphore.get_value()
        self.low, self.high = min(self.low, taken), max(self.high, taken)


def produce(queue: Any, found: Any, maxsize: int, items: int) -> None:
    """Puts `items` integers."""
    extremes = Extremes(queue, maxsize)
    for number in range(items):
        queue.put(number)
        extremes.read()
    found.send((extremes.low, extremes.high))


def consume(queue: Any, found: Any, maxsize: int) -> None:
    """Gets until None comes."""
    extremes = Extremes(queue, maxsize)
    extremes.read()
    while queue.get() is not None:
        extremes.read()
    found.send((extremes.low, extremes.high))


def main() -> None:
    """Runs once and prints the lowest and the highest count."""
    producers, consumers, maxsize, items = map(int, sys.argv[1:5])
    context = multiprocessing.get_context("fork")
    queue = context.Queue(maxsize)
    pipes = [context.Pipe(duplex=False) for _ in range(producers + consumers)]
    ends = [end for _, end in pipes]
    makers = [
        context.Process(target=produce, args=(queue, end, maxsize, items // producers))
        for end in ends[:producers]
    ]
    takers = [
        context.Process(target=consume, args=(queue, end, maxsize)) for end in ends[producers:]
    ]
    for process in makers + takers:
        process.start()
    for process in makers:
        process.join()
    for _ in takers:
        queue.put(None)
    for process in takers:
        process.join()
    found = [reader.recv() for reader, _ in pipes]
    print(min(low for low, _ in found), max(high for _, high in found))


if __name__ == "__main__":
    main()

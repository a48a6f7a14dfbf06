"""As many items as two processes can pass on, for so many seconds: `flood.py SECONDS`."""

from __future__ import annotations

import sys
import time
from multiprocessing import get_context


def put(queue, seconds):
    end = time.monotonic() + seconds
    count = 0
    while time.monotonic() < end:
        for _ in range(1000):
            queue.put(count)
            count += 1
    queue.put(None)


if __name__ == "__main__":
    context = get_context("fork")
    queue = context.Queue(10_000)
    worker = context.Process(target=put, args=(queue, float(sys.argv[1])), name="Cook 1")
    worker.start()
    expected = 0
    while (item := queue.get()) is not None:
        assert item == expected
        expected += 1
    worker.join()
    print(expected)

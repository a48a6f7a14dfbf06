"""So many processes that wait for an item which nobody puts; it says "ready" when all do."""

from __future__ import annotations

import multiprocessing as mp
import sys


def wait(queue: mp.Queue, arrived: mp.Semaphore) -> None:
    """Takes an item."""
    arrived.release()
    queue.get()


if __name__ == "__main__":
    queue, arrived = mp.Queue(), mp.Semaphore(0)
    idlers = [
        mp.Process(target=wait, args=(queue, arrived), daemon=True) for _ in range(int(sys.argv[1]))
    ]
    for each in idlers:
        each.start()
    for _ in idlers:
        arrived.acquire()
    print("ready", flush=True)
    for each in idlers:
        each.join()

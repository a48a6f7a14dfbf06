"""How often a Queue passed at least twice as many items a second as a Manager's queue."""

import sys
import time
from multiprocessing import get_context

ITEMS = 3000


def cook(counter):
    for number in range(ITEMS):
        counter.put(number)


def seconds(context, counter):
    """From the first item's arrival to the last one's: starting a process does not count."""
    process = context.Process(target=cook, args=(counter,))
    process.start()
    counter.get()
    begin = time.perf_counter()
    for _ in range(ITEMS - 1):
        counter.get()
    used_s = time.perf_counter() - begin
    process.join()
    return used_s


if __name__ == "__main__":
    context, tries = get_context(sys.argv[1]), int(sys.argv[2])
    held = 0
    for _ in range(tries):
        by_queue = seconds(context, context.Queue())
        with context.Manager() as manager:
            by_manager = seconds(context, manager.Queue())
        held += 2 * by_queue < by_manager
    print(held, tries)

"""How often two guests served what one could not, and eight no more than the cook made."""

import sys
import time
from multiprocessing import get_context

ITEMS, MAKE_S, EAT_S = 30, 0.01, 0.015


def guest(counter):
    while counter.get() is not None:
        time.sleep(EAT_S)


def items_per_s(context, guests):
    counter = context.Queue()
    workers = [context.Process(target=guest, args=(counter,)) for _ in range(guests)]
    for worker in workers:
        worker.start()
    time.sleep(0.3)  # all are there
    begin = time.monotonic()
    for number in range(ITEMS):
        time.sleep(MAKE_S)
        counter.put(number)
    for _ in workers:
        counter.put(None)
    for worker in workers:
        worker.join()
    return ITEMS / (time.monotonic() - begin)


if __name__ == "__main__":
    context, tries = get_context(sys.argv[1]), int(sys.argv[2])
    held = 0
    for _ in range(tries):
        one, two, eight = (items_per_s(context, guests) for guests in (1, 2, 8))
        held += two > 1.15 * one and eight < 1.15 * two
    print(held, tries)

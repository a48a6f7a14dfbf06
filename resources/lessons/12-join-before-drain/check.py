"""How often a process with a large item could be joined only after the item was taken."""

import sys
from multiprocessing import get_context

PATIENCE_S = 0.4


def cook(counter, has_put):
    counter.put("u" * 1_000_000)
    has_put.set()


if __name__ == "__main__":
    context, tries = get_context(sys.argv[1]), int(sys.argv[2])
    held = 0
    for _ in range(tries):
        counter, has_put = context.Queue(), context.Event()
        process = context.Process(target=cook, args=(counter, has_put))
        process.start()
        has_put.wait(30)
        process.join(PATIENCE_S)
        waits = process.is_alive()
        counter.get(timeout=30)
        process.join(30)
        held += waits and not process.is_alive()
    print(held, tries)

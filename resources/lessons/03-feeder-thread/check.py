"""How often an item whose put() had returned was not in the pipe when its process ended."""

import os
import sys
from multiprocessing import get_context


def cook(counter):
    counter.put("bun")
    os._exit(0)


if __name__ == "__main__":
    context, tries = get_context(sys.argv[1]), int(sys.argv[2])
    held = 0
    for _ in range(tries):
        counter = context.Queue()
        process = context.Process(target=cook, args=(counter,))
        process.start()
        process.join()
        held += counter.empty()
        counter.close()
    print(held, tries)

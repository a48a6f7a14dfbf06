"""How often a list that a worker changed stayed as it was in the main program."""

import sys
from multiprocessing import get_context

dishes = []


def worker():
    dishes.append("bun")


if __name__ == "__main__":
    context, tries = get_context(sys.argv[1]), int(sys.argv[2])
    held = 0
    for _ in range(tries):
        process = context.Process(target=worker)
        process.start()
        process.join()
        held += dishes == []
    print(held, tries)

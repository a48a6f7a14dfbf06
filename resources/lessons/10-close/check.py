"""How often join_thread() returned before anybody had taken an item: all were still to be had."""

import sys
from multiprocessing import get_context

ITEMS = 3


def cook(counter):
    for number in range(ITEMS):
        counter.put(number)
    counter.close()
    counter.join_thread()  # returns: all is sent


if __name__ == "__main__":
    context, tries = get_context(sys.argv[1]), int(sys.argv[2])
    held = 0
    for _ in range(tries):
        counter = context.Queue()
        process = context.Process(target=cook, args=(counter,))
        process.start()
        process.join()  # so join_thread() has returned, and nobody has called get() yet
        held += [counter.get(timeout=30) for _ in range(ITEMS)] == list(range(ITEMS))
        counter.close()
    print(held, tries)

"""How often items were lost by cancel_join_thread(): fewer arrived than were put."""

import queue
import sys
from multiprocessing import get_context

ITEMS = 2000


def cook(counter):
    counter.cancel_join_thread()
    for number in range(ITEMS):
        counter.put(f"{number:0100d}")


if __name__ == "__main__":
    context, tries = get_context(sys.argv[1]), int(sys.argv[2])
    held = 0
    for _ in range(tries):
        counter = context.Queue()
        process = context.Process(target=cook, args=(counter,))
        process.start()
        process.join()
        arrived = 0
        try:
            while True:
                counter.get(timeout=0.2)
                arrived += 1
        except queue.Empty:
            held += arrived < ITEMS
        counter.close()
    print(held, tries)

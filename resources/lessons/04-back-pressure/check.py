"""How often a cook was never more than maxsize dishes ahead, without being told to wait."""

import sys
import time
from multiprocessing import get_context

MAXSIZE, ITEMS = 3, 12


def cook(counter, made):
    for number in range(ITEMS):
        counter.put(number)
        with made.get_lock():
            made.value += 1


if __name__ == "__main__":
    context, tries = get_context(sys.argv[1]), int(sys.argv[2])
    held = 0
    for _ in range(tries):
        counter, made = context.Queue(MAXSIZE), context.Value("i", 0)
        process = context.Process(target=cook, args=(counter, made))
        process.start()
        ahead = 0
        for taken in range(ITEMS):
            counter.get(timeout=30)
            time.sleep(0.005)  # the cook has time to run ahead
            ahead = max(ahead, made.value - taken - 1)
        process.join()
        held += ahead <= MAXSIZE
    print(held, tries)

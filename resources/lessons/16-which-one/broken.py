"""A Manager's queue for everything: each put and get is a question to a third process."""

import time
from multiprocessing import Manager, Process

ITEMS = 2000


def cook(counter):
    for number in range(ITEMS):
        counter.put(number)


if __name__ == "__main__":
    with Manager() as manager:
        counter = manager.Queue()
        process = Process(target=cook, args=(counter,), name="Cook")
        begin = time.perf_counter()
        process.start()
        for _ in range(ITEMS):
            counter.get()
        print(f"Manager().Queue: {ITEMS / (time.perf_counter() - begin):,.0f} items a second")
        process.join()

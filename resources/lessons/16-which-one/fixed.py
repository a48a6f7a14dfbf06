"""A Queue between parent and child: a pipe, two locks, and nobody in between."""

import time
from multiprocessing import Process, Queue

ITEMS = 2000


def cook(counter):
    for number in range(ITEMS):
        counter.put(number)


if __name__ == "__main__":
    counter = Queue()
    process = Process(target=cook, args=(counter,), name="Cook")
    begin = time.perf_counter()
    process.start()
    for _ in range(ITEMS):
        counter.get()
    print(f"Queue: {ITEMS / (time.perf_counter() - begin):,.0f} items a second")
    process.join()

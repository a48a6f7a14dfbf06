"""A fast cook, a slow guest, a counter without a bound: the dishes pile up."""

import time
from multiprocessing import Process, Queue


def cook(counter):
    for number in range(1, 41):
        counter.put(f"bun {number}")
    counter.put(None)
    print("cook: 40 buns made, gone home")


def guest(counter):
    while counter.get() is not None:
        time.sleep(0.1)


if __name__ == "__main__":
    counter = Queue()
    workers = [Process(target=each, args=(counter,)) for each in (cook, guest)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

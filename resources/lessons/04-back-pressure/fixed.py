"""maxsize=3: with three dishes on the counter, put() waits for the guest."""

import time
from multiprocessing import Process, Queue


def cook(counter):
    for number in range(1, 41):
        counter.put(f"bun {number}")  # waits while three are there
    counter.put(None)
    print("cook: 40 buns made, gone home")


def guest(counter):
    while counter.get() is not None:
        time.sleep(0.1)


if __name__ == "__main__":
    counter = Queue(maxsize=3)
    workers = [Process(target=each, args=(counter,)) for each in (cook, guest)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

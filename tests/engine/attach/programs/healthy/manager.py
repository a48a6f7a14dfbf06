"""A Manager's queue; the producer takes its time."""

import multiprocessing as mp
import time


def produce(q):
    time.sleep(3600)
    q.put(1)


if __name__ == "__main__":
    with mp.Manager() as manager:
        q = manager.Queue()
        mp.Process(target=produce, args=(q,), name="producer").start()
        print("ready", flush=True)
        q.get()

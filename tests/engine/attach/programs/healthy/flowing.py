"""A producer and a consumer at a bounded queue."""

import multiprocessing as mp
import time


def produce(q):
    for i in range(10**9):
        q.put(i)
        time.sleep(0.01)


def consume(q):
    while True:
        q.get()


if __name__ == "__main__":
    q = mp.Queue(10)
    ps = [mp.Process(target=f, args=(q,), name=f.__name__) for f in (produce, consume)]
    for p in ps:
        p.start()
    print("ready", flush=True)
    for p in ps:
        p.join()

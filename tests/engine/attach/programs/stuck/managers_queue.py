"""A Manager's queue from which main wants more than was put."""

import multiprocessing as mp


def produce(q):
    q.put(1)


if __name__ == "__main__":
    with mp.Manager() as manager:
        q = manager.Queue()
        p = mp.Process(target=produce, args=(q,), name="producer")
        p.start()
        p.join()
        q.get()
        print("ready", flush=True)
        q.get()

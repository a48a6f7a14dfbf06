"""One worker computes, all others wait for it."""

import multiprocessing as mp


def compute(q):
    while True:
        pass


if __name__ == "__main__":
    q = mp.Queue()
    p = mp.Process(target=compute, args=(q,), daemon=True)
    p.start()
    print("ready", flush=True)
    q.get()

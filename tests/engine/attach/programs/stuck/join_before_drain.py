"""main joins a worker before it takes the worker's large item."""

import multiprocessing as mp


def work(q):
    q.put(b"x" * 1_000_000)


if __name__ == "__main__":
    q = mp.Queue()
    p = mp.Process(target=work, args=(q,), name="worker")
    p.start()
    print("ready", flush=True)
    p.join()

"""A worker raises before task_done()."""

import multiprocessing as mp


def work(q):
    while True:
        if q.get() == 2:
            raise ValueError("bad")
        q.task_done()


if __name__ == "__main__":
    q = mp.JoinableQueue()
    p = mp.Process(target=work, args=(q,), name="worker", daemon=True)
    p.start()
    for i in range(3):
        q.put(i)
    print("ready", flush=True)
    q.join()

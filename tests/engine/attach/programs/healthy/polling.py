"""All wait with timeouts, again and again."""

import contextlib
import multiprocessing as mp
import queue


def consume(q):
    while True:
        with contextlib.suppress(queue.Empty):
            q.get(timeout=0.2)


if __name__ == "__main__":
    q = mp.Queue()
    ps = [mp.Process(target=consume, args=(q,)) for _ in range(2)]
    for p in ps:
        p.start()
    print("ready", flush=True)
    for p in ps:
        p.join()

"""main waits for a worker that waits for what a thread of main will put."""

import multiprocessing as mp
import threading
import time


def work(q):
    q.get()


def later(q):
    time.sleep(3600)
    q.put(1)


if __name__ == "__main__":
    q = mp.Queue()
    p = mp.Process(target=work, args=(q,))
    p.start()
    threading.Thread(target=later, args=(q,), daemon=True).start()
    print("ready", flush=True)
    p.join()

"""An alarm will break the join()."""

import multiprocessing as mp
import signal


def work(q):
    q.get()


if __name__ == "__main__":
    q = mp.Queue()
    signal.signal(signal.SIGALRM, lambda *_: q.put(None))
    signal.alarm(3600)
    p = mp.Process(target=work, args=(q,))
    p.start()
    print("ready", flush=True)
    p.join()

"""The process that would set the Event has left."""

import multiprocessing as mp
import sys


def load(ready):
    sys.exit(3)


def train(ready):
    ready.wait()


if __name__ == "__main__":
    ready = mp.Event()
    ps = [mp.Process(target=f, args=(ready,), name=f.__name__) for f in (train, load)]
    for p in ps:
        p.start()
    print("ready", flush=True)
    ps[0].join()

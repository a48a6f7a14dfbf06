"""A worker of a Pool is gone with its task; a thread of main goes on."""

import multiprocessing as mp
import os
import threading
import time


def work(x):
    if x == 2:
        os._exit(9)
    return x


def beat():
    while True:
        time.sleep(0.1)


if __name__ == "__main__":
    threading.Thread(target=beat, daemon=True).start()
    with mp.Pool(2) as pool:
        print("ready", flush=True)
        pool.map(work, range(6), chunksize=1)

"""A worker of a Pool is gone with its task."""

import multiprocessing as mp
import os


def work(x):
    if x == 2:
        os._exit(9)
    return x


if __name__ == "__main__":
    with mp.Pool(2) as pool:
        print("ready", flush=True)
        pool.map(work, range(6), chunksize=1)

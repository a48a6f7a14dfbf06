"""A Pool without work, main waits for input."""

import multiprocessing as mp
import sys

if __name__ == "__main__":
    with mp.Pool(3) as pool:
        pool.map(abs, range(9))
        print("ready", flush=True)
        sys.stdin.readline()

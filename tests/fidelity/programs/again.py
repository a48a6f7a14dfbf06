"""A program that replaces itself."""

import multiprocessing as mp
import os
import sys

if __name__ == "__main__":
    queue = mp.get_context("fork").SimpleQueue()
    queue.put(len(sys.argv))
    print(queue.get(), flush=True)
    if len(sys.argv) == 1:
        os.execv(sys.executable, [sys.executable, __file__, "again"])

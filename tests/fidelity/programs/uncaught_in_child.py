"""Children that fail in each way, and what their parent learns."""

import multiprocessing as mp
import os
import sys


def fails():
    raise ValueError("in the child")


def leaves():
    sys.exit(7)


def leaves_with_text():
    sys.exit("enough")


def leaves_at_once():
    os._exit(9)


if __name__ == "__main__":
    mp.set_start_method(sys.argv[1])
    for target in (fails, leaves, leaves_with_text, leaves_at_once):
        child = mp.Process(target=target, name="worker")
        child.start()
        child.join()
        print(child.exitcode, flush=True)

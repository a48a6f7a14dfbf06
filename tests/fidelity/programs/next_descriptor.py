"""A file that is opened gets the number that it would get."""

import multiprocessing as mp
import os
import sys


def show(where):
    files = [open(os.devnull) for _ in range(3)]
    print(where, [file.fileno() for file in files], flush=True)
    for file in files:
        file.close()


def child(queue):
    show("child")
    queue.put(1)


if __name__ == "__main__":
    mp.set_start_method(sys.argv[1])
    show("main")
    queue = mp.Queue()
    process = mp.Process(target=child, args=(queue,))
    process.start()
    queue.get()
    process.join()
    show("after")

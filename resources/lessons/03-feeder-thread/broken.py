"""put() has returned, and the process leaves at once: the bun was never sent."""

import os
import queue
from multiprocessing import Process, Queue


def cook(counter):
    counter.put("bun")
    os._exit(0)  # no time for the feeder thread


if __name__ == "__main__":
    counter = Queue()
    process = Process(target=cook, args=(counter,))
    process.start()
    process.join()
    try:
        print("main: got the", counter.get(timeout=1))
    except queue.Empty:
        print("main: there is no bun, although put() had returned")

"""A guest is killed while it waits in get(): it takes the read lock with it."""

import queue
import time
from multiprocessing import Process, Queue


def guest(counter):
    counter.get()


if __name__ == "__main__":
    counter = Queue()
    process = Process(target=guest, args=(counter,), name="Guest")
    process.start()
    time.sleep(0.5)  # it waits in get() now, and holds the read lock
    process.kill()
    process.join()
    counter.put("bun")
    try:
        print("main: got the", counter.get(timeout=3))
    except queue.Empty:
        print("main: nothing to be had, and there is one bun")

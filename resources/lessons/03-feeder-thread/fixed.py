"""close() and join_thread() wait until the feeder thread has sent everything."""

import os
from multiprocessing import Process, Queue


def cook(counter):
    counter.put("bun")
    counter.close()
    counter.join_thread()  # now the bun is in the pipe
    os._exit(0)


if __name__ == "__main__":
    counter = Queue()
    process = Process(target=cook, args=(counter,))
    process.start()
    process.join()
    print("main: got the", counter.get(timeout=1))

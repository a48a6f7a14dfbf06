"""put() raises queue.Full, get() raises queue.Empty: after the timeout, or at once without one."""

import queue
from multiprocessing import Queue

if __name__ == "__main__":
    counter = Queue(maxsize=1)
    counter.put("bun")
    try:
        counter.put("dumpling", timeout=0.5)
    except queue.Full:
        print("no place for the dumpling")
    print("got the", counter.get())
    try:
        counter.get(timeout=0.5)
    except queue.Empty:
        print("nothing more")

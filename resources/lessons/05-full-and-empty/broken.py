"""A put() that gives up raises queue.Full. Who expects queue.Empty there is surprised."""

import queue
from multiprocessing import Queue

if __name__ == "__main__":
    counter = Queue(maxsize=1)
    counter.put("bun")
    try:
        counter.put("dumpling", timeout=0.5)
    except queue.Empty:  # never raised by put()
        print("no place for the dumpling")
    finally:
        counter.get()

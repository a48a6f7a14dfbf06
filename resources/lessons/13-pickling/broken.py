"""put() takes anything; the feeder thread pickles later, and drops what it can't pickle."""

import queue
from multiprocessing import Queue

if __name__ == "__main__":
    counter = Queue()
    counter.put(lambda: "bun")  # returns, and raises nothing
    print("main: put() has returned")
    try:
        print("main: got the", counter.get(timeout=1))
    except queue.Empty:
        print("main: nothing came")

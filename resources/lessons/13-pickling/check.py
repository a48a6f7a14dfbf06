"""How often put() accepted an item that can't be pickled, and nothing of it arrived."""

import os
import queue
import sys
from multiprocessing import get_context

if __name__ == "__main__":
    context, tries = get_context(sys.argv[1]), int(sys.argv[2])
    sys.stderr = open(os.devnull, "w")  # the feeder thread prints each error
    held = 0
    for _ in range(tries):
        counter = context.Queue()
        counter.put(lambda: "bun")
        counter.put("marker")
        try:
            held += counter.get(timeout=30) == "marker"
        except queue.Empty:
            pass
        counter.close()
        counter.join_thread()
    print(held, tries)

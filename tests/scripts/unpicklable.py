"""An item that cannot be pickled, between two that can."""

import multiprocessing
import sys

if __name__ == "__main__":
    queue = multiprocessing.get_context(sys.argv[1]).Queue()
    queue.put("first")
    queue.put(lambda: None)
    queue.put("last")
    print(queue.get(), queue.get())

"""The guest asks again and again: get_nowait() in a loop burns a whole core."""

import queue
import time
from multiprocessing import Process, Queue


def guest(counter):
    while True:
        try:
            dish = counter.get_nowait()
        except queue.Empty:
            continue  # asks again, thousands of times a second
        if dish is None:
            break
    print(f"guest: {time.process_time():.2f} s of CPU time for one bun")


if __name__ == "__main__":
    counter = Queue()
    process = Process(target=guest, args=(counter,))
    process.start()
    time.sleep(2)
    counter.put("bun")
    counter.put(None)
    process.join()

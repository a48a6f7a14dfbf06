"""Without cancel_join_thread() the cook stays until the last dish is in the pipe."""

import queue
from multiprocessing import Process, Queue


def cook(counter):
    for number in range(2000):
        counter.put(f"bun {number} " + "." * 100)
    print("cook: 2000 buns put")


if __name__ == "__main__":
    counter = Queue()
    process = Process(target=cook, args=(counter,), name="Cook")
    process.start()
    arrived = 0
    try:
        while True:
            counter.get(timeout=1)
            arrived += 1
    except queue.Empty:
        print("main:", arrived, "arrived")
    process.join()

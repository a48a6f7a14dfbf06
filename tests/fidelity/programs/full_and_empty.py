"""Full and Empty come when they come."""

import multiprocessing as mp
import queue as queues
import time

if __name__ == "__main__":
    queue = mp.Queue(1)
    for call in (queue.get_nowait, lambda: queue.get(timeout=0.05)):
        try:
            call()
        except queues.Empty as problem:
            print("Empty", problem.args)
    queue.put(1)
    for call in (lambda: queue.put_nowait(2), lambda: queue.put(2, timeout=0.05)):
        try:
            call()
        except queues.Full as problem:
            print("Full", problem.args)
    time.sleep(0.05)
    print(queue.full(), queue.empty(), queue.qsize(), queue.get(), queue.empty())

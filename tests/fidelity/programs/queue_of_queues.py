"""Hundreds of queues that are alive at once."""

import multiprocessing as mp

if __name__ == "__main__":
    queues = [mp.SimpleQueue() for _ in range(100)]
    for number, queue in enumerate(queues):
        queue.put(number)
    print(sum(queue.get() for queue in queues))

"""Four hundred queues, one after another, with 64 descriptors."""

import gc
import multiprocessing as mp
import resource

if __name__ == "__main__":
    gc.disable()
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
    total = 0
    for number in range(400):
        queue = mp.SimpleQueue()
        queue.put(number)
        total += queue.get()
    print(total)

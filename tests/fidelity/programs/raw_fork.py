"""A child by os.fork takes what others have put."""

import multiprocessing as mp
import os

if __name__ == "__main__":
    queue = mp.SimpleQueue()
    for number in range(5):
        queue.put(number)
    pid = os.fork()
    if pid == 0:
        print([queue.get() for _ in range(5)], flush=True)
        os._exit(4)
    print(os.waitpid(pid, 0)[1] >> 8)

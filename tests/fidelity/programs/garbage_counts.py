"""The garbage collector finds nothing that the program did not make."""

import gc
import multiprocessing as mp
import time

if __name__ == "__main__":
    gc.collect()
    gc.disable()
    for _ in range(60):
        simple = mp.SimpleQueue()
        simple.put(1)
        simple.get()
        joinable = mp.JoinableQueue(3)
        lock = mp.Lock()
    del simple, joinable, lock
    time.sleep(0.2)  # the probe lets go of what is over within its turn
    print(gc.collect() < 20, gc.isenabled(), gc.get_threshold()[1:])

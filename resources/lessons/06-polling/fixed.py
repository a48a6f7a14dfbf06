"""The guest waits in get(): asleep, until there is something."""

import time
from multiprocessing import Process, Queue


def guest(counter):
    while counter.get() is not None:
        pass
    print(f"guest: {time.process_time():.2f} s of CPU time for one bun")


if __name__ == "__main__":
    counter = Queue()
    process = Process(target=guest, args=(counter,))
    process.start()
    time.sleep(2)
    counter.put("bun")
    counter.put(None)
    process.join()

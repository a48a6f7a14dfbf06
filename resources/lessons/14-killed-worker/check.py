"""How often nobody could get any more after a process was killed that waited in get()."""

import queue
import sys
import time
from multiprocessing import get_context


def guest(counter, ready):
    ready.set()
    counter.get()


def is_locked(counter):
    """Whether the guest has the read lock by now."""
    if counter._rlock.acquire(block=False):
        counter._rlock.release()
        return False
    return True


if __name__ == "__main__":
    context, tries = get_context(sys.argv[1]), int(sys.argv[2])
    held = 0
    for _ in range(tries):
        counter, ready = context.Queue(), context.Event()
        process = context.Process(target=guest, args=(counter, ready))
        process.start()
        ready.wait(30)
        while not is_locked(counter):
            time.sleep(0.001)
        process.kill()
        process.join()
        counter.put("bun")
        try:
            counter.get(timeout=0.3)
        except queue.Empty:
            held += 1
        counter.cancel_join_thread()
    print(held, tries)

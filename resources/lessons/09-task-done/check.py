"""How often one task_done() too few kept join() waiting, and one too many raised ValueError."""

import sys
import threading
from multiprocessing import get_context


def joins(counter, within_s):
    """Whether join() returns in time; waited for in a thread, since it takes no timeout."""
    thread = threading.Thread(target=counter.join, daemon=True)
    thread.start()
    thread.join(within_s)
    return not thread.is_alive()


def one_too_many(counter):
    try:
        counter.task_done()
    except ValueError:
        return True
    return False


if __name__ == "__main__":
    context, tries = get_context(sys.argv[1]), int(sys.argv[2])
    held = 0
    for _ in range(tries):
        counter = context.JoinableQueue()
        for dish in ("bun", "dumpling"):
            counter.put(dish)
            counter.get(timeout=30)
        counter.task_done()
        waits = not joins(counter, 0.1)
        counter.task_done()
        held += waits and joins(counter, 30) and one_too_many(counter)
        counter.close()
        counter.join_thread()
    print(held, tries)

"""How often an item reached the main program by a process queue, and never by a thread queue."""

import queue
import sys
from multiprocessing import get_context


def cook(counter):
    counter.put("bun")


def arrives_by_thread_queue(context):
    counter = queue.Queue()
    process = context.Process(target=cook, args=(counter,))
    try:
        process.start()
    except TypeError:  # it cannot be pickled: spawn and forkserver
        return False
    process.join()
    return not counter.empty()


def arrives_by_process_queue(context):
    counter = context.Queue()
    process = context.Process(target=cook, args=(counter,))
    process.start()
    item = counter.get(timeout=30)
    process.join()
    return item == "bun"


if __name__ == "__main__":
    context, tries = get_context(sys.argv[1]), int(sys.argv[2])
    held = 0
    for _ in range(tries):
        held += arrives_by_process_queue(context) and not arrives_by_thread_queue(context)
    print(held, tries)

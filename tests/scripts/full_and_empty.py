"""Full and Empty, with their tracebacks on standard output."""

import multiprocessing
import queue
import sys
import traceback


def tell(call, *args):
    """Calls, and prints the traceback of what it raises."""
    try:
        call(*args)
    except (queue.Full, queue.Empty, ValueError):
        traceback.print_exc(file=sys.stdout)


if __name__ == "__main__":
    slots = multiprocessing.get_context(sys.argv[1]).JoinableQueue(maxsize=1)
    tell(slots.get, True, 0.01)
    tell(slots.get_nowait)
    slots.put("only one")
    tell(slots.put_nowait, "one too many")
    tell(slots.put, "one too many", True, 0.01)
    print(slots.get())
    slots.task_done()
    tell(slots.task_done)
    slots.close()
    tell(slots.put, "too late")
    tell(slots.get)

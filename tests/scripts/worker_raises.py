"""A worker that raises after it took an item; the main program goes on."""

import multiprocessing
import sys


def work(queue):
    """Takes an item and fails on it."""
    raise RuntimeError(f"cannot work on {queue.get()}")


if __name__ == "__main__":
    context = multiprocessing.get_context(sys.argv[1])
    queue = context.Queue()
    worker = context.Process(target=work, args=(queue,), name="worker")
    worker.start()
    queue.put("bun 1")
    worker.join()
    print("exit code", worker.exitcode)

"""Records of several processes by a queue, with their stacks."""

import logging
import logging.handlers
import multiprocessing as mp
import sys


def work(queue):
    logger = logging.getLogger("worker")
    logger.addHandler(logging.handlers.QueueHandler(queue))
    logger.warning("hello from %s", "a worker", stack_info=True)


if __name__ == "__main__":
    mp.set_start_method(sys.argv[1])
    queue = mp.Queue()
    child = mp.Process(target=work, args=(queue,))
    child.start()
    record = queue.get()
    child.join()
    lines = record.getMessage().splitlines()
    print(lines[0], [line for line in lines if line.startswith("  File") and "observe" in line])

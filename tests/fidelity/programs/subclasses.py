"""Subclasses of queues, with methods of their own."""

import multiprocessing
import sys
from multiprocessing.queues import JoinableQueue


class Counting(JoinableQueue):
    """Counts in the producer."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.count = 0

    def put(self, item, *args, **kwargs):
        self.count += 1
        super().put(item, *args, **kwargs)


def work(queue):
    for number in range(5):
        queue.put(number)


if __name__ == "__main__":
    context = multiprocessing.get_context("fork")
    queue = Counting(3, ctx=context)
    child = context.Process(target=work, args=(queue,))
    child.start()
    items = []
    for _ in range(5):
        items.append(queue.get())
        queue.task_done()
    child.join()
    queue.join()
    print(items, queue.count, type(queue).__name__, sys.getrefcount(queue) < 4)

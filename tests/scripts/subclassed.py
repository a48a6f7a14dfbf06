"""A subclass of Queue that was imported early, and items of many kinds."""

import multiprocessing
import sys
from multiprocessing.queues import Queue


class Counted(Queue):
    """Counts its puts; says so itself."""

    def __init__(self, maxsize=0, *, ctx):
        super().__init__(maxsize, ctx=ctx)
        self.count = 0

    def put(self, item, block=True, timeout=None):
        """Counts, then puts."""
        self.count += 1
        super().put(item, block, timeout)


if __name__ == "__main__":
    queue = Counted(ctx=multiprocessing.get_context(sys.argv[1]))
    items = [None, 7, "包子", b"\0" * 100_000, {"nested": [1, (2,)]}, ValueError("an item")]
    for item in items:
        queue.put(item)
    taken = [queue.get() for _ in items]
    print(queue.count, [type(item).__name__ for item in taken], taken[:3], taken[3] == items[3])

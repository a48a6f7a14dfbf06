"""A subclass that handles the feeder's errors itself."""

import multiprocessing
from multiprocessing.queues import Queue


class Careful(Queue):
    """Prints what could not be sent."""

    failed = 0

    def _on_queue_feeder_error(self, e, obj):
        Careful.failed += 1
        self.put("instead")


if __name__ == "__main__":
    queue = Careful(ctx=multiprocessing.get_context())
    queue.put(lambda: 1)
    print(queue.get(), Careful.failed)

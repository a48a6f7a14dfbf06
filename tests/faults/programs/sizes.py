"""Items from one byte to 256 MiB, each checked at the other end."""

from __future__ import annotations

import sys
from multiprocessing import get_context

MIB = 1 << 20
SIZES = (1, 2, 3990, 3999, 4000, 4001, 4096, 65_535, 65_536, 65_537, MIB, 8 * MIB, 256 * MIB)


def put(queue):
    for size in SIZES:
        queue.put(bytes([size % 251]) * size)


if __name__ == "__main__":
    context = get_context(sys.argv[1])
    queue = context.Queue(2)
    worker = context.Process(target=put, args=(queue,), name="Cook 1")
    worker.start()
    for size in SIZES:
        item = queue.get()
        assert (len(item), item[0], item[-1]) == (size, size % 251, size % 251)
    worker.join()
    print("all", len(SIZES), "right")

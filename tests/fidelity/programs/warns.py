"""Warnings point at the program's own lines."""

import multiprocessing as mp
import warnings


def child(queue):
    warnings.warn("in the child", stacklevel=2)
    queue.put(1)


if __name__ == "__main__":
    warnings.simplefilter("always")
    mp.set_start_method("fork")
    warnings.warn("in main", stacklevel=1)
    queue = mp.SimpleQueue()
    process = mp.Process(target=child, args=(queue,))
    process.start()
    print(queue.get())
    process.join()

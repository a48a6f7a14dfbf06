"""A manager's queue and dictionary."""

import multiprocessing as mp
import sys


def work(queue, table):
    table["sum"] = queue.get() + queue.get()


if __name__ == "__main__":
    mp.set_start_method(sys.argv[1])
    with mp.Manager() as manager:
        queue, table = manager.Queue(), manager.dict()
        child = mp.Process(target=work, args=(queue, table))
        child.start()
        queue.put(1)
        queue.put(2)
        child.join()
        print(dict(table), child.exitcode)

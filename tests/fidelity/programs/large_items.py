"""Items larger than a pipe."""

import multiprocessing as mp
import sys


def work(queue, simple):
    for size in (10, 4000, 4001, 70_000, 3_000_000):
        queue.put(b"x" * size)
        simple.put(b"y" * size)


if __name__ == "__main__":
    mp.set_start_method(sys.argv[1])
    queue, simple = mp.Queue(2), mp.SimpleQueue()
    child = mp.Process(target=work, args=(queue, simple))
    child.start()
    print([(len(queue.get()), len(simple.get())) for _ in range(5)])
    child.join()

"""A queue for threads is given to a process: what arrives there is a copy, if anything."""

import multiprocessing
import queue


def cook(counter):
    counter.put("bun")
    print("cook: the bun is on the counter")


if __name__ == "__main__":
    context = multiprocessing.get_context("fork")  # the others refuse to pickle such a queue
    counter = queue.Queue()
    process = context.Process(target=cook, args=(counter,))
    process.start()
    process.join()
    print("main: nothing there?", counter.empty())

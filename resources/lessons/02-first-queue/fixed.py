"""A queue for processes: what one process puts, another one gets."""

from multiprocessing import Process, Queue


def cook(counter):
    counter.put("bun")
    print("cook: the bun is on the counter")


if __name__ == "__main__":
    counter = Queue()
    process = Process(target=cook, args=(counter,))
    process.start()
    print("main: got the", counter.get())
    process.join()

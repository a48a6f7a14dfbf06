"""A guest that shall leave is asked to, by an item: it ends by itself and holds nothing."""

from multiprocessing import Process, Queue


def guest(counter):
    counter.get()


if __name__ == "__main__":
    counter = Queue()
    process = Process(target=guest, args=(counter,), name="Guest")
    process.start()
    counter.put(None)  # please leave
    process.join()
    counter.put("bun")
    print("main: got the", counter.get(timeout=3))

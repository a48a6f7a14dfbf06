"""The worker sends its list through a queue, and the main program takes it."""

from multiprocessing import Process, Queue

dishes = []


def worker(queue):
    dishes.extend(["bun", "dumpling"])
    print("worker:", dishes)
    queue.put(dishes)  # a copy travels


if __name__ == "__main__":
    queue = Queue()
    Process(target=worker, args=(queue,)).start()
    dishes = queue.get()
    print("main:", dishes)

"""Threads that put and get at once."""

import multiprocessing as mp
import threading

if __name__ == "__main__":
    queue, total = mp.Queue(4), []

    def produce(first):
        for number in range(first, first + 100):
            queue.put(number)

    def consume():
        for _ in range(100):
            total.append(queue.get())

    threads = [threading.Thread(target=produce, args=(at,)) for at in (0, 100)]
    threads += [threading.Thread(target=consume) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(sum(total), len(total), threading.active_count() <= 2)

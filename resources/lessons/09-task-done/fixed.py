"""One task_done() for each get(): join() returns when the last dish is eaten."""

from multiprocessing import JoinableQueue, Process


def guest(counter):
    while True:
        counter.get()
        counter.task_done()


if __name__ == "__main__":
    counter = JoinableQueue()
    Process(target=guest, args=(counter,), name="Guest", daemon=True).start()
    for dish in ("bun", "dumpling", "rice parcel"):
        counter.put(dish)
    counter.join()
    print("all dishes are eaten")

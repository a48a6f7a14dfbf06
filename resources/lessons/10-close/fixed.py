"""Whoever wants to know that everything is eaten joins a JoinableQueue."""

from multiprocessing import JoinableQueue, Process


def guest(counter):
    while True:
        counter.get()
        counter.task_done()


def cook(counter):
    for number in (1, 2, 3):
        counter.put(f"bun {number}")
    counter.join()
    print("cook: all dishes are eaten")


if __name__ == "__main__":
    counter = JoinableQueue()
    Process(target=guest, args=(counter,), name="Guest", daemon=True).start()
    process = Process(target=cook, args=(counter,), name="Cook")
    process.start()
    process.join()

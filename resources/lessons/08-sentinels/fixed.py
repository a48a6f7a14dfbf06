"""One sentinel for each guest: everybody goes home."""

from multiprocessing import Process, Queue


def guest(counter):
    while counter.get() is not None:
        pass


if __name__ == "__main__":
    counter = Queue()
    guests = [Process(target=guest, args=(counter,), name=f"Guest {n}") for n in (1, 2)]
    for each in guests:
        each.start()
    for number in range(1, 9):
        counter.put(f"bun {number}")
    for _ in guests:
        counter.put(None)  # one for each
    for each in guests:
        each.join()
    print("all have gone home")

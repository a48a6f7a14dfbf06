"""The guest takes three dishes and calls task_done() twice: join() never returns."""

from multiprocessing import JoinableQueue, Process


def guest(counter):
    for _ in range(3):
        dish = counter.get()
        if dish != "dumpling":  # forgets one
            counter.task_done()
    counter.get()  # waits for the next dish


if __name__ == "__main__":
    counter = JoinableQueue()
    Process(target=guest, args=(counter,), name="Guest", daemon=True).start()
    for dish in ("bun", "dumpling", "rice parcel"):
        counter.put(dish)
    counter.join()
    print("all dishes are eaten")

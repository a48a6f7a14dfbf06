"""close() and join_thread(): everything is sent. Nothing is eaten yet."""

from multiprocessing import Process, Queue


def cook(counter):
    for number in (1, 2, 3):
        counter.put(f"bun {number}")
    counter.close()
    counter.join_thread()
    print("cook: all dishes are eaten")  # nobody has taken one


if __name__ == "__main__":
    counter = Queue()
    process = Process(target=cook, args=(counter,), name="Cook")
    process.start()
    process.join()
    print("main: still there:", *(counter.get() for _ in range(3)), sep=" ")

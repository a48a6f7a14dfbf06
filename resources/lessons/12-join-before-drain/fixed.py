"""First take, then join."""

from multiprocessing import Process, Queue


def cook(counter):
    counter.put("b" + "u" * 1_000_000 + "n")


if __name__ == "__main__":
    counter = Queue()
    process = Process(target=cook, args=(counter,), name="Cook")
    process.start()
    print("main: got", len(counter.get()), "letters")
    process.join()

"""join() before get(): the cook can't leave before its dish is taken, and nobody takes it."""

from multiprocessing import Process, Queue


def cook(counter):
    counter.put("b" + "u" * 1_000_000 + "n")  # larger than the pipe


if __name__ == "__main__":
    counter = Queue()
    process = Process(target=cook, args=(counter,), name="Cook")
    process.start()
    process.join()  # waits for ever
    print("main: got", len(counter.get()), "letters")

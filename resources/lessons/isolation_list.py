"""A worker changes a global list, and the main program prints its own."""

from multiprocessing import Process

dishes = []  # global


def worker():
    dishes.append("bun")
    dishes.append("dumpling")
    print("worker:", dishes)


if __name__ == "__main__":
    process = Process(target=worker)
    process.start()
    process.join()
    print("main:", dishes)

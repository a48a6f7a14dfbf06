"""A worker changes a global list, and the main program prints its own."""

from multiprocessing import Process

dishes = []  # a global list


def worker():
    dishes.extend(["bun", "dumpling"])
    print("worker:", dishes)


if __name__ == "__main__":
    process = Process(target=worker)
    process.start()
    process.join()
    print("main:", dishes)

"""Whoever wants to know that nothing more comes is told so by an item."""

from multiprocessing import Queue

if __name__ == "__main__":
    counter = Queue()
    counter.put("bun")
    counter.put(None)  # a sentinel: nothing more comes
    eaten = 0
    while counter.get() is not None:
        eaten += 1
    print("eaten:", eaten)

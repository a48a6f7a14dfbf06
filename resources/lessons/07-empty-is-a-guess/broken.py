"""empty() right after put(): the bun is still on its way, and the loop ends too early."""

from multiprocessing import Queue

if __name__ == "__main__":
    counter = Queue()
    counter.put("bun")
    eaten = 0
    while not counter.empty():  # True too soon
        counter.get()
        eaten += 1
    print("eaten:", eaten)
    if eaten == 0:
        print("and now there is", counter.get())

"""An item that cannot be pickled: the feeder says so, and goes on."""

import multiprocessing as mp

if __name__ == "__main__":
    mp.set_start_method("fork")
    queue = mp.Queue()
    queue.put(lambda: 1)
    queue.put(2)
    print(queue.get())

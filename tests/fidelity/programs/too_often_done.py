"""task_done called too often."""

import multiprocessing as mp

if __name__ == "__main__":
    queue = mp.JoinableQueue()
    queue.put(1)
    queue.get()
    queue.task_done()
    try:
        queue.task_done()
    except ValueError as problem:
        print(problem)
    queue.join()
    print("joined")

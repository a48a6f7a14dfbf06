"""sys.settrace sees the program's files and the library's, and no others."""

import multiprocessing as mp
import sys

seen = set()


def tracer(frame, event, argument):
    name = frame.f_code.co_filename
    if not name.startswith("<"):
        seen.add(name.rsplit("/", 1)[-1])
    return tracer


if __name__ == "__main__":
    mp.set_start_method("fork")
    queue, simple = mp.JoinableQueue(1), mp.SimpleQueue()
    sys.settrace(tracer)
    queue.put(1)
    print(queue.get(timeout=5))
    queue.task_done()
    queue.join()
    simple.put(2)
    print(simple.get())
    sys.settrace(None)
    print(sorted(seen - {"connection.py", "synchronize.py", "selectors.py", "threading.py"}))

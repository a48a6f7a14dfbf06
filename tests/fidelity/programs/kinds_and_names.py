"""Queues and locks are what they are, by type, name, text and pickle."""

import multiprocessing as mp
import re

if __name__ == "__main__":
    queue, joinable, simple = mp.Queue(2), mp.JoinableQueue(), mp.SimpleQueue()
    for each in (queue, joinable, simple, queue._rlock, queue._sem, joinable._cond, simple._rlock):
        print(type(each), type(each).__name__, type(each).__module__)
        print(re.sub(r"0x\w+", "0x", repr(each)))
    print(isinstance(queue._rlock, type(mp.Lock())), type(queue._reader), type(queue._buffer))
    try:
        import pickle

        pickle.dumps(queue)
    except RuntimeError as problem:
        print(problem)

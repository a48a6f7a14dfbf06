"""What a program drops is freed at once, without the garbage collector."""

import gc
import multiprocessing as mp
import os
import sys
import weakref

gc.disable()


def descriptors():
    return len(os.listdir("/proc/self/fd"))


def put(queue):
    queue.put(1)


def check(make, use):
    made = make()
    use(made)
    seen, before = weakref.ref(made), descriptors()
    del made
    print(seen() is None, before - descriptors())


def with_child(queue):
    child = mp.Process(target=put, args=(queue,))
    child.start()
    queue.get()
    child.join()


def own(queue):
    queue.put(1)
    queue.get()


def in_pool(pool):
    print(pool.map(abs, [-1]))
    pool.close()
    pool.join()


if __name__ == "__main__":
    mp.set_start_method(sys.argv[1])
    for kind in (mp.Queue, mp.JoinableQueue, mp.SimpleQueue):
        check(kind, lambda _: None)
        check(kind, with_child)
    check(mp.SimpleQueue, own)
    check(lambda: mp.Pool(1), in_pool)
    for kind in (mp.Lock, mp.RLock, mp.Semaphore, mp.Event, mp.Condition):
        check(kind, lambda _: None)

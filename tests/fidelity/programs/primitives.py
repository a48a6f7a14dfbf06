"""Locks, events, barriers, values, arrays and pipes."""

import multiprocessing as mp
import sys


def work(lock, event, barrier, value, end):
    event.wait()
    barrier.wait()
    for _ in range(100):
        with lock, value.get_lock():
            value.value += 1
    end.send(value.value > 0)


if __name__ == "__main__":
    mp.set_start_method(sys.argv[1])
    lock, event, barrier = mp.RLock(), mp.Event(), mp.Barrier(3)
    value, (here, there) = mp.Value("i", 0), mp.Pipe()
    children = [
        mp.Process(target=work, args=(lock, event, barrier, value, there)) for _ in range(2)
    ]
    for child in children:
        child.start()
    event.set()
    barrier.wait()
    for child in children:
        child.join()
    print(value.value, here.recv(), here.recv(), here.poll())

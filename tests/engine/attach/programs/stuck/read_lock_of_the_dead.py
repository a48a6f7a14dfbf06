"""The reader that has the read lock is killed while it waits for an item."""

import multiprocessing as mp
import os
import signal
import time


def read(q, arrived):
    arrived.release()
    while True:
        q.get()


def is_reading(pid):
    with open(f"/proc/{pid}/syscall") as f:
        return f.read().split()[0] == {"x86_64": "0", "aarch64": "63"}[os.uname().machine]


if __name__ == "__main__":
    q, arrived = mp.Queue(), mp.Semaphore(0)
    ps = [mp.Process(target=read, args=(q, arrived), name=f"reader-{i}") for i in range(3)]
    for p in ps:
        p.start()
    for _ in ps:
        arrived.acquire()
    while not any(is_reading(p.pid) for p in ps):
        time.sleep(0.01)
    time.sleep(0.2)
    first = next(p for p in ps if is_reading(p.pid))
    os.kill(first.pid, signal.SIGKILL)
    first.join()
    for i in range(5):
        q.put(i)
    print("ready", flush=True)
    for p in ps:
        p.join()

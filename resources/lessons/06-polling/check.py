"""How often a polling guest used at least five times the CPU time of one that waits in get()."""

import queue
import sys
import time
from multiprocessing import get_context

WAIT_S = 0.3


def polling(counter, used):
    used.send("ready")
    begin = time.process_time()
    while True:
        try:
            counter.get_nowait()
        except queue.Empty:
            continue
        break
    used.send(time.process_time() - begin)


def waiting(counter, used):
    used.send("ready")
    begin = time.process_time()
    counter.get()
    used.send(time.process_time() - begin)


def cpu_s(context, guest):
    counter = context.Queue()
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=guest, args=(counter, sender))
    process.start()
    receiver.recv()  # it asks, or waits, from now on
    time.sleep(WAIT_S)
    counter.put("bun")
    used_s = receiver.recv()
    process.join()
    return used_s


if __name__ == "__main__":
    context, tries = get_context(sys.argv[1]), int(sys.argv[2])
    held = 0
    for _ in range(tries):
        held += cpu_s(context, polling) > 5 * cpu_s(context, waiting)
    print(held, tries)

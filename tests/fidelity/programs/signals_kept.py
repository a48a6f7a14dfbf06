"""A child's handler for SIGTERM runs, and its exit code is kept."""

import multiprocessing as mp
import signal
import sys
import time


def work(queue):
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(5))
    queue.put("ready")
    time.sleep(60)


if __name__ == "__main__":
    mp.set_start_method(sys.argv[1])
    queue = mp.Queue()
    child = mp.Process(target=work, args=(queue,))
    child.start()
    print(queue.get())
    child.terminate()
    child.join()
    print(child.exitcode)

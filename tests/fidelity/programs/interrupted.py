"""Ctrl-C in a get that waits: the traceback and the exit code."""

import multiprocessing as mp
import os
import signal
import threading

if __name__ == "__main__":
    queue = mp.Queue()
    threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGINT)).start()
    try:
        queue.get()
    except KeyboardInterrupt:
        print("interrupted")
    queue.put(1)
    print(queue.get())

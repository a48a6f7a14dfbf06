"""What a program can ask its interpreter about itself."""

import multiprocessing as mp
import os
import signal
import sys
import threading


def show():
    print(
        sys.argv[1:],
        os.path.basename(sys.argv[0]),
        [os.path.basename(each) for each in sys.path[:1]],
        sys.excepthook is sys.__excepthook__,
        sys.gettrace(),
        sys.getprofile(),
        threading.active_count(),
        [thread.name for thread in threading.enumerate()],
        sorted(key for key in os.environ if "QUEUE" in key),
        signal.getsignal(signal.SIGTERM),
        signal.getsignal(signal.SIGINT) is signal.default_int_handler,
        sys.getswitchinterval(),
        sys.getrecursionlimit(),
        __name__,
        os.getpgrp() == os.getpid(),
        sys.flags,
        len(sys.meta_path),
        len(sys.path_hooks),
        flush=True,
    )


if __name__ == "__main__":
    mp.set_start_method(sys.argv[1])
    show()
    child = mp.Process(target=show)
    child.start()
    child.join()
    print(__file__ == sys.argv[0], __spec__, __package__, __builtins__.__name__)

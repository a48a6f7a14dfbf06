"""Children that are ended by force."""

import multiprocessing as mp
import sys
import time


def sleep():
    time.sleep(60)


if __name__ == "__main__":
    mp.set_start_method(sys.argv[1])
    for end in ("terminate", "kill"):
        child = mp.Process(target=sleep)
        child.start()
        getattr(child, end)()
        child.join()
        print(child.exitcode)
        child.close()

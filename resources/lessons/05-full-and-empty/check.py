"""How often put() raised Full and get() raised Empty, after their timeout and not before."""

import queue
import sys
import time
from multiprocessing import get_context

TIMEOUT_S = 0.05


def raised(call, *arguments):
    begin = time.monotonic()
    try:
        call(*arguments)
    except (queue.Full, queue.Empty) as error:
        return type(error), time.monotonic() - begin >= TIMEOUT_S * 0.9
    return None, False


if __name__ == "__main__":
    context, tries = get_context(sys.argv[1]), int(sys.argv[2])
    held = 0
    for _ in range(tries):
        counter = context.Queue(maxsize=1)
        counter.put("bun")
        full = raised(counter.put, "dumpling", True, TIMEOUT_S)
        counter.get(timeout=30)
        empty = raised(counter.get, True, TIMEOUT_S)
        held += full == (queue.Full, True) and empty == (queue.Empty, True)
        counter.close()
        counter.join_thread()
    print(held, tries)

"""How often empty() said True straight after put() had returned."""

import sys
from multiprocessing import get_context

if __name__ == "__main__":
    context, tries = get_context(sys.argv[1]), int(sys.argv[2])
    held = 0
    for _ in range(tries):
        counter = context.Queue()
        counter.put("bun")
        held += counter.empty()
        counter.get(timeout=30)
        counter.close()
        counter.join_thread()
    print(held, tries)

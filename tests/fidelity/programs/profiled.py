"""cProfile counts the program's own calls."""

import cProfile
import multiprocessing as mp
import pstats


def work(queue):
    for number in range(10):
        queue.put(number)
    return sum(queue.get() for _ in range(10))


if __name__ == "__main__":
    queue = mp.SimpleQueue()
    profile = cProfile.Profile()
    print(profile.runcall(work, queue))
    counts = {
        name: calls
        for (file, _, name), (calls, *_) in pstats.Stats(profile).stats.items()
        if file == __file__ or name in ("put", "get")
    }
    print(sorted(counts.items()))

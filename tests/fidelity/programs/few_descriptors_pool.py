"""Pools, one after another, with 64 descriptors."""

import multiprocessing as mp
import resource

if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
    total = 0
    for number in range(25):
        with mp.Pool(1) as pool:
            total += pool.apply(abs, (-number,))
        pool.join()
    print(total)

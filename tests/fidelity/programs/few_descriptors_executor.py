"""Executors, one after another, with 64 descriptors and no garbage collector."""

import concurrent.futures
import gc
import multiprocessing as mp
import resource

if __name__ == "__main__":
    gc.disable()
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
    total = 0
    for number in range(15):
        context = mp.get_context("fork")
        with concurrent.futures.ProcessPoolExecutor(1, mp_context=context) as executor:
            total += executor.submit(abs, -number).result()
    print(total)

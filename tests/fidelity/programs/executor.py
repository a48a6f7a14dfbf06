"""Executors: results, errors, cancelled and broken ones."""

import concurrent.futures
import multiprocessing as mp
import os
import sys


def half(number):
    return number / 2


def die(_):
    os._exit(3)


def fail(number):
    raise KeyError(number)


if __name__ == "__main__":
    context = mp.get_context(sys.argv[1])
    with concurrent.futures.ProcessPoolExecutor(2, mp_context=context) as executor:
        print(list(executor.map(half, range(4))))
        print(repr(executor.submit(fail, 5).exception(timeout=30)))
        print(type(executor.submit(half, lambda: 1).exception(timeout=30)).__name__)
    try:
        with concurrent.futures.ProcessPoolExecutor(1, mp_context=context) as executor:
            executor.submit(die, 1).result(timeout=30)
    except concurrent.futures.process.BrokenProcessPool as problem:
        print(problem)

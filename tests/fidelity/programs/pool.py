"""Each way to use a Pool."""

import multiprocessing as mp
import sys


def square(number):
    if number == 13:
        raise ValueError("unlucky")
    return number * number


settings = []


def start(text):
    settings.append(text)


def known(_):
    return settings


if __name__ == "__main__":
    mp.set_start_method(sys.argv[1])
    with mp.Pool(2, initializer=start, initargs=("ready",)) as pool:
        print(pool.map(square, range(5)), pool.map(known, range(2)))
        print(list(pool.imap(square, range(5), chunksize=2)))
        print(sorted(pool.imap_unordered(square, range(5))))
        print(pool.apply_async(square, (6,)).get(timeout=30))
        try:
            pool.apply(square, (13,))
        except ValueError as problem:
            print(problem, type(problem.__cause__).__name__)
        pool.close()
        pool.join()

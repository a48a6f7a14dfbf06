"""Pool.map."""

import multiprocessing
import sys


def square(number):
    """The square."""
    return number * number


if __name__ == "__main__":
    with multiprocessing.get_context(sys.argv[1]).Pool(2) as pool:
        print(pool.map(square, range(10)))

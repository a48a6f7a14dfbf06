"""ProcessPoolExecutor, with a call that raises."""

import multiprocessing
import sys
from concurrent.futures import ProcessPoolExecutor


def invert(number):
    """1 / number."""
    return 1 / number


if __name__ == "__main__":
    context = multiprocessing.get_context(sys.argv[1])
    with ProcessPoolExecutor(2, mp_context=context) as executor:
        print(list(executor.map(invert, [1, 2, 4])))
        try:
            executor.submit(invert, 0).result()
        except ZeroDivisionError as problem:
            print("raised", problem)

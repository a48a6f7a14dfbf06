"""A recursion in a child goes nearly as deep."""

import sys


def depth(number):
    try:
        return depth(number + 1)
    except RecursionError:
        return number


print(depth(0) > sys.getrecursionlimit() - 12)

"""An exception that nobody catches, behind a chain of another."""

import sys


def fail():
    """Raises KeyError, from ValueError."""
    try:
        int("seven")
    except ValueError as problem:
        raise KeyError("no such number") from problem


if __name__ == "__main__":
    print("before", sys.argv[1])
    fail()

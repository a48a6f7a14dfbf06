"""Counts as fast as it can for some seconds; prints the longest pause between two counts, in ms."""

from __future__ import annotations

import multiprocessing as mp
import sys
import time


def spin(seconds: float) -> float:
    """The longest pause."""
    longest, before = 0.0, time.perf_counter()
    end = before + seconds
    while before < end:
        now = time.perf_counter()
        longest, before = max(longest, now - before), now
    return longest * 1e3


if __name__ == "__main__":
    with mp.Pool(1) as pool:
        print("ready", flush=True)
        print(pool.apply(spin, (float(sys.argv[1]),)))

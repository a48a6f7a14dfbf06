"""A worker waits for a program that takes its time."""

import multiprocessing as mp
import subprocess


def work(_):
    return subprocess.run(["sleep", "3600"]).returncode


if __name__ == "__main__":
    with mp.Pool(2) as pool:
        print("ready", flush=True)
        pool.map(work, range(1))

"""What observing costs: throughput of the same program with the probe and without, in turn.

Each pair runs the bare program, then the observed one while this process collects its events as
the window does; the ratio of a pair is what a drifting machine cannot spoil.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

from engine.collect import Session

NAME = "observed / bare throughput"
REACH = "0.90 each; 0.99 with 1 ms of work an item"
LEAST = {"1x1 maxsize 10": 0.90, "3x2 maxsize 1000": 0.90, "1x1 unbounded": 0.90, "1x1 1 ms": 0.99}

PROGRAM = Path(__file__).parent / "programs" / "throughput.py"
POLL_S = 0.016

# name -> producers, consumers, maxsize, items, work in s
WORKLOADS = {
    "1x1 maxsize 10": ("1", "1", "10", "150000", "0"),
    "3x2 maxsize 1000": ("3", "2", "1000", "150000", "0"),
    "1x1 unbounded": ("1", "1", "0", "200000", "0"),
    "1x1 1 ms": ("1", "1", "10", "1000", "0.001"),
}


def bare(arguments: tuple[str, ...]) -> float:
    """Items a second of the program by itself."""
    command = [sys.executable, str(PROGRAM), *arguments]
    return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def observed(arguments: tuple[str, ...]) -> float:
    """Items a second of the program under the probe, with its events collected."""
    session = Session()
    try:
        command = session.command([str(PROGRAM), *arguments])
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as program:
            while program.poll() is None:
                session.poll(0.004)
                time.sleep(POLL_S)
            assert program.stdout is not None
            return float(program.stdout.read())
    finally:
        session.close()


def measure(quick: bool = False) -> dict[str, float]:
    """The median ratio of each workload, and the bare items a second it was measured at."""
    figures = {}
    for name, arguments in WORKLOADS.items():
        ratios, rates = [], []
        for _ in range(3 if quick else 7):
            rate = bare(arguments)
            rates.append(rate)
            ratios.append(observed(arguments) / rate)
        figures[name] = round(statistics.median(ratios), 3)
        figures[f"{name}, bare items/s"] = round(statistics.median(rates))
    return figures


if __name__ == "__main__":
    for what, figure in measure().items():
        print(f"{what:36s} {figure:>12}")

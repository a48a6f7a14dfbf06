"""What attaching costs: the time to an answer, the memory, and what the program notices of it."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from engine.attach.account import Outcome
from engine.attach.reading import Reader
from engine.cli.attaching import Look

NAME = "attaching to a running program"
REACH = "a tree of 64 processes in 3 s; no stop above 50 ms; 150 MB; nobody healthy called stuck"
MOST = {
    "64 processes, s": 3.0,
    "longest stop of a process while read, ms": 50.0,
    "memory, MB": 150.0,
    "healthy called stuck": 0,
}

PROGRAMS = Path(__file__).parent / "programs"
PROCESSES = 64
SPIN_S = 5.0
LOOKS = 50


def measure(quick: bool = False) -> dict[str, float]:
    """Seconds, milliseconds, megabytes, and a count of false alarms."""
    with _running("idlers.py", str(PROCESSES - 1)) as program:
        began_s = time.perf_counter()
        account = Look(program.pid, with_values=False).settle(0)
        took_s = time.perf_counter() - began_s
        is_right = account.outcome is Outcome.STUCK and len(account.processes) >= PROCESSES
    alone_ms = _longest_pause_ms(is_read=False)
    read_ms, readings = _longest_pause_ms(is_read=True), _readings
    return {
        "64 processes, s": round(took_s, 2),
        "64 processes named": float(is_right),
        "longest stop of a process while read, ms": round(read_ms, 1),
        "longest stop of a process left alone, ms": round(alone_ms, 1),
        "readings meanwhile": float(readings[-1]),
        "memory, MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "healthy called stuck": float(_false_alarms(5 if quick else LOOKS)),
    }


_readings: list[int] = []


def _longest_pause_ms(*, is_read: bool) -> float:
    with _running("spin.py", str(SPIN_S)) as program:
        reader, count = Reader(program.pid), 0
        while is_read and program.poll() is None:
            reader.read()
            count += 1
        _readings.append(count)
        assert program.stdout is not None
        return float(program.stdout.read())


def _false_alarms(looks: int) -> int:
    """How often a program that only computes for a long time is called stuck."""
    with _running("spin.py", "3600") as program:
        accounts = [Look(program.pid, with_values=False).settle(0) for _ in range(looks)]
    return sum(account.outcome is Outcome.STUCK for account in accounts)


@contextmanager
def _running(name: str, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """A program that is ready; ended with all that it started."""
    command = [sys.executable, str(PROGRAMS / name), *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "ready\n"
        try:
            yield program
        finally:
            ours = psutil.Process(os.getpid()).children(recursive=True)
            for each in ours:
                each.kill()

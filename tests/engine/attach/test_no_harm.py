"""A program that is looked at all the time does what it does alone."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from engine.attach.memory import Memory
from engine.attach.reading import Reader

pytestmark = pytest.mark.processes

SCRIPTS = ("kitchen", "plain_queue", "pool_map", "executor", "subclassed", "worker_raises")


def outcome(command, is_read):
    """Output and exit code of a program, and how often it was read."""
    readings = 0
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as program:
        while is_read and program.poll() is None:
            try:
                Reader(program.pid).read()
                readings += 1
            except ProcessLookupError:
                break
        told = program.stdout.read()
    return sorted(told.splitlines()), program.returncode, readings


@pytest.mark.parametrize("method", ["fork", "spawn", "forkserver"])
@pytest.mark.parametrize("name", SCRIPTS)
def test_results_and_exit_code_are_the_same(name, method, scripts, tmp_path):
    command = [sys.executable, str(scripts / f"{name}.py"), method]
    *alone, _ = outcome(command, is_read=False)
    *read, readings = outcome(command, is_read=True)
    assert read == alone
    assert readings


def test_no_item_is_taken_and_nothing_is_written(start):
    program = start("stuck/both_full")
    reader = Reader(program.pid)
    for _ in range(100):
        reading = reader.read()
    assert [reading.contents[queue.pipe].items for queue in reading.queues.values()] == [4, 4]


def test_memory_is_opened_to_be_read_only():
    memory = Memory(os.getpid())
    try:
        with pytest.raises(OSError, match="Bad file descriptor"):
            os.pwrite(memory._handle, b"x", id(memory))
    finally:
        memory.close()

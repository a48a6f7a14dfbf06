"""A program in a container, seen from the host: its numbers of processes and threads are others."""

from __future__ import annotations

import os
import shutil

import psutil
import pytest

from tests.engine.attach.conftest import Watched, watch_until
from tests.support.attached import interpreters

PYTHONS = interpreters()
pytestmark = [
    pytest.mark.processes,
    pytest.mark.skipif(
        os.geteuid() != 0 or shutil.which("unshare") is None, reason="root makes a namespace"
    ),
]
WITHIN = ("unshare", "--pid", "--fork", "--mount-proc")


@pytest.mark.parametrize("version", PYTHONS)
def test_names_waits_and_stacks_are_those_of_the_program(version, start):
    outside = start("stuck/join_before_drain", PYTHONS[version], within=WITHIN)
    [inside] = psutil.Process(outside.pid).children()
    watched = Watched(inside.pid)
    watch_until([watched], lambda each: "join-before-drain" in each.kinds())
    told = {each.name: str(each.does) for each in watched.account().processes}
    assert told["main"] == "waits for the end of worker"
    assert told["worker"].startswith("is through, and waits for its feeder thread")
    worker = next(each.pid for each in watched.account().processes if each.name == "worker")
    psutil.Process(worker).kill()  # so that main ends by itself, and leaves no semaphore behind
    psutil.wait_procs([inside], timeout=20)

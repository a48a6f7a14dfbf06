"""A pytest plugin: each run of the tests keeps to itself, so that several can share a machine.

It gives the run a folder for temporary files and names it in the environment before anything asks
for one; gives every test settings of its own; and fails the run that leaves something behind.
With several worker processes each of them is a run in this sense.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator

import pytest

from tests.support.leftovers import (
    FOLDER_VARIABLE,
    LEAVE_S,
    USER,
    Surroundings,
    own_folder,
    until_nothing,
)

# pytest keeps its own folders (`tmp_path`) of the last runs, for whoever wants to look.
os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", tempfile.gettempdir())
# The name is short, as a socket's path may have 107 bytes.
tempfile.tempdir = tempfile.mkdtemp(prefix="qst-")
os.environ[FOLDER_VARIABLE] = os.environ["TMPDIR"] = tempfile.tempdir


def pytest_unconfigure() -> None:
    """The run is over."""
    shutil.rmtree(own_folder(), ignore_errors=True)


@pytest.fixture(scope="session", autouse=True)
def run_leaves_nothing() -> Iterator[None]:
    """Fails the run whose processes, files or shared memory outlive its last test."""
    before = Surroundings.now()
    yield

    def left() -> list[str]:
        kinds = ("processes:", "files:", "shared memory:")
        return [each for each in Surroundings.now().left_since(before) if each.startswith(kinds)]

    if remaining := until_nothing(left, LEAVE_S):
        pytest.fail(f"left behind by the whole run: {'; '.join(remaining)}")


@pytest.fixture(autouse=True)
def own_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes its user's settings, logs or caches."""
    for name in ("CONFIG", "STATE", "DATA", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(own_folder() / USER / name.lower()))


@pytest.fixture
def leaves_nothing() -> Iterator[Callable[[], None]]:
    """Fails the test that leaves a process, thread, semaphore, folder or descriptor behind.

    Give it as the first of a test's fixtures; a test may also call it in its middle, after a first
    run that loads what stays, so that only later runs are counted.
    """
    before = Surroundings.now()

    def begin_here() -> None:
        nonlocal before
        before = Surroundings.now()

    yield begin_here
    if left := until_nothing(lambda: Surroundings.now().left_since(before), LEAVE_S):
        pytest.fail(f"left behind: {'; '.join(left)}")

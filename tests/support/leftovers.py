"""What a test, or a whole run of tests, leaves behind; the only place that looks for it.

Several runs may share a machine, so each looks at what is its own only. A run has a folder for
temporary files, which `hermetic.py` makes and names in `FOLDER_VARIABLE`; every process that the
run starts inherits that variable, and is found by it whoever its parent is by then.

    processes      our descendants, and whoever has the run's folder in its environment
    files          whatever lies in the run's folder
    shared memory  new files of this user in /dev/shm which no other run's process has mapped
    threads, descriptors   of this process

`python -m tests.support.leftovers FOLDER` prints what is left of a run and fails if anything is.
"""

from __future__ import annotations

import contextlib
import gc
import os
import re
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing import process as multiprocessing_process
from pathlib import Path

import psutil

from tests.support.clock import Clock

FOLDER_VARIABLE = "QST_FOLDER"  # nothing that a test of what the probe leaves takes for ours
USER = "user"  # in the run's folder: settings, logs and caches, which may stay
SHARED_MEMORY = Path("/dev/shm")
SERVERS = ("multiprocessing.resource_tracker", "multiprocessing.forkserver")
"""They serve the process that started them until it ends."""

PERIOD_S = 0.02
LEAVE_S = 5.0  # until then processes that were told to end, threads and files must be gone


@dataclass(frozen=True)
class Surroundings:
    """Everything that could be left behind, as it is at one moment."""

    processes: dict[tuple[int, float], str]  # pid and time of creation -> command
    threads: frozenset[str]
    files: frozenset[Path]
    shared_memory: frozenset[Path]
    descriptors: int

    @classmethod
    def now(cls) -> Surroundings:
        """As they are."""
        gc.collect()
        return cls(
            processes=dict(_described(_our_processes())),
            threads=frozenset(f"{each.name} ({each.ident})" for each in threading.enumerate()),
            files=frozenset(_files(own_folder())),
            shared_memory=shared_memory(),
            descriptors=_descriptors(),
        )

    def left_since(self, before: Surroundings) -> list[str]:
        """What is here now and was not before, a sentence for each kind."""
        processes = [text for key, text in self.processes.items() if key not in before.processes]
        shared = self.shared_memory - before.shared_memory
        left = {
            "processes": processes,
            "threads": self.threads - before.threads,
            "files": map(str, self.files - before.files),
            "shared memory": map(str, filter(is_ours, shared)),
        }
        told = {kind: ", ".join(sorted(names)) for kind, names in left.items()}
        sentences = [f"{kind}: {names}" for kind, names in told.items() if names]
        if self.descriptors > before.descriptors:
            sentences.append(f"descriptors: {self.descriptors - before.descriptors} more")
        return sentences


def own_folder() -> Path:
    """This run's folder for temporary files."""
    return Path(os.environ[FOLDER_VARIABLE])


def processes_of(folder: Path | str) -> list[psutil.Process]:
    """Every living process, but this one, with that folder in its environment or command."""
    return [each for each in psutil.process_iter() if _names(each, str(folder))]


def describe(processes: Iterable[psutil.Process]) -> list[str]:
    """Their pids and commands; nothing of those that have ended meanwhile."""
    return [text for _, text in _described(processes)]


def shared_memory() -> frozenset[Path]:
    """This user's semaphores and shared memory, where the system has files for them."""
    found = set()
    if SHARED_MEMORY.is_dir():
        for path in SHARED_MEMORY.iterdir():
            with contextlib.suppress(OSError):
                if path.stat().st_uid == os.getuid():
                    found.add(path)
    return frozenset(found)


def is_ours(path: Path) -> bool:
    """Whether a file of shared memory is there and no process of another run has it mapped.

    A semaphore's maker maps it under a passing name, so it is the inode that tells. What nobody
    has mapped is an orphan: no process of this machine can say any more whose it was.
    """
    try:
        inode = path.stat().st_ino
    except OSError:
        return False
    mapped = re.compile(rf" {inode} +{SHARED_MEMORY}/")
    users = [pid for pid in psutil.pids() if mapped.search(_maps(pid))]
    ours = {os.getpid(), *(each.pid for each in _our_processes())}
    return not users or not ours.isdisjoint(users)


def until_nothing(left: Callable[[], list[str]], within_s: float) -> list[str]:
    """Asks until nothing is left; what is left when the time is over."""
    clock = Clock()
    while found := left():
        if clock.passed_s > within_s:
            return found
        time.sleep(PERIOD_S)
    return []


def is_alive(process: psutil.Process) -> bool:
    """Whether it runs, and is no zombie that waits for its parent or for init."""
    try:
        return bool(process.is_running() and process.status() != psutil.STATUS_ZOMBIE)
    except psutil.Error:
        return False


def _names(process: psutil.Process, folder: str) -> bool:
    if process.pid == os.getpid() or not is_alive(process):
        return False
    try:
        words = (*process.environ().values(), *process.cmdline())
    except (psutil.Error, OSError):  # another user's, or gone just now
        return False
    return any(folder in word for word in words)


def _our_processes() -> list[psutil.Process]:
    here = psutil.Process()
    found = {each.pid: each for each in processes_of(own_folder())}
    found |= {each.pid: each for each in here.children(recursive=True)}
    return [each for each in found.values() if not _is_our_server(each)]


def _is_our_server(process: psutil.Process) -> bool:
    try:
        command = " ".join(process.cmdline())
        return process.ppid() == os.getpid() and any(server in command for server in SERVERS)
    except psutil.Error:
        return False


def _described(processes: Iterable[psutil.Process]) -> Iterator[tuple[tuple[int, float], str]]:
    """A zombie is reported if nobody but this process can bury it."""
    for each in processes:
        with contextlib.suppress(psutil.NoSuchProcess):
            status = each.status()
            command = "" if status == psutil.STATUS_ZOMBIE else " ".join(each.cmdline())[:160]
            if command or each.ppid() == os.getpid():
                yield (each.pid, each.create_time()), f"{each.pid} {command} ({status})"


def _files(folder: Path) -> Iterator[Path]:
    kept = {folder / USER}
    if own := multiprocessing_process.current_process()._config.get("tempdir"):
        kept.add(Path(own))  # multiprocessing removes it when this process ends
    return (path for path in folder.iterdir() if path not in kept)


def _maps(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/maps").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _descriptors() -> int:
    here = psutil.Process()
    return here.num_fds() if os.name == "posix" else here.num_handles()


def main() -> int:
    """See the module."""
    folder = Path(sys.argv[1])

    def found() -> list[str]:
        processes = [f"process {text}" for text in describe(processes_of(folder))]
        return processes + [f"file {path}" for path in folder.iterdir()]

    left = until_nothing(found, LEAVE_S)
    print("\n".join(left) or "nothing is left")
    return int(bool(left))


if __name__ == "__main__":
    sys.exit(main())

"""CLEAN: what must hold two seconds after any run, whatever was done to it.

    clean = Clean()                 before the first run: what is there now may stay
    run.start(); clean.watch(run)   who belongs to the run: its folder, its main process
    clean.beat()                    once each tick, as the window's timer would
    run.close(); clean.check()      fails with all that is wrong, in words

No process of the run is alive; no semaphore, shared memory, descriptor, thread or temporary file
is there that was not before; no tick came more than 250 ms after the one before; and a fresh run
of 100 items comes to a good end.

A process belongs to a run when it names the run's private folder on its command line, or is of the
session that the main process leads and was created after it: never by its pid alone. A semaphore
that another program has made meanwhile is told from ours by who maps it: ours, when they are left
behind, are mapped by nobody.
"""

from __future__ import annotations

import contextlib
import gc
import os
import re
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import psutil

from engine.model.source import Phase
from engine.run.run import Run
from engine.scenario.presets import loads

WITHIN_S = 2.0  # after a run's end
LONGEST_GAP_S = 0.25
PERIOD_S = 0.02
FRESH_S = 20.0
SHARED_MEMORY = Path("/dev/shm")
TRACKER = "multiprocessing.resource_tracker"
SERVERS = (TRACKER, "multiprocessing.forkserver")  # of this process: they serve until it ends

HUNDRED = """
name = "A hundred buns"

[queue]
kind = "JoinableQueue"
maxsize = 8
start_method = "{method}"
ending = "daemon"

[[producers]]
name = "Cook"
count = 2
items = 50
dish = "bun"
time = {{ law = "fixed", seconds = 0.0 }}

[[consumers]]
name = "Guest"
count = 2
time = {{ law = "fixed", seconds = 0.0 }}
"""


class RunId(NamedTuple):
    """What all processes of a run can be found by, when the run itself is long gone."""

    folder: str
    leader: int  # the main process's pid, and the id of the session that it leads
    since_s: float  # the leader's creation, as psutil tells it

    @classmethod
    def of(cls, run: Run) -> RunId:
        """Of a run that has been started."""
        assert run._session is not None
        assert run._host is not None
        return cls.of_leader(run._session.folder, run._host.pid)

    @classmethod
    def of_leader(cls, folder: Path | str, leader: int) -> RunId:
        """Of a main process that is known by its pid, and that is still there."""
        return cls(str(folder), leader, psutil.Process(leader).create_time())

    def processes(self) -> list[psutil.Process]:
        """Everybody of the run who is alive now."""
        return [each for each in psutil.process_iter() if self._has(each)]

    def left(self) -> list[str]:
        """The same, in words."""
        return [f"process {each.pid} {_command(each)}" for each in self.processes()]

    def _has(self, process: psutil.Process) -> bool:
        try:
            if not is_alive(process) or process.pid == os.getpid():
                return False
            if os.getsid(process.pid) == self.leader and process.create_time() >= self.since_s:
                return True
            return any(self.folder in word for word in process.cmdline())
        except (psutil.Error, OSError):
            return False


class Clock:
    """Seconds as a machine with nothing else to do would count them.

    On a busy one everything takes longer, which is no fault of ours. Linux counts the time in which
    somebody was ready and had no CPU; it is taken off, but at most three quarters of all time.
    """

    def __init__(self) -> None:
        """It begins now."""
        self._began_s, self._pressed_s = time.monotonic(), _pressed_s()

    @property
    def passed_s(self) -> float:
        """Since it began."""
        wall_s = time.monotonic() - self._began_s
        return max(wall_s / 4, wall_s - (_pressed_s() - self._pressed_s))


class Heartbeat:
    """The longest time between two ticks, as far as it is ours.

    Time in which the thread was ready and the system ran somebody else is the machine's, not ours:
    Linux counts it for each thread (the second number of schedstat), and it is taken off.
    """

    def __init__(self) -> None:
        """It begins with the first beat."""
        self.longest_s = 0.0
        self.beats = 0
        self._last: tuple[float, float] | None = None

    def beat(self) -> None:
        """A tick."""
        now_s, denied_s = time.perf_counter(), _denied_s()
        if self._last is not None:
            gap_s = now_s - self._last[0] - (denied_s - self._last[1])
            self.longest_s = max(self.longest_s, gap_s)
        self._last = now_s, denied_s
        self.beats += 1

    def rest(self) -> None:
        """The ticks stop here; what comes until the next one is no gap."""
        self._last = None


class Surroundings(NamedTuple):
    """Everything that could be left behind, but processes."""

    threads: frozenset[str]
    files: frozenset[Path]
    descriptors: int
    children: frozenset[str]

    @classmethod
    def now(cls) -> Surroundings:
        """As they are."""
        gc.collect()
        here = psutil.Process()
        return cls(
            frozenset(f"{each.name} ({each.ident})" for each in threading.enumerate()),
            frozenset(_files()),
            here.num_fds(),
            frozenset(_children(here)),
        )

    def left_since(self, before: Surroundings) -> Iterator[str]:
        """What is there now and was not there before, in words."""
        files = {path for path in self.files - before.files if not _is_a_strangers(path)}
        for what, more in (
            ("threads", self.threads - before.threads),
            ("files", {str(path) for path in files}),
            ("children", self.children - before.children),
        ):
            if more:
                yield f"{what}: {', '.join(sorted(more))}"
        if self.descriptors > before.descriptors:
            yield f"descriptors: {self.descriptors - before.descriptors} more"


class Clean:
    """See the module."""

    def __init__(self) -> None:
        """What is there now may stay."""
        self.heart = Heartbeat()
        self._before = Surroundings.now()
        self._runs: list[RunId] = []

    def watch(self, run: Run | RunId) -> RunId:
        """A run that has been started, or that somebody else has started."""
        identity = RunId.of(run) if isinstance(run, Run) else run
        self._runs.append(identity)
        return identity

    def beat(self) -> None:
        """A tick of the loop that stands for the window's timer."""
        self.heart.beat()

    def left(self) -> list[str]:
        """What is left of the watched runs, now."""
        left = [told for run in self._runs for told in run.left()]
        return left + list(Surroundings.now().left_since(self._before))

    def check(self, method: str = "fork", *, fresh: bool = True) -> None:
        """Waits at most `WITHIN_S`, then fails with all that is wrong; `fresh`: runs 100 items."""
        self.heart.rest()
        left = until_nothing(self.left)
        assert not left, f"left {WITHIN_S} s after the end: {'; '.join(left)}"
        gap_s = self.heart.longest_s
        assert gap_s <= LONGEST_GAP_S, f"the heart stood still for {gap_s * 1e3:.0f} ms"
        if fresh:
            run_hundred(method)
            left = until_nothing(self.left)
            assert not left, f"left by a fresh run: {'; '.join(left)}"


def until_nothing(look: Callable[[], list[str]], within_s: float = WITHIN_S) -> list[str]:
    """Looks until nothing is left; what is left when the time is over."""
    clock = Clock()
    while left := look():
        if clock.passed_s > within_s:
            return left
        time.sleep(PERIOD_S)
    return []


def run_hundred(method: str = "fork") -> None:
    """A fresh run of 100 items, that comes to a good end; fails when it does not."""
    run = Run(loads(HUNDRED.format(method=method)))
    run.start()
    deadline_s = time.monotonic() + FRESH_S
    try:
        while not run.phase.is_over:
            run.poll(PERIOD_S)
            assert time.monotonic() < deadline_s, f"a fresh run of 100 items hangs: {run.phase}"
            time.sleep(PERIOD_S / 4)
        assert run.phase is Phase.FINISHED, f"a fresh run {run.phase}: {run.problem}"
    finally:
        run.close()


def is_alive(process: psutil.Process) -> bool:
    """Whether it is there, and more than a zombie that waits for init to bury it."""
    try:
        return bool(process.is_running() and process.status() != psutil.STATUS_ZOMBIE)
    except psutil.Error:
        return False


def _command(process: psutil.Process) -> str:
    try:
        return f"{' '.join(process.cmdline())[:160]} ({process.status()})"
    except psutil.Error:
        return "(gone just now)"


def _children(here: psutil.Process) -> Iterator[str]:
    """Our own children; zombies, which nobody has waited for, too."""
    for child in here.children():
        with contextlib.suppress(psutil.NoSuchProcess):
            command = " ".join(child.cmdline())
            if not any(server in command for server in SERVERS):
                yield f"{child.pid} {command[:120]} ({child.status()})"


def _files() -> Iterator[Path]:
    if SHARED_MEMORY.is_dir():
        yield from SHARED_MEMORY.iterdir()
    for ours in ("queuescope-*", "pymp-*"):
        yield from Path(tempfile.gettempdir()).glob(ours)


def _is_a_strangers(path: Path) -> bool:
    """Whether it is gone by now, or some process that is alive maps or holds it."""
    try:
        inode = path.stat().st_ino
    except OSError:
        return True
    if path.parent != SHARED_MEMORY:
        return any(str(path) in _text(process / "cmdline") for process in _others())
    # Its maker has a semaphore mapped under a passing name: what stays the same is the inode.
    mapped = re.compile(rf" {inode} +{SHARED_MEMORY}/")
    return any(mapped.search(_text(process / "maps")) for process in _others())


def _others() -> Iterator[Path]:
    return (path for path in Path("/proc").glob("[0-9]*") if path.name != str(os.getpid()))


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _pressed_s() -> float:
    """How long anybody on this machine was ready and not run; 0 where nobody counts it."""
    try:
        with open("/proc/pressure/cpu", encoding="ascii") as file:
            return int(file.readline().rpartition("=")[2]) / 1e6
    except (OSError, ValueError):
        return 0.0


def _denied_s() -> float:
    """How long this thread was ready and not run; 0 where the system does not count it."""
    try:
        with open("/proc/thread-self/schedstat", encoding="ascii") as file:
            return int(file.read().split()[1]) / 1e9
    except (OSError, IndexError):
        return 0.0

"""What holds for all tests: no display unless a test asks, settings of their own, nothing left.

Qt chooses its platform when the first application is made, so the choice is made here, before.
"""

from __future__ import annotations

import gc
import os
import signal
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import psutil
import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from gui.app import App

settings.register_profile("same every time", derandomize=True, deadline=None)
settings.load_profile("same every time")

# A suite in the background of a shell script ignores Ctrl-C, and so would all that it starts.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

LEAVE_S = 5.0  # until then processes that were told to end, threads and files must be gone
PERIOD_S = 0.02
SHARED_MEMORY = Path("/dev/shm")
SERVERS = ("multiprocessing.resource_tracker", "multiprocessing.forkserver")
"""They serve this process until it ends, and are started by the first who needs them."""


@pytest.fixture(autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes its user's settings, logs or caches."""
    folder = tmp_path_factory.getbasetemp() / "user"
    for name in ("CONFIG", "STATE", "DATA", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(folder / name.lower()))


@dataclass(frozen=True)
class Surroundings:
    """Everything that a run could leave behind."""

    processes: frozenset[str]
    threads: frozenset[str]
    files: frozenset[str]
    descriptors: int

    @classmethod
    def now(cls) -> Surroundings:
        """As they are."""
        gc.collect()
        here = psutil.Process()
        return cls(
            processes=frozenset(filter(None, map(_tell, here.children(recursive=True)))),
            threads=frozenset(f"{each.name} ({each.ident})" for each in threading.enumerate()),
            files=frozenset(map(str, _our_files())),
            descriptors=here.num_fds() if os.name == "posix" else here.num_handles(),
        )

    def left_since(self, before: Surroundings) -> str:
        """What is there now and was not there before, in words; empty if nothing is."""
        told = [
            f"{what}: {', '.join(sorted(more))}"
            for what, more in (
                ("processes", self.processes - before.processes),
                ("threads", self.threads - before.threads),
                ("files", {each for each in self.files - before.files if not _in_use(each)}),
            )
            if more
        ]
        if self.descriptors > before.descriptors:
            told.append(f"descriptors: {self.descriptors - before.descriptors}")
        return "; ".join(told)


def _tell(process: psutil.Process) -> str:
    """A process in words; nothing of one that has ended meanwhile."""
    try:
        command = process.cmdline()
        if any(server in word for word in command for server in SERVERS):
            return ""
        return f"{process.pid} {' '.join(command)[:120]} ({process.status()})"
    except psutil.NoSuchProcess:
        return ""


def _our_files() -> Iterator[Path]:
    if SHARED_MEMORY.is_dir():
        yield from SHARED_MEMORY.glob("sem.mp-*")
    for ours in ("queuescope-*", "pymp-*"):
        yield from Path(tempfile.gettempdir()).glob(ours)


def _in_use(path: str) -> bool:
    """Whether a program that has nothing to do with this one has the file mapped just now.

    Another test run on the same machine makes such files too. An orphan of ours is no such program.
    """
    ours = {os.getpid(), *(each.pid for each in psutil.Process().children(recursive=True))}
    for process in psutil.process_iter(["pid", "ppid"]):
        if process.pid in ours or (process.info["ppid"] or 1) == 1:
            continue
        try:
            if path in Path(f"/proc/{process.pid}/maps").read_text(encoding="utf-8"):
                return True
        except (OSError, UnicodeDecodeError):
            continue
    return False


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
    deadline_s = time.monotonic() + LEAVE_S
    while left := Surroundings.now().left_since(before):
        if time.monotonic() > deadline_s:
            pytest.fail(f"left behind: {left}")
        time.sleep(PERIOD_S)


@pytest.fixture
def open_app(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[..., App]]:
    """Opens the window with settings of its own: English, light, stops without asking.

    Whatever is still open at the test's end is closed as a user would.
    """
    request.getfixturevalue("qtbot")
    application = request.getfixturevalue("qapp")
    from PySide6.QtCore import QCoreApplication, QEvent

    from gui.app import App
    from gui.common.settings import Settings

    opened: list[App] = []

    def open_one(**chosen: object) -> App:
        settings = Settings(tmp_path / "window.ini")
        for name, value in {"language": "en", "theme": "light", "ask_before_stop": False}.items():
            settings.set(name, chosen.pop(name, value))
        for name, value in chosen.items():
            settings.set(name, value)
        app = App(application, settings)
        opened.append(app)
        app.window.show()
        return app

    yield open_one
    for app in opened:
        app.window.form.history.note_saved()  # nobody is there to be asked
        app.window.close()
        app.appearance.languages.choose("en")
        app.window.deleteLater()
        app.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

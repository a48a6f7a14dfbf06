"""What a user's hands and eyes do on a virtual display: start, find a window, click, type, look."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import psutil

from tests.support.leftovers import is_ours, shared_memory

ROOT = Path(__file__).resolve().parents[2]
PERIOD_S = 0.02
PATIENCE_S = 20.0
Found = TypeVar("Found")


def wait_for(look: Callable[[], Found], what: str, timeout_s: float = PATIENCE_S) -> Found:
    """What `look` finds, as soon as it finds something."""
    deadline_s = time.monotonic() + timeout_s
    while not (found := look()):
        assert time.monotonic() < deadline_s, f"waited {timeout_s} s in vain for {what}"
        time.sleep(PERIOD_S)
    return found


def xdotool(*words: object) -> str:
    """Its answer, or nothing where it found nothing."""
    command = ["xdotool", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


class Installed:
    """The application in one folder, and all processes of it."""

    def __init__(self, folder: Path, home: Path, tools: Path) -> None:
        self.folder, self.home, self.tools = folder, home, tools
        self.program = folder / "queuescope"
        self.started: list[subprocess.Popen[bytes]] = []
        self._before = shared_memory()
        (home / "tmp").mkdir(parents=True, exist_ok=True)

    @property
    def environment(self) -> dict[str, str]:
        """A user's who has no Python, nor anything else of ours."""
        kept = ("DISPLAY", "XAUTHORITY")
        return {
            **{name: os.environ[name] for name in kept if name in os.environ},
            "HOME": str(self.home),
            "PATH": str(self.tools),
            "TMPDIR": str(self.home / "tmp"),
            "LANG": "C.UTF-8",
        }

    @property
    def logs(self) -> Path:
        return self.home / ".local" / "state" / "queuescope" / "log"

    def start(self, *words: object, command: list[str] | None = None) -> subprocess.Popen[bytes]:
        """Starts it, as a double-click would: without a terminal."""
        process = subprocess.Popen(
            command or [str(self.program), *map(str, words)],
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=self.home,
        )
        self.started.append(process)
        return process

    def tell(self, *words: object, **changes: str) -> subprocess.CompletedProcess[str]:
        """Runs a command of it to its end."""
        return subprocess.run(
            [str(self.program), *map(str, words)],
            env={**self.environment, **changes},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    def processes(self) -> list[psutil.Process]:
        """All that run out of its folder, zombies aside."""
        found = []
        for process in psutil.process_iter():
            try:
                is_ours = Path(process.exe()).is_relative_to(self.folder)
                if is_ours and process.status() != psutil.STATUS_ZOMBIE:
                    found.append(process)
            except (psutil.Error, OSError):
                continue
        return found

    def left(self) -> list[object]:
        """What is there of it: processes, temporary files, semaphores."""
        files = [*(self.home / "tmp").iterdir(), *(filter(is_ours, shared_memory() - self._before))]
        return [*self.processes(), *files]

    def settings(self, **values: str) -> None:
        """Puts these into the settings before the start."""
        path = self.home / ".config" / "queuescope" / "window.ini"
        path.parent.mkdir(parents=True, exist_ok=True)
        lines = [f"{name}={value}" for name, value in values.items()]
        path.write_text("\n".join(["[General]", *lines, ""]), encoding="utf-8")

    def close(self) -> None:
        """Ends whatever is left, and buries it.

        The windows first: their runs then end by themselves. Who kills all at once leaves
        semaphores behind, since multiprocessing's resource tracker is among them.
        """
        for child in self.started:
            if child.poll() is None:
                child.terminate()
        deadline_s = time.monotonic() + PATIENCE_S
        while self.processes() and time.monotonic() < deadline_s:
            time.sleep(PERIOD_S)
        for process in self.processes():
            process.send_signal(signal.SIGKILL)
        for child in self.started:
            child.wait(PATIENCE_S)


class Window:
    """One window on the display."""

    def __init__(self, number: str) -> None:
        self.number = number

    @property
    def title(self) -> str:
        return xdotool("getwindowname", self.number).strip()

    @property
    def place(self) -> tuple[int, int]:
        shell = xdotool("getwindowgeometry", "--shell", self.number).split()
        values = dict(word.split("=") for word in shell)
        return int(values["X"]), int(values["Y"])

    def click(self, x: int, y: int) -> None:
        """The left button, there in the window."""
        xdotool("windowactivate", "--sync", self.number)
        xdotool("mousemove", "--window", self.number, x, y, "click", 1)

    def press(self, keys: str) -> None:
        """Keys on whatever has the focus in the window."""
        xdotool("windowactivate", "--sync", self.number)
        xdotool("key", "--clearmodifiers", keys)

    def type(self, text: str) -> None:
        """Letters on whatever has the focus in the window."""
        xdotool("windowactivate", "--sync", self.number)
        xdotool("type", "--delay", "2", text)


def windows(pattern: str) -> list[str]:
    """The numbers of the visible windows with such a name."""
    return xdotool("search", "--onlyvisible", "--name", pattern).split()


def window(pattern: str, *, other_than: tuple[str, ...] = ()) -> Window:
    """The window with such a name, as soon as it is there."""
    found = wait_for(
        lambda: [each for each in windows(pattern) if each not in other_than],
        f"a window {pattern!r}",
    )
    return Window(found[0])


def scenario(path: Path, **changes: object) -> Path:
    """The kitchen, in a file, with some of its values changed."""
    import msgspec

    from engine.scenario import presets

    key = str(changes.pop("preset", "dim-sum-kitchen"))
    method = changes.pop("start_method", "spawn")
    made = next(preset.scenario for preset in presets.builtin() if preset.key == key)
    queue = msgspec.structs.replace(made.queue, start_method=method)
    presets.save(msgspec.structs.replace(made, queue=queue, **changes), path)
    return path


def read_json(path: Path) -> dict[str, object]:
    """The file, as soon as it is whole."""

    def look() -> dict[str, object] | None:
        try:
            return json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None

    return wait_for(look, f"{path.name} to be written")

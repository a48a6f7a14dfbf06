"""The Python stacks of a process's threads, by py-spy: a kept tool, which reads and does not stop.

py-spy also tells each frame's local variables. They are asked for since they say where
multiprocessing's own objects lie ("self": "<JoinableQueue at 0x7f81...>"), which `objects.py` looks
into; those of the program's own frames are dropped at once, unless the user asked to see them.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath
from typing import Any

TIMEOUT_S = 10.0
AT_ONCE = 4  # py-spy processes
_STANDARD = re.compile(r"[/\\](lib|Lib)([/\\]python3\.\d+t?)?[/\\](?!site-packages|dist-packages)")
_OBJECT = re.compile(r"<([\w.]+) at (0x[0-9a-f]+)>")
_LIBRARIES = re.compile(
    r"[/\\](multiprocessing|multiprocess|billiard|loky|joblib|engine[/\\]observe)[/\\]"
)  # our probe among them


class NoStacksError(Exception):
    """py-spy is not there, or the system does not allow it; says which."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One call. `variables` are as py-spy tells them, name -> text, never more than 128 letters."""

    file: str
    line: int
    function: str  # "Queue.get"; before CPython 3.11 "get"
    variables: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The function's own name."""
        return self.function.rpartition(".")[2]

    @property
    def module(self) -> str:
        """File and folder: "multiprocessing/queues.py"."""
        return "/".join(PurePath(self.file.replace("\\", "/")).parts[-2:])

    @property
    def is_standard(self) -> bool:
        """Whether it belongs to the standard library, or to a library like multiprocessing."""
        is_no_file = self.file.startswith(("<frozen ", "<string>"))
        found = _STANDARD.search(self.file) or _LIBRARIES.search(self.file)
        return is_no_file or found is not None

    def address(self, variable: str) -> int:
        """Where the object of that variable lies; 0: not known."""
        found = _OBJECT.match(self.variables.get(variable, ""))
        return int(found[2], 16) if found else 0

    def objects(self) -> Iterable[tuple[str, str, int]]:
        """Variables that are objects: name, type, address."""
        for name, text in self.variables.items():
            if found := _OBJECT.fullmatch(text):
                yield name, found[1], int(found[2], 16)


@dataclass(frozen=True, slots=True)
class Stack:
    """One thread's frames, innermost first. `ident` is Python's number of the thread."""

    thread: int  # the system's; 0 where the interpreter does not know it (before 3.11)
    ident: int
    name: str
    frames: tuple[Frame, ...]
    has_gil: bool = False


def py_spy() -> str | None:
    """The program: ours, beside our own Python or in the package, or else the first on the PATH.

    None: there is none.
    """
    name = "py-spy.exe" if sys.platform == "win32" else "py-spy"
    folders = (Path(sys.executable).parent, Path(getattr(sys, "_MEIPASS", "")))
    ours = (folder / name for folder in folders)
    return next((str(path) for path in ours if path.is_file()), None) or shutil.which("py-spy")


def read_stacks(
    pids: Iterable[int], *, with_values: bool = False
) -> dict[int, tuple[Stack, ...] | NoStacksError]:
    """The stacks of several processes; why not, for those where it did not work.

    `with_values`: keep all variables of the program's own frames, too.
    """
    program, pids = py_spy(), list(pids)
    if program is None:
        return {pid: NoStacksError("py-spy") for pid in pids}
    with ThreadPoolExecutor(AT_ONCE) as pool:
        told = pool.map(lambda pid: _read(program, pid, with_values=with_values), pids)
        return dict(zip(pids, told, strict=True))


def _read(program: str, pid: int, *, with_values: bool) -> tuple[Stack, ...] | NoStacksError:
    command = [program, "dump", "--pid", str(pid), "--json", "--full-filenames", "--locals"]
    try:
        done = subprocess.run(
            [*command, "--nonblocking"], capture_output=True, timeout=TIMEOUT_S, check=False
        )
        stacks = tuple(_stack(each) for each in json.loads(done.stdout))
    except subprocess.TimeoutExpired:
        return NoStacksError(f"py-spy did not answer within {TIMEOUT_S:.0f} s")
    except OSError as problem:
        return NoStacksError(str(problem))
    except (ValueError, KeyError, TypeError):
        told = done.stderr.decode(errors="replace").partition("Stack backtrace")[0]
        return NoStacksError(" ".join(told.split())[:300])
    return stacks if with_values else tuple(map(_without_values, stacks))


def _without_values(stack: Stack) -> Stack:
    """Of the program's own variables only those that are objects, by address."""
    frames = (
        frame
        if frame.is_standard
        else replace(
            frame, variables={name: frame.variables[name] for name, _, _ in frame.objects()}
        )
        for frame in stack.frames
    )
    return replace(stack, frames=tuple(frames))


def _stack(told: dict[str, Any]) -> Stack:
    frames = tuple(
        Frame(
            each["filename"],
            each["line"],
            each["name"],
            {one["name"]: one["repr"] or "" for one in each["locals"] or ()},
        )
        for each in told["frames"]
    )
    return Stack(
        told["os_thread_id"] or 0,
        told["thread_id"],
        told["thread_name"] or "",
        frames,
        told["owns_gil"],
    )

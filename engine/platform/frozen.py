"""The frozen application in an interpreter's place: a bundle holds no `python` to start.

What a run needs started, the executable is started for, with OBSERVED as its first argument:

    queuescope --observed FOLDER -m engine.program ...          python launch.py FOLDER -m ...
    queuescope --observed FOLDER lesson.py                      python launch.py FOLDER lesson.py
    queuescope --observed FOLDER --multiprocessing-fork ...     a spawned worker
    queuescope --observed FOLDER -c "from multiprocessing.forkserver ..."    the fork server

The last two are written by multiprocessing itself and completed by the probe
(engine/observe/patches.py). From source none of this happens.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator, MutableMapping
from pathlib import Path

OBSERVED = "--observed"
_OBSERVE = Path(__file__).resolve().parents[1] / "observe"
_OF_THE_BUNDLE = ("QT_PLUGIN_PATH", "QML2_IMPORT_PATH")
_KEPT_AS = "_ORIG"


def is_frozen() -> bool:
    """Whether this is the packaged application."""
    return bool(getattr(sys, "frozen", False))


def executable() -> str:
    """What to start: on Windows the one with standard streams, not the window's own."""
    if sys.platform == "win32":
        return str(Path(sys.executable).with_name("queuescope-cli.exe"))
    return sys.executable


def take_part() -> None:
    """Called first in the frozen application: does not return in a run's main process.

    In a worker or fork server the probe is loaded, and `freeze_support` does the rest.
    """
    restore_environment(os.environ)
    if sys.argv[1:2] != [OBSERVED]:
        return
    del sys.argv[1]
    if sys.argv[2] == "-m" or not sys.argv[2].startswith("-"):
        sys.path.insert(0, "")  # an interpreter puts the program's folder there; launch.py sets it
        _let_workers_find_script()
        _run("launch.py", __name__="__main__")
        sys.exit()
    folder = sys.argv.pop(1)
    _run("child.py", FOLDER=folder, CHILD=str(_OBSERVE / "child.py"))


def _let_workers_find_script() -> None:
    """On Windows spawned workers of a frozen program are not told where its script is: ours are."""
    if sys.platform == "win32":
        from multiprocessing import spawn

        spawn.WINEXE = False  # type: ignore[attr-defined]


def _run(name: str, **given: str) -> None:
    path = _OBSERVE / name
    code = compile(path.read_text(encoding="utf-8"), str(path), "exec")
    exec(code, {"__file__": str(path), **given})  # noqa: S102 - as an interpreter runs a file


def restore_environment(environment: MutableMapping[str, str]) -> None:
    """As the user has it: whatever we start shall load its own libraries, not the bundle's.

    The loader has read its variables before this process began, and reads them no more.
    """
    for name in [name for name in environment if name.endswith(_KEPT_AS)]:
        variable = name.removesuffix(_KEPT_AS)
        if variable in {"LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "LIBPATH"}:
            environment[variable] = environment.pop(name)
    bundle = getattr(sys, "_MEIPASS", None)
    for name in ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", *_OF_THE_BUNDLE):
        if bundle is not None and environment.get(name, "").startswith(bundle):
            del environment[name]
    for name in [name for name in environment if name.startswith(("_PYI_", "_MEIPASS"))]:
        del environment[name]


@contextlib.contextmanager
def foreign_program() -> Iterator[None]:
    """Around the start of a program that is not ours: on Windows it would look for DLLs here."""
    _look_for_libraries_in(None)
    try:
        yield
    finally:
        _look_for_libraries_in(getattr(sys, "_MEIPASS", None))


def _look_for_libraries_in(folder: str | None) -> None:
    if sys.platform == "win32" and is_frozen():
        import ctypes

        ctypes.windll.kernel32.SetDllDirectoryW(folder)

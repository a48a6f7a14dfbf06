"""Starts a program under the probe, as `python launch.py FOLDER [-m] TARGET [ARGUMENT...]`.

The one way in: the demo's main program and any existing script are started like this. The program
sees what it would see without: its own `sys.argv`, `sys.path`, `__main__`, tracebacks, exit code.
"""

from __future__ import annotations

import _imp
import atexit
import os
import signal
import sys
import threading
from types import CodeType, ModuleType, TracebackType
from typing import Any

FRAMES_HERE = 1  # of a traceback: this module's own, at its end


def load_probe(folder: str) -> Any:
    """Loads the probe as every child does, and returns it; None, and a word, if it can't be."""
    child = os.path.join(os.path.dirname(os.path.abspath(__file__)), "child.py")
    try:
        with open(child, encoding="utf-8") as file:
            exec(file.read(), {"FOLDER": folder, "CHILD": child})
        return sys.modules.get("_queuescope")
    except Exception as problem:
        say_not_observed(problem)
        return None


def say_not_observed(problem: Exception) -> None:
    """The program runs without us. Never raises: there may be nobody who reads it."""
    try:
        sys.stderr.write(f"queuescope: not observing this process: {problem!r}\n")
    except (OSError, ValueError, AttributeError):
        pass


def find_code(target: str, *, is_module: bool) -> tuple[CodeType, ModuleType]:
    """The program's code, and the `__main__` module that it will run in.

    Exits with Python's own words and code where there is no such program, or none that compiles.
    """
    main = ModuleType("__main__")
    main.__annotations__ = {}
    main.__builtins__ = sys.modules["builtins"]  # type: ignore[attr-defined]
    try:
        if is_module:
            return _module_code(target, main), main
        if _is_importable(target):
            return _folder_code(target, main), main
        return _script_code(target, main), main
    except SyntaxError as problem:
        sys.excepthook(type(problem), problem.with_traceback(None), None)
        sys.exit(1)


def _module_code(name: str, main: ModuleType) -> CodeType:
    """As `python -m` finds it."""
    import runpy

    sys.path[0] = os.getcwd()
    try:
        _, spec, code = runpy._get_module_details(name, runpy._Error)  # type: ignore[attr-defined]
    except runpy._Error as problem:  # type: ignore[attr-defined]
        sys.exit(f"{sys.executable}: {problem}")
    _belongs_to(main, spec)
    sys.argv[0] = spec.origin
    return code  # type: ignore[no-any-return]


def _folder_code(path: str, main: ModuleType) -> CodeType:
    """As `python FOLDER` and `python app.zip` do it: the `__main__` in there."""
    import runpy

    sys.path[0] = path
    try:
        del sys.modules["__main__"]
        _, spec, code = runpy._get_module_details("__main__", runpy._Error)  # type: ignore[attr-defined]
    except runpy._Error:  # type: ignore[attr-defined]
        sys.exit(f"{sys.executable}: can't find '__main__' module in {path!r}")
    _belongs_to(main, spec)
    return code  # type: ignore[no-any-return]


def _belongs_to(main: ModuleType, spec: Any) -> None:
    main.__spec__, main.__file__, main.__loader__ = spec, spec.origin, spec.loader
    main.__package__, main.__cached__ = spec.parent, spec.cached  # type: ignore[attr-defined]


def _is_importable(path: str) -> bool:
    """Whether it is a folder or a zip file."""
    if os.path.isdir(path):
        return True
    try:
        with open(path, "rb") as file:
            start = file.read(2)
    except OSError:
        return False
    if start not in (b"PK", b"#!"):  # how a zip file begins, and one that zipapp has made
        return False
    import zipfile

    return zipfile.is_zipfile(path)


def _script_code(target: str, main: ModuleType) -> CodeType:
    """As `python script.py` reads it."""
    from importlib.machinery import SourceFileLoader

    sys.path[0] = os.path.dirname(os.path.realpath(target))
    path = os.path.join(os.getcwd(), target)  # as Python does it: absolute, not normalised
    try:
        with open(path, "rb") as file:
            source = file.read()
    except OSError as problem:
        sys.stderr.write(
            f"{sys.executable}: can't open file {path!r}: "
            f"[Errno {problem.errno}] {problem.strerror}\n"
        )
        sys.exit(2)
    code = compile(source, path, "exec", dont_inherit=True)
    main.__file__, main.__loader__ = path, SourceFileLoader("__main__", path)
    main.__cached__ = None  # type: ignore[attr-defined]
    return code


def prepare() -> tuple[CodeType, ModuleType, Ending]:
    """Reads our own arguments: the program, the module that it runs in, and how its end is told."""
    folder, *rest = sys.argv[1:]
    is_module = rest[0] == "-m"
    target, *arguments = rest[1:] if is_module else rest
    sys.argv[:] = [target, *arguments]
    if hasattr(sys, "orig_argv"):  # from Python 3.10 on
        del sys.orig_argv[1:3]  # this file, and the folder
    here = sys._getframe(1).f_code
    _imp._fix_co_filename(here, "<queuescope>/launch.py")  # type: ignore[attr-defined]
    end = Ending()
    end.begin(load_probe(folder))
    code, module = find_code(target, is_module=is_module)
    sys.modules["__main__"] = module
    return code, module, end


class Ending:
    """Says how the main process ended, after everything that multiprocessing does at exit."""

    def __init__(self) -> None:
        """Registered before multiprocessing registers its own exit function, it is called after."""
        self.code = 0
        self._is_interrupted = False
        self._recorder: Any = None
        self._process_exit: Any = None
        self._probe: Any = None
        self._pid = os.getpid()
        atexit.register(self._finish)
        if util := sys.modules.get("multiprocessing.util"):  # who was here first registers anew
            atexit.unregister(util._exit_function)
            atexit.register(util._exit_function)

    def begin(self, probe: Any) -> None:
        """The main process begins; `probe` is None when it could not be loaded."""
        if probe is None or not probe.is_installed():
            return
        try:
            probe.recorder.RECORDER.begin(
                {
                    "parent_pid": os.getppid(),
                    "name": "MainProcess",
                    "method": "main",
                    "daemon": False,
                    "main": True,
                    "python": sys.version.split()[0],
                }
            )
            probe.process_exit.watch_for_leaving()
        except Exception as problem:
            say_not_observed(problem)
            return
        self._recorder, self._process_exit, self._probe = (
            probe.recorder.RECORDER,
            probe.process_exit,
            probe,
        )

    def leave_by(self, leaving: SystemExit) -> None:
        """sys.exit(): what the interpreter will make of it."""
        self.code = leaving.code if isinstance(leaving.code, int) else int(leaving.code is not None)
        if self._process_exit is not None:
            self._process_exit.say_if_bad(leaving, _beyond_us(leaving))

    def die_of(self, problem: BaseException) -> None:
        """An uncaught exception, as the interpreter itself would treat it, without our frames."""
        self.code = 1
        trace = _beyond_us(problem)
        self._is_interrupted = isinstance(problem, KeyboardInterrupt) and os.name == "posix"
        with Uninterrupted():
            if self._process_exit is not None:
                self._process_exit.say_error(problem, trace)
            if sys.excepthook is sys.__excepthook__:
                sys.excepthook(type(problem), problem.with_traceback(trace), trace)
                sys.exit(1)
        sys.excepthook(type(problem), problem.with_traceback(trace), trace)
        sys.exit(1)

    def _finish(self) -> None:
        if os.getpid() != self._pid:
            return  # a forked child that leaves through sys.exit
        if self._recorder is not None:
            with Uninterrupted():
                try:
                    self._recorder.end(self.code)
                    self._probe.remove_orphan()
                except Exception as problem:
                    say_not_observed(problem)
        if self._is_interrupted:
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            os.kill(self._pid, signal.SIGINT)


class Uninterrupted:
    """Within it a Ctrl-C is not heard: the program is over, and what is left is ours.

    A second one comes as a rule when the first was sent to the whole process group and is passed
    on by `queuescope trace` as well.
    """

    _before: Any = None

    def __enter__(self) -> None:
        """From here on."""
        before = signal.getsignal(signal.SIGINT)
        if callable(before) and threading.current_thread() is threading.main_thread():
            self._before = before
            signal.signal(signal.SIGINT, lambda *_: None)

    def __exit__(self, *_: object) -> None:
        """As it was before."""
        if self._before is not None:
            signal.signal(signal.SIGINT, self._before)


def _beyond_us(problem: BaseException) -> TracebackType | None:
    """Its traceback, without our frames."""
    trace = problem.__traceback__
    for _ in range(FRAMES_HERE):
        trace = trace.tb_next if trace is not None else None
    return trace


if __name__ == "__main__":
    _code, _module, _end = prepare()
    try:
        exec(_code, _module.__dict__)
    except SystemExit as leaving:
        _end.leave_by(leaving)
        raise
    except BaseException as problem:
        _end.die_of(problem)

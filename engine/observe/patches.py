"""The few hooks in multiprocessing that reach every queue and every process.

They are put on classes, not instances or subclasses, so that programs which subclass `Queue`,
import it early or write `SimpleQueue[int]` are observed too; and each process that multiprocessing
starts, by fork, spawn or forkserver, loads the probe before anything else.

    SemLock._make_methods         runs where a lock is made or unpickled: program_locks.py
    Queue._reset                  runs where a queue is made, unpickled or inherited: queue_parts.py
    SimpleQueue.__init__, __setstate__    the same for the queue that has no _reset
    JoinableQueue.join, Queue.close       waits and ends
    BaseProcess.start, _bootstrap a child was started; a child's beginning and end
    Popen.wait, Popen.poll        the parent waits for a child, and learns its exit code
    spawn.get_command_line, util.spawnv_passfds    the probe goes along to spawned interpreters
"""

from __future__ import annotations

import functools
import multiprocessing
import os
import sys
import weakref
from collections.abc import Callable
from multiprocessing import process, queues, spawn, synchronize, util
from typing import Any

from . import board, pipe, pipe_message, pipe_sample, process_exit, program_locks, queue_parts, wire
from .frames import as_in, forget_sources
from .get_parts import observe_read_lock
from .put_parts import unobserved
from .recorder import RECORDER
from .simple_queue_parts import observe_simple
from .tap import Tap, now

_MAX_SLOTS: int = synchronize.SEM_VALUE_MAX  # type: ignore[attr-defined]
_OBSERVED = "--observed"  # begins the command line of the frozen application's own children
_LOADER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "child.py")
_SHOWN_WAIT_NS = 100_000


def install() -> None:
    """Puts all hooks in place, once for each interpreter."""
    _hook(queues.Queue, "_reset", _with_parts)
    for name in ("__init__", "__setstate__"):
        _hook(queues.SimpleQueue, name, _with_simple_parts)
        _hook(queues.JoinableQueue, name, _with_unfinished)
    _hook(queues.JoinableQueue, "join", _observed_join)
    _hook(queues.Queue, "close", _observed_close)
    _hook(queues.Queue, "_finalize_close", _unobserved_sentinel)
    _hook(process.BaseProcess, "_bootstrap", _observed_bootstrap)
    _hook(process.BaseProcess, "start", _observed_start)
    _hook(synchronize.SemLock, "_make_methods", _noted_lock)
    _hook(spawn, "get_command_line", _observed_command)
    util.register_after_fork(process_exit.watch_for_error, process_exit.watch_for_error)
    if sys.platform == "win32":
        _install_on_windows()
    else:
        _install_on_posix()
    forget_sources()


def _hook(owner: Any, name: str, wrap: Callable[[Callable[..., Any]], Any]) -> None:
    original = getattr(owner, name)
    wrapper = wrap(original)
    function = getattr(wrapper, "__func__", wrapper)  # of a staticmethod
    function.__code__ = as_in(function.__code__, original)
    setattr(owner, name, wrapper)


def _install_on_posix() -> None:
    from multiprocessing import popen_fork, popen_forkserver

    _hook(popen_fork.Popen, "wait", _observed_wait)
    _hook(popen_fork.Popen, "poll", _observed_exit)
    _hook(popen_fork.Popen, "_send_signal", _observed_signal)
    _hook(popen_forkserver.Popen, "poll", _observed_exit)
    _hook(util, "spawnv_passfds", _observed_forkserver)


def _install_on_windows() -> None:
    from multiprocessing import popen_spawn_win32

    popen = vars(popen_spawn_win32)["Popen"]
    _hook(popen, "terminate", _observed_signal)
    _hook(popen, "wait", _observed_wait)
    _hook(popen, "wait", _observed_exit)
    # A semaphore has no name there that would travel; its state has room for one.
    _hook(synchronize.SemLock, "__getstate__", _named_state)


# -- queues -----------------------------------------------------------------------------------


def _with_parts(reset: Callable[..., None]) -> Callable[..., None]:
    @functools.wraps(reset)
    def _reset(self: Any, *args: Any, **kwargs: Any) -> None:
        reset(self, *args, **kwargs)
        try:
            _observe_queue(self)
        except Exception as problem:
            RECORDER.switch_off(problem)

    return _reset


def _observe_queue(queue: Any) -> None:
    kind = "JoinableQueue" if isinstance(queue, queues.JoinableQueue) else "Queue"
    program_locks.leave_out(queue._rlock, queue._wlock, queue._sem)
    tap = _tap_of(queue, kind, 0 if queue._maxsize >= _MAX_SLOTS else queue._maxsize)
    queue_parts.observe_queue(RECORDER, tap, queue)
    if _owns_ids(queue, tap):
        pipe_sample.observe(tap, queue)
        queue_parts.observe_feeding(RECORDER, tap, queue)


def _with_unfinished(original: Callable[..., None]) -> Callable[..., None]:
    """The part of a JoinableQueue that `Queue._reset` runs too early to see."""

    @functools.wraps(original)
    def wrapper(self: Any, *args: Any, **kwargs: Any) -> None:
        original(self, *args, **kwargs)
        try:
            program_locks.leave_out(self._cond, self._unfinished_tasks)
            if (tap := RECORDER.taps.of(_key_of(self))) is not None:
                queue_parts.observe_tasks(RECORDER, tap, self)
        except Exception as problem:
            RECORDER.switch_off(problem)

    return wrapper


def _owns_ids(queue: Any, tap: Tap) -> bool:
    """One object a process and queue numbers items; a second one's items go unnumbered."""
    if tap.owner() not in (None, queue):
        return False
    tap.owner = weakref.ref(queue)
    return True


def _key_of(queue: Any) -> str:
    """What identifies a queue in all processes: its read lock's key."""
    return program_locks.key_of(queue._rlock)


def _tap_of(queue: Any, kind: str, maxsize: int) -> Tap:
    key = _key_of(queue)
    tap = RECORDER.taps.of(key)
    if tap is None:
        about = {"key": key, "type": kind, "class": type(queue).__name__, "maxsize": maxsize}
        pipe.widen(queue._writer)  # before it is asked how wide it is
        about["pipe"] = room = pipe_sample.capacity(queue._reader)
        about["own"] = pipe.SIZE if room >= pipe.WIDE_SIZE else 0
        about["trailer"] = pipe_message.TRAILER_SIZE
        tap = RECORDER.tap(about, queue)
    tap.watch(queue)
    return tap


def _with_simple_parts(original: Callable[..., None]) -> Callable[..., None]:
    @functools.wraps(original)
    def wrapper(self: Any, *args: Any, **kwargs: Any) -> None:
        original(self, *args, **kwargs)
        try:
            program_locks.leave_out(self._rlock, self._wlock)
            tap = _tap_of(self, "SimpleQueue", 0)
            observe_read_lock(RECORDER, tap, self._rlock)
            if _owns_ids(self, tap):
                pipe_sample.observe(tap, self)
                tap.watch(self._reader, self._writer)  # Pool uses them past the queue
                observe_simple(RECORDER, tap, self._reader, self._writer)
        except Exception as problem:
            RECORDER.switch_off(problem)

    return wrapper


def _noted_lock(make_methods: Callable[..., None]) -> Callable[..., None]:
    @functools.wraps(make_methods)
    def _make_methods(self: Any) -> None:
        make_methods(self)
        try:
            program_locks.note(self)
        except Exception as problem:
            RECORDER.switch_off(problem)

    return _make_methods


def _observed_join(join: Callable[..., None]) -> Callable[..., None]:
    @functools.wraps(join)
    def observed(self: Any) -> None:
        tap = RECORDER.taps.of(_key_of(self))
        if tap is None:
            return join(self)
        start_ns = now()
        try:
            RECORDER.wait_begins(wire.JOIN_QUEUE, tap.index, start_ns)
            if RECORDER.attention:
                RECORDER.wake()
            return join(self)
        finally:
            end_ns = now()
            if end_ns - start_ns > _SHOWN_WAIT_NS:
                tap.note_span(start_ns, end_ns, wire.JOIN_QUEUE)
            else:
                tap.marks.append((start_ns, wire.JOIN_IMMEDIATE, 0))
            RECORDER.wait_ends()

    return observed


def _observed_close(close: Callable[..., None]) -> Callable[..., None]:
    @functools.wraps(close)
    def observed(self: Any) -> None:
        tap = RECORDER.taps.of(_key_of(self))
        if tap is not None and not self._closed:
            tap.marks.append((now(), wire.CLOSED, 0))
            if RECORDER.attention:
                RECORDER.wake()
        close(self)

    return observed


def _unobserved_sentinel(finalize: Callable[..., None]) -> staticmethod[..., None]:
    """What ends the feeder is put into the buffer like an item, and is none."""

    @functools.wraps(finalize)
    def observed(buffer: Any, notempty: Any) -> None:
        finalize(buffer, unobserved(notempty))

    return staticmethod(observed)


# -- processes --------------------------------------------------------------------------------


def _observed_bootstrap(bootstrap: Callable[..., int]) -> Callable[..., int]:
    @functools.wraps(bootstrap)
    def _bootstrap(self: Any, *args: Any, **kwargs: Any) -> int:
        try:
            RECORDER.begin(_child_hello(self))
            # A spawned child keeps its finalizers, a forked one clears them.
            process_exit.watch_for_error(None)
            process_exit.watch_run(self)
        except Exception as problem:
            RECORDER.switch_off(problem)
        code: int | None = None
        try:
            code = bootstrap(self, *args, **kwargs)
            return code
        finally:
            try:
                process_exit.end(code)
            except Exception as problem:
                RECORDER.switch_off(problem)

    return _bootstrap


def _child_hello(child: Any) -> dict[str, Any]:
    method = child._start_method or multiprocessing.get_start_method(allow_none=True)
    return {
        "parent_pid": child._parent_pid,
        "name": child.name,
        "method": method or "",
        "daemon": child.daemon,
        "main": False,
        "python": sys.version.split()[0],
    }


def _observed_start(start: Callable[..., None]) -> Callable[..., None]:
    @functools.wraps(start)
    def observed(self: Any) -> None:
        start(self)
        RECORDER.go_on()

    return observed


def _observed_wait(wait: Callable[..., int | None]) -> Callable[..., int | None]:
    @functools.wraps(wait)
    def observed(self: Any, timeout: float | None = None) -> int | None:
        if self.returncode is not None or (timeout is not None and timeout <= 0):
            return wait(self, timeout)
        start_ns = now()
        code = wire.JOIN_PROCESS if timeout is None else wire.JOIN_PROCESS | board.TIMED
        try:
            RECORDER.wait_begins(code, -1, start_ns, self.pid)
            if RECORDER.attention:
                RECORDER.wake()
            return wait(self, timeout)
        finally:
            end_ns = now()
            if end_ns - start_ns > _SHOWN_WAIT_NS:
                RECORDER.own.note_span(start_ns, end_ns, wire.JOIN_PROCESS, self.pid)
            RECORDER.wait_ends()

    return observed


def _observed_exit(poll: Callable[..., int | None]) -> Callable[..., int | None]:
    @functools.wraps(poll)
    def observed(self: Any, *args: Any, **kwargs: Any) -> int | None:
        was_known = self.returncode is not None
        code = poll(self, *args, **kwargs)
        if code is not None and not was_known:
            RECORDER.say({"what": "exit", "pid": self.pid, "code": code})
        return code

    return observed


def _observed_signal(send_signal: Callable[..., None]) -> Callable[..., None]:
    @functools.wraps(send_signal)
    def observed(self: Any, *args: Any) -> None:
        if self.returncode is None:
            RECORDER.let_child_send(self.pid)
        send_signal(self, *args)

    return observed


# -- new interpreters -------------------------------------------------------------------------


def _prelude() -> str:
    given = {"FOLDER": RECORDER.folder, "CHILD": _LOADER}
    loader = "__import__('_frozen_importlib_external').FileLoader"
    return f"exec({loader}('', {_LOADER!r}).get_data({_LOADER!r}), {given!r}); "  # on one line


def _with_probe(command: list[str]) -> list[str]:
    """A command that starts an interpreter, with the probe loaded in it before anything else."""
    if getattr(sys, "frozen", False):
        return [command[0], _OBSERVED, RECORDER.folder, *command[1:]]
    if "-c" in command:
        at = command.index("-c") + 1
        command[at] = _prelude() + command[at]
    return command


def _observed_command(get_command_line: Callable[..., list[str]]) -> Callable[..., list[str]]:
    @functools.wraps(get_command_line)
    def observed(**kwargs: Any) -> list[str]:
        return _with_probe(get_command_line(**kwargs))

    return observed


def _observed_forkserver(spawnv_passfds: Callable[..., int]) -> Callable[..., int]:
    @functools.wraps(spawnv_passfds)
    def observed(path: Any, args: Any, passfds: Any) -> int:
        args = list(args)
        if "-c" in args and "multiprocessing.forkserver" in args[args.index("-c") + 1]:
            args = _with_probe(args)
        return spawnv_passfds(path, args, passfds)

    return observed


def _named_state(getstate: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(getstate)
    def observed(self: Any) -> Any:
        state = getstate(self)
        key = getattr(self, program_locks.KEY, None)
        if key is not None and len(state) == 4 and state[3] is None:
            state = (*state[:3], key)
        return state

    return observed

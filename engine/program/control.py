"""Commands from the application, one JSON object in a line, over the host's standard input.

    {"do": "release", "part": "read"}                    a lock of one who died
    {"do": "stop"}
    {"do": "set_count", "kind": "Guest", "count": 3}    or whatever else the host knows

A pipe to its child is the one connection that nobody else can open, on every system, and its end
tells that the application has gone: then the host ends its workers and leaves as well. When that
takes too long, since its main thread does not react, it simply dies, and its workers with it.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from typing import Any, Protocol

from engine.program.orphan_guard import wake_with_parent


class ControlledHost(Protocol):
    """A main program that can be told what to do."""

    def obey(self, command: dict[str, Any]) -> None:
        """Does what a command says; called in the control thread."""

    def terminate_workers(self) -> None:
        """Ends all workers at once."""


AGAIN_S = 0.1
LEAVE_S = 1.0  # the time to leave in good order when the application has gone


def take_standard_input() -> int:
    """The descriptor of the commands. Workers must not inherit it, so it is moved away."""
    commands = os.dup(0)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    return commands


def follow(host: ControlledHost, commands: int, stop: Callable[[int], None]) -> None:
    """Starts the thread that obeys; it calls `stop` with the exit code.

    In a forked worker that thread does not exist, and its descriptor is closed.
    """
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(after_in_child=lambda: os.close(commands))
    wake_with_parent()
    arguments = (host, commands, stop)
    threading.Thread(target=_obey, args=arguments, name="queuescope-control", daemon=True).start()


def _obey(host: ControlledHost, commands: int, stop: Callable[[int], None]) -> None:
    with open(commands, "rb", closefd=False) as lines:
        for line in lines:
            command = json.loads(line)
            if command["do"] == "stop":
                stop(0)
            else:
                host.obey(command)
    probe = sys.modules.get("_queuescope")
    if probe is not None:
        probe.is_forsaken()
    stop(1)
    # The thread does not end before the process: workers that it has started would end with it.
    time.sleep(LEAVE_S)
    if probe is not None:
        probe.remove_orphan()
    os._exit(1)


class Stopper:
    """Makes the main thread leave whatever it waits for, by way of a signal.

    While the host is being made the signal waits: between a semaphore's making and its becoming
    known to multiprocessing's resource tracker lies a moment in which nobody would ever remove it.
    """

    def __init__(self) -> None:
        """Takes over SIGTERM, for this process and not for forked workers."""
        self._host: ControlledHost | None = None
        self._is_due = False
        self._is_leaving = False
        self._code = 128 + signal.SIGTERM
        signal.signal(signal.SIGTERM, self._leave)
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(
                before=_hold_terminate,
                after_in_parent=_let_terminate_through,
                after_in_child=_die_of_terminate,
            )

    def watch(self, host: ControlledHost) -> None:
        """The host is made; raises SystemExit when the signal has come meanwhile."""
        self._host = host
        if self._is_due:
            sys.exit(self._code)

    def stop(self, code: int) -> None:
        """Called in the control thread; returns when the main thread is leaving.

        One signal may not be enough: the exception that it raises is lost in places where Python
        cannot raise it, such as what runs around a fork.
        """
        self._code = code
        if sys.platform == "win32" and self._host is not None:  # no signal wakes a thread there
            self._host.terminate_workers()
            os._exit(code)
        main = threading.main_thread().ident
        while main is not None and not self._is_leaving:
            signal.pthread_kill(main, signal.SIGTERM)
            time.sleep(AGAIN_S)

    def acknowledge(self) -> None:
        """Called in the main thread when it leaves: from here on nothing more interrupts it."""
        self._is_leaving = True

    def _leave(self, *_: object) -> None:
        self._is_due = True
        if self._host is not None and not self._is_leaving:
            sys.exit(self._code)


def _hold_terminate() -> None:
    """One that came to a worker before it is one would be forgotten, and never come again."""
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})


def _let_terminate_through() -> None:
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})


def _die_of_terminate() -> None:
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    _let_terminate_through()

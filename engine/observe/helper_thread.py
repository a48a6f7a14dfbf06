"""The thread that sends what a process has noticed, while the process goes on.

It is a bare `_thread`, invisible in `threading.enumerate()`; parked it costs nothing; and it can be
dismissed, so that a process has no thread of ours while it forks.
"""

from __future__ import annotations

import _thread
import os
import time
from collections.abc import Callable

PAUSE_S = 0.02  # between two turns
BUSY_PAUSE_S = 0.05  # where much happens: each turn makes the program's threads wait for us


class Helper:
    """At most one thread at a time."""

    def __init__(self) -> None:
        """Nobody is there yet."""
        self.is_there = False
        self._bell = _thread.allocate_lock()
        self._bell.acquire()
        self._gone = _thread.allocate_lock()
        self._generation = 0
        self._id = 0

    def start(
        self,
        turn: Callable[[], float],
        look: Callable[[], float],
        failed: Callable[[BaseException], None],
    ) -> bool:
        """Starts a thread that calls `turn`, and again after the seconds it says; 0: after `ring`.

        Before it waits for that it calls `look`, and again after the seconds that says, until it
        says 0. `failed` is told what either raises, which ends the thread. Returns whether there is
        one: when the interpreter shuts down no more threads can be had.
        """
        gone = self._gone = _thread.allocate_lock()
        gone.acquire()
        self.is_there = True
        try:
            _thread.start_new_thread(self._run, (self._generation, gone, turn, look, failed))
        except RuntimeError:
            self.is_there = False
        return self.is_there

    def ring(self) -> None:
        """There is something to do."""
        try:
            self._bell.release()
        except RuntimeError:
            pass  # somebody else rang first

    def dismiss(self) -> None:
        """Ends the thread and waits until it is gone (it is, within a millisecond).

        All is in order before the wait begins: a signal's handler may end it with an exception.
        """
        self._generation += 1
        self.is_there = False
        self.ring()
        self._gone.acquire(True, 1.0)
        _wait_for_thread_end(self._id)

    def _run(
        self,
        generation: int,
        gone: _thread.LockType,
        turn: Callable[[], float],
        look: Callable[[], float],
        failed: Callable[[BaseException], None],
    ) -> None:
        self._id = _thread.get_native_id()
        try:
            pause_s = PAUSE_S
            while generation == self._generation:
                self._bell.acquire(True, pause_s)
                if generation == self._generation and not (pause_s := turn()):
                    pause_s = PAUSE_S
                    while again_s := look():
                        if self._bell.acquire(True, again_s):
                            break
                    else:
                        self._bell.acquire()
        except Exception as problem:
            failed(problem)
        finally:
            gone.release()


def _wait_for_thread_end(native_id: int) -> None:
    """The system lets a thread go a moment after it is done, and 3.12 warns who forks before."""
    path = f"/proc/self/task/{native_id}"
    for _ in range(200):
        if not os.path.exists(path):
            return
        time.sleep(0.00005)

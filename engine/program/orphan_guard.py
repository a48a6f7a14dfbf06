"""Nobody stays behind: a worker ends when its main process dies, however that comes about.

The main process may be killed together with the application, so that nobody is left who could end
its workers. Linux tells a process of its parent's death by a signal of its choice, which reaches it
whatever it does, stopped ones too. A worker from the fork server has that server as its parent,
which ends with the main process unless a worker keeps it: each holds a descriptor so that it could
start processes of its own, and ours let go of it. Elsewhere a thread waits for the main process's
end; there a worker that is stopped ends when it goes on.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from multiprocessing import connection, parent_process
from multiprocessing.process import BaseProcess

_PR_SET_PDEATHSIG = 1
_KEEPS_ALIVE = "_forkserver_alive_fd"  # of the class ForkServer, in a process it has started


def end_with_parent() -> None:
    """Called by a worker, first of all."""
    parent = parent_process()
    if parent is None:
        return
    if sys.platform == "linux":
        is_served = _leave_fork_server()
        _ask_for_signal(signal.SIGKILL)
        if not parent.is_alive() or (not is_served and os.getppid() != parent.pid):
            os._exit(1)  # it died before the signal was asked for
    else:
        name = "queuescope-orphan-guard"
        threading.Thread(target=_wait_for_end, args=(parent,), name=name, daemon=True).start()


def wake_with_parent() -> None:
    """Called by the main process: even when it is stopped it shall notice the application's end.

    It then reads the end of its commands (control.py), which a stopped process does not.
    """
    if sys.platform == "linux":
        _ask_for_signal(signal.SIGCONT)


def _ask_for_signal(number: int) -> None:
    import ctypes  # here, where it is needed

    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, number, 0, 0, 0)


def _leave_fork_server() -> bool:
    """Whether this process comes from the fork server; it will not keep that alive."""
    server = getattr(sys.modules.get("multiprocessing.forkserver"), "_forkserver", None)
    handle: int | None = getattr(server, _KEEPS_ALIVE, None)
    if handle is None:
        return False
    setattr(server, _KEEPS_ALIVE, None)
    os.close(handle)
    return True


def _wait_for_end(parent: BaseProcess) -> None:
    connection.wait([parent.sentinel])
    os._exit(1)

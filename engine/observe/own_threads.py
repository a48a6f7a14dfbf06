"""Who may act in this process besides its main thread: whoever waits there may yet go on."""

from __future__ import annotations

import os
import signal
import threading

SERVANTS = frozenset({"multiprocessing.pool", "concurrent.futures.process"})


def own() -> int:
    """Threads of the program's own that may act while its main thread waits, and a timer that will.

    Not the feeders, which only pass on; nor those of our demo's host, which wait for the user; nor
    the servants of pools and executors, which do nothing before a worker or the main thread does. A
    timer (signal.alarm, setitimer) runs a handler, which may put something or raise.
    """
    return has_timer() + sum(
        not thread.name.startswith(("QueueFeederThread", "queuescope-"))
        and type(thread).__module__ not in SERVANTS
        and getattr(getattr(thread, "_target", None), "__module__", "") not in SERVANTS
        for thread in threading._active.copy().values()  # type: ignore[attr-defined]
        if not isinstance(thread, threading._MainThread)  # type: ignore[attr-defined]
    )


def has_timer() -> bool:
    """Whether a signal is due that a timer sends; there is no such thing on Windows."""
    return os.name == "posix" and signal.getitimer(signal.ITIMER_REAL)[0] > 0

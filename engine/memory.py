"""Memory that a run's events took goes back to the system when the run is let go.

glibc keeps freed memory for the next time, in pieces that the next run's arrays do not quite fit:
the process of a window that is open for days would grow with the number of runs, not with what is
in them. Other systems' libraries give it back by themselves.
"""

from __future__ import annotations

import sys


def give_back() -> None:
    """Hands what is free back to the system; takes some milliseconds."""
    if sys.platform != "linux":
        return
    import ctypes  # here, where it is needed

    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # musl has none, and needs none
    if trim is not None:
        trim(0)

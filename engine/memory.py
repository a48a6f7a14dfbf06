"""Memory as a window needs it: got in small portions, and given back when a run is let go.

numpy asks Linux to back large arrays with huge pages. A page of 2 MB is cleared when it is first
touched: 4 to 5 ms here, and up to 100 ms where a virtual machine's host must find the memory first;
one frame in fifty was missed by it. Small pages cost more in all, but little at a time.

glibc keeps freed memory for the next time, in pieces that the next run's arrays do not quite fit:
the process of a window that is open for days would grow with the number of runs, not with what is
in them. Other systems' libraries give it back by themselves.
"""

from __future__ import annotations

import os
import sys

HUGE_PAGES = "NUMPY_MADVISE_HUGEPAGE"  # numpy reads it once, when it is imported


def import_numpy_for_even_frames() -> None:
    """Imports numpy so that it asks for small pages, unless the user's environment says otherwise.

    The environment is as before afterwards: the processes of a run inherit it, and what they do
    must not depend on who watches. It does nothing where numpy is imported already.
    """
    is_ours = HUGE_PAGES not in os.environ
    if is_ours:
        os.environ[HUGE_PAGES] = "0"
    try:
        import numpy  # noqa: F401 - for its effect
    finally:
        if is_ours:
            del os.environ[HUGE_PAGES]


def give_back() -> None:
    """Hands what is free back to the system; takes some milliseconds."""
    if sys.platform != "linux":
        return
    import ctypes  # here, where it is needed

    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # musl has none, and needs none
    if trim is not None:
        trim(0)

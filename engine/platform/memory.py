"""Memory as a window needs it: got in small portions, and given back when a run is let go.

numpy asks Linux to back large arrays with huge pages. A page of 2 MB is cleared when it is first
touched: 4 to 5 ms here, and up to 100 ms where a virtual machine's host must find the memory first;
one frame in fifty was missed by it. Small pages cost more in all, but little at a time.

glibc takes what is large from the system and gives it back, but learns from each such piece that
the next one of that size should come from its own heap; where small things then lie between them,
little can go back. It is told to take every piece from 1 MB on from the system; frames are a tenth
cheaper by it.

What is smaller and free it keeps for the next time, in pieces that the next run's arrays do not
quite fit: the process of a window that is open for days would grow with the number of runs, not
with what is in them. Other systems' libraries give it back by themselves.
"""

from __future__ import annotations

import os
import sys

MMAP_THRESHOLD = -3  # a parameter of glibc's mallopt
LARGE_BYTES = 1 << 20
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


def take_large_pieces_from_the_system() -> None:
    """Tells the C library; to be called before much is allocated."""
    if sys.platform != "linux":
        return
    import ctypes

    set_option = getattr(ctypes.CDLL(None), "mallopt", None)  # musl has none, and needs none
    if set_option is not None:
        set_option(MMAP_THRESHOLD, LARGE_BYTES)


def give_back() -> None:
    """Hands what is free back to the system; takes some milliseconds."""
    if sys.platform != "linux":
        return
    import ctypes  # here, where it is needed

    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # musl has none, and needs none
    if trim is not None:
        trim(0)

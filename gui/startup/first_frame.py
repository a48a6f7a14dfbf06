"""What a launch leaves for later, so that the window is there sooner, and its frames are even.

    begin --> imports, widgets, first frame --> go_on_after_first_frame: the rest is loaded,
              collector off                     what lives on is frozen, collector on

Nothing becomes garbage while modules are loaded and widgets are made, yet the collector would look
at every object again and again: a tenth of the launch. What exists then lives as long as the
window. Frozen, it is never looked at again, so a full collection during a run costs one millisecond
instead of twenty, which would be a frame that is missed.
"""

from __future__ import annotations

import gc
import importlib

from engine.platform import memory

# With what they need: sockets, psutil, multiprocessing, zlib.
LATER = (
    "engine.analysis.analysis",
    "engine.run.run",
    "engine.export.report",
    "engine.playground.playground_run",
    "engine.playground.isolation",
    "engine.playground.script",
    "engine.screencast.frame_recorder",
)
LATER_MS = 400  # from the start of the event loop; the first frame is out by then


def begin() -> None:
    """Called before anything of the window is imported."""
    gc.disable()
    memory.import_numpy_for_even_frames()


def go_on_after_first_frame() -> None:
    """Called when the window is shown."""
    from PySide6.QtCore import QTimer

    QTimer.singleShot(LATER_MS, go_on)


def go_on() -> None:
    """Loads the rest, and turns the collector on again."""
    memory.take_large_pieces_from_the_system()  # before there is a run; it takes ctypes
    for name in LATER:
        importlib.import_module(name)
    gc.collect()
    gc.freeze()
    gc.enable()

"""The one way in, for `queuescope`, `python -m gui` and the frozen application.

It puts the command line and the window together, which must not know each other: the engine imports
no Qt. It is imported again by every spawned child, so it loads next to nothing at its top.
"""

from __future__ import annotations

import sys
from pathlib import Path


def entry() -> int:
    """Runs what the command line says; without a command, the window."""
    if getattr(sys, "frozen", False):
        from multiprocessing import freeze_support

        from engine.platform import frozen

        frozen.take_part()  # what follows is not for a run's main process
        freeze_support()  # nor this for its workers
    from engine.cli import Frontend, main
    from gui.startup.display import display_available

    return main(sys.argv[1:], Frontend(has_display=display_available, open_window=open_window))


def open_window(scenario: Path | None) -> int:
    """The window, with the scenario of that file if one is given; returns the exit code."""
    from gui.startup import first_frame

    first_frame.begin()
    from gui.app import open_window as open_in_qt

    return open_in_qt(scenario)


if __name__ == "__main__":
    sys.exit(entry())

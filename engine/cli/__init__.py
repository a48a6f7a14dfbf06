"""The command line: everything the window can show of a run, without a window.

    gui/__main__.py  ->  main(arguments, frontend)  ->  commands.py  ->  running.py, tracing.py
                         the only way in               click             one loop each

`main` must be quick to import: `queuescope --help` loads neither numpy nor rich, let alone Qt. The
engine may not know the window (truth 4), so whoever calls `main` hands in how to open one.
"""

from __future__ import annotations

from engine.cli.frontend import Frontend, main

__all__ = ["Frontend", "main"]

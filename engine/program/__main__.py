"""The program: `python -m engine.program [--control] SCENARIO.toml`.

With --control it obeys commands that come over its standard input (control.py); without, it simply
runs to its end. Exit code 0 means that all workers ended well.
"""

from __future__ import annotations

import sys
import warnings
from pathlib import Path

from engine.program.control import Stopper, follow, take_standard_input
from engine.program.host import Host
from engine.scenario.presets import load


def main() -> int:
    """Runs the scenario that the command line names; returns the exit code."""
    *options, path = sys.argv[1:]
    # Workers added later are forked beside our own threads, which then only wait (host.py).
    warnings.filterwarnings("ignore", ".*multi-threaded.*fork", DeprecationWarning)
    scenario = load(Path(path))
    stopper = Stopper()
    host = Host(scenario)
    try:
        stopper.watch(host)
        if "--control" in options:
            follow(host, take_standard_input(), stopper.stop)
        return 0 if host.run() else 1
    except BaseException:  # told to stop; or the application has gone, and nobody reads its output
        stopper.acknowledge()
        host.terminate_workers()
        raise
    finally:
        stopper.acknowledge()


if __name__ == "__main__":
    sys.exit(main())

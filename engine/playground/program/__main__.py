"""The program: `python -m engine.playground.program KIND MAXSIZE START_METHOD WORKERS`.

Commands come over its standard input (engine/program/control.py).
"""

from __future__ import annotations

import sys
import warnings

from engine.playground.program.host import PlaygroundHost
from engine.program.control import Stopper, follow, take_standard_input
from engine.scenario.schema import QueueKind, QueueSpec, StartMethod


def main() -> None:
    """Runs until the main process is told to exit, or the playground is closed."""
    kind, maxsize, method, count = sys.argv[1:]
    # Workers are forked beside our own threads, which then only wait (host.py).
    warnings.filterwarnings("ignore", ".*multi-threaded.*fork", DeprecationWarning)
    spec = QueueSpec(kind=QueueKind(kind), maxsize=int(maxsize), start_method=StartMethod(method))
    stopper = Stopper()
    host = PlaygroundHost(spec, int(count))
    try:
        stopper.watch(host)
        follow(host, take_standard_input(), stopper.stop)
        host.run()
    except BaseException as leaving:
        stopper.acknowledge()
        if not isinstance(leaving, SystemExit) or leaving.code is not None:
            host.terminate_workers()  # closed; an `exit` in the main process has no code
        raise
    finally:
        stopper.acknowledge()


if __name__ == "__main__":
    main()

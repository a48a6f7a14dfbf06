"""The program: `python -m engine.playground.program KIND MAXSIZE START_METHOD WORKERS`.

Commands come over its standard input (engine/program/control.py).
"""

from __future__ import annotations

import sys
import warnings

from engine.playground.program.host import Bench
from engine.program.control import Stopper, follow, take_standard_input
from engine.scenario.schema import QueueKind, QueueSpec, StartMethod


def main() -> None:
    """Runs until the main process is told to exit, or the bench is closed."""
    kind, maxsize, method, count = sys.argv[1:]
    # Workers are forked beside our own threads, which then only wait (host.py).
    warnings.filterwarnings("ignore", ".*multi-threaded.*fork", DeprecationWarning)
    spec = QueueSpec(kind=QueueKind(kind), maxsize=int(maxsize), start_method=StartMethod(method))
    stopper = Stopper()
    bench = Bench(spec, int(count))
    try:
        stopper.take_over(bench)
        follow(bench, take_standard_input(), stopper.stop)
        bench.run()
    except BaseException as leaving:
        stopper.is_heard()
        if not isinstance(leaving, SystemExit) or leaving.code is not None:
            bench.dismiss()  # closed; an `exit` in the main process has no code
        raise
    finally:
        stopper.is_heard()


if __name__ == "__main__":
    main()

"""Applications that are there to be killed.

`application.py SCENARIO.toml` starts a run in the real window; `application.py` reads the names of
scenario files, and forks for each an application that drives its run in a loop, as the command line
does. Each says who it is, where its run's folder is and who its main process is, and goes on for
ever.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

from engine.run.run import Run
from engine.scenario.presets import load


def tell(run: Run) -> None:
    print(os.getpid(), run._session.folder, run._host.pid, flush=True)


def loop(path: str) -> None:
    run = Run(load(path))
    run.start()
    tell(run)
    while True:
        run.poll(0.01)
        time.sleep(0.005)


def window(path: str) -> None:
    from PySide6.QtWidgets import QApplication

    from gui.app import App

    application = QApplication([])
    app = App(application)
    app.window.show()
    app.scenarios.open_file(Path(path))
    app.runs.start()
    tell(app.runs.run)
    application.exec()


if __name__ == "__main__":
    if sys.argv[1:]:
        window(sys.argv[1])
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody needs to bury them
    for line in sys.stdin:
        if os.fork() == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            loop(line.strip())

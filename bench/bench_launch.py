"""How long it takes until the window is there, against a bare window with one plot.

Whole processes, from their start to their first painted frame, in turn and with settings of their
own; the ratio of a pair is what a drifting machine cannot spoil. Bytecode is cached, as it is for
whoever launches an installed program for the second time, whatever the environment says.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

NAME = "launch to first painted frame"
REACH = "1.5 times what a bare PySide6 + pyqtgraph window takes"
MOST = {"ratio": 1.5}

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = ROOT / "bench" / "programs" / "first_frame.py"
PAIRS, QUICK_PAIRS = 11, 5
TIMEOUT_S = 60.0


def measure(quick: bool = False) -> dict[str, float]:
    """Medians of both in ms, and the median of their ratios."""
    bare_s, ours_s = [], []
    with tempfile.TemporaryDirectory(prefix="queuescope-bench-") as folder:
        for which in ("bare", "queuescope"):
            launch_s(which, folder)  # reads the files from the disk, writes the bytecode
        for _ in range(QUICK_PAIRS if quick else PAIRS):
            bare_s.append(launch_s("bare", folder))
            ours_s.append(launch_s("queuescope", folder))
    ratios = [ours / bare for ours, bare in zip(ours_s, bare_s, strict=True)]
    return {
        "bare, ms": round(statistics.median(bare_s) * 1e3),
        "queuescope, ms": round(statistics.median(ours_s) * 1e3),
        "ratio": round(statistics.median(ratios), 2),
    }


def launch_s(which: str, folder: str) -> float:
    """Seconds from the start of one process to its first frame."""
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": str(ROOT),
        "PYTHONPYCACHEPREFIX": str(Path(folder) / "bytecode"),
        "PYTHONDONTWRITEBYTECODE": "",
        **{f"XDG_{name}_HOME": folder for name in ("CONFIG", "STATE", "DATA", "CACHE")},
    }
    command = [sys.executable, str(PROGRAM), which]
    start_s = time.perf_counter()
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    ) as program:
        assert program.stdout is not None
        line = program.stdout.readline()
        spent_s = time.perf_counter() - start_s
        _, told = program.communicate(timeout=TIMEOUT_S)
    if line != "painted\n":
        raise RuntimeError(told.strip() or f"the {which} window was never painted")
    return spent_s

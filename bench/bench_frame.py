"""What one frame of the window costs at 100,000 events/s: feed, snapshot, and both plots painted.

Measured after a long history, in the size of a window of 1280x720, with eight lanes; the plots are
painted for real, into the window's own backing store, on Qt's offscreen platform.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections import deque
from pathlib import Path

import numpy as np

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.bench_timeline import EVENTS_AN_ITEM, make_batches
from engine.source import Phase
from engine.timeline import Timeline

NAME = "one frame with 100k events/s"
REACH = "p99 8 ms"
MOST = {"frame_p99_ms": 8.0}

EVENTS_PER_S = 100_000
SIZE = 720, 300  # of each plot, in logical pixels
FRAMES = 300


def measure(*, quick: bool = False) -> dict[str, float]:
    """Times of whole frames and of their painting, in ms."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from gui.plots import DepthPlot, LanesPlot, TimeAxis

    application = QApplication.instance() or QApplication([])
    axis = TimeAxis()
    plots = DepthPlot(axis), LanesPlot(axis)
    for plot in plots:
        plot.resize(*SIZE)
        plot.show()
    application.processEvents()  # a widget that is not exposed yet would paint nothing
    frames = FRAMES // 3 if quick else FRAMES
    history_s = 5.0 if quick else 60.0
    seconds = history_s + (frames + 10) * 0.02
    batches = deque(make_batches(EVENTS_PER_S // EVENTS_AN_ITEM, seconds))
    timeline = Timeline()
    while len(batches) > frames:
        timeline.feed(batches.popleft())
    whole_ms, paint_ms = [], []
    for batch in batches:
        begin_s = time.perf_counter()
        timeline.feed(batch)
        snapshot = timeline.snapshot(batch[0].arrived_ns, Phase.RUNNING)
        ready_s = time.perf_counter()
        for plot in plots:
            plot.show_snapshot(snapshot)
            plot.repaint()
        end_s = time.perf_counter()
        whole_ms.append((end_s - begin_s) * 1e3)
        paint_ms.append((end_s - ready_s) * 1e3)
    for plot in plots:
        plot.close()
        plot.deleteLater()
    application.processEvents()
    return {
        "frames": len(whole_ms),
        "events": timeline.snapshot(batches[-1][0].arrived_ns, Phase.RUNNING).event_count,
        "frame_p50_ms": round(float(np.quantile(whole_ms, 0.5)), 2),
        "frame_p99_ms": round(float(np.quantile(whole_ms, 0.99)), 2),
        "plots_p50_ms": round(float(np.quantile(paint_ms, 0.5)), 2),
        "plots_p99_ms": round(float(np.quantile(paint_ms, 0.99)), 2),
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a short history and fewer frames")
    print(json.dumps(measure(quick=parser.parse_args().quick), indent=2))

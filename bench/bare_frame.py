"""What one frame of a bare pyqtgraph window costs: the measure for a frame of ours.

One step curve of 10,000 points that grows, and eight lanes of bars, renewed in each frame.
"""

from __future__ import annotations

import time
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QCoreApplication

POINTS, LANES, BARS = 10_000, 8, 40
SETTLING_FRAMES = 20
SIZE = 1280, 720


def bare_frames(application: QCoreApplication, count: int) -> npt.NDArray[np.float64]:
    """Times of frames: the whole time and the thread's CPU time, in ms; shape (2, count)."""
    import pyqtgraph

    window = pyqtgraph.GraphicsLayoutWidget()
    window.resize(*SIZE)
    curve = window.addPlot(row=0, col=0).plot(pen="b")
    lanes = window.addPlot(row=1, col=0)
    bars = [pyqtgraph.BarGraphItem(x=[0], y0=[at], height=0.8, width=1) for at in range(LANES)]
    for each in bars:
        lanes.addItem(each)
    window.show()
    random = np.random.default_rng(1)
    steps = np.cumsum(random.choice([-1, 1], POINTS + SETTLING_FRAMES + count))
    times_s = []
    for number in range(SETTLING_FRAMES + count):
        begin_s, begin_cpu_s = time.perf_counter(), time.thread_time()
        _show(curve, bars, steps[number : number + POINTS], number)
        application.processEvents()
        times_s.append((time.perf_counter() - begin_s, time.thread_time() - begin_cpu_s))
    window.close()
    return np.array(times_s[SETTLING_FRAMES:]).T * 1e3


def _show(curve: object, bars: Sequence[object], depth: npt.NDArray[np.int64], number: int) -> None:
    at = np.arange(number, number + POINTS + 1)
    curve.setData(at, depth, stepMode="center")  # type: ignore[attr-defined]
    starts = number + np.arange(BARS) * (POINTS / BARS)
    for lane in bars:
        lane.setOpts(x0=starts, width=POINTS / BARS * 0.8)  # type: ignore[attr-defined]

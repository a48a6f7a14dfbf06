"""Row 11: the window open, ten thousand events a second: nothing grows, and no frame slows.

A run keeps all its events, so memory grows while it goes on, by so many bytes each, and is given
back when the next one begins. What must not grow is what is left then. So after each busy run comes
a calm one, always the same, and the slope is taken over the moments at which the window shows that.
A frame's cost is the CPU time of the window's thread, so that other programs on the machine do not
count. References to None stay as many as they are: one version of Qt's bindings lost some until the
interpreter ended, another one gave away five for each new picture (pixmap_cache.py). From
Python 3.12 on they are not counted any more.

`make soak ARGS=tests/faults/test_soak.py` takes 30 minutes, with SOAK_S=180 three of them (then the
slope is told, and not judged), CI less than half a minute.
"""

from __future__ import annotations

import gc
import itertools
import math
import os
import statistics
import sys
import time
from dataclasses import dataclass, field

import numpy as np
import psutil
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from engine.platform import memory
from engine.scenario.presets import loads
from engine.scenario.schema import Scenario
from gui.app import App
from gui.common.settings import Settings

SOAK_S = float(os.environ.get("QUEUESCOPE_SOAK_S", "24"))
LONG = SOAK_S >= 120  # long enough for a rate
SLOPE_S = 1200.0  # before, the first runs' filling of caches would be taken for a slope
CYCLE_S = min(60.0, SOAK_S / (12 if LONG else 4))
FRAME_S = 0.016
CALM_S = 4.0  # by then the busy run's memory is given back (gui/bridge.py)
MOST_SLOPE_MB_H = 1.0
LEAST_EVENTS_S = 10_000
MOST_NONES = 500  # references to None, of tens of thousands, more or less after the first run

SCENARIO = """
name = "{name}"

[queue]
kind = "JoinableQueue"
maxsize = 1000
start_method = "fork"
ending = "daemon"

[[producers]]
name = "Cook"
count = 1
items = 0
burst = {burst}
dish = "bun"
time = {{ law = "fixed", seconds = 0.05 }}

[[consumers]]
name = "Guest"
count = 2
time = {{ law = "fixed", seconds = 0.0 }}
"""
BUSY, CALM = (
    loads(SCENARIO.format(name=name, burst=burst)) for name, burst in (("Busy", 300), ("Calm", 1))
)


@dataclass
class Soak:
    """The window, and what was measured."""

    app: App
    nones: list[int] = field(default_factory=list)  # references to None, in the calm runs
    rss: list[tuple[float, int]] = field(default_factory=list)  # seconds, bytes; in the same
    p99_s: list[float] = field(default_factory=list)  # of each busy run's frames; they are not
    # kept: a float for each would make 7 MB an hour, and be taken for the window's
    events: list[int] = field(default_factory=list)
    grown: list[int] = field(default_factory=list)  # bytes of RSS that go with a busy run

    def frame(self) -> float:
        """One frame, as the timer would make it; returns its cost in CPU seconds."""
        began_s = time.thread_time()
        self.app.runs.bridge.tick()
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        return time.thread_time() - began_s

    def cycle(self, began_s: float) -> None:
        """A busy run, and a calm one in which it is seen what the busy one has left."""
        here = psutil.Process()
        frames = self.run(BUSY, CYCLE_S)
        self.p99_s.append(float(np.percentile(frames[len(frames) // 10 :], 99)))
        self.events.append(self.app.runs.bridge._timeline._timeline._log.received)
        self.grown.append(here.memory_info().rss)
        self.stop()
        self.run(CALM, CALM_S)
        gc.collect()
        memory.give_back()
        self.nones.append(sys.getrefcount(None))
        self.rss.append((time.monotonic() - began_s, here.memory_info().rss))
        self.grown[-1] -= self.rss[-1][1]
        self.stop()

    def run(self, scenario: Scenario, for_s: float) -> list[float]:
        """Starts one and goes on with it for so long; returns what its frames cost, in s."""
        self.app.window.form.show_scenario(scenario)
        self.app.runs.start()
        self.app.runs.bridge._timer.stop()  # frames are made here
        frames: list[float] = []
        until_s = time.monotonic() + for_s
        while time.monotonic() < until_s:
            next_s = time.monotonic() + FRAME_S
            frames.append(self.frame())
            time.sleep(max(0.0, next_s - time.monotonic()))
        return frames

    def stop(self) -> None:
        """Ends what runs."""
        self.app.runs.stop()
        while self.app.runs.run is not None:
            self.frame()
            time.sleep(FRAME_S)

    def tell(self) -> str:
        """The figures."""
        rates = [count / CYCLE_S for count in self.events]
        each = [grown / count for grown, count in zip(self.grown, self.events, strict=True)]
        return (
            f"{len(self.events)} runs of {CYCLE_S:.0f} s, "
            f"{min(rates):,.0f} to {max(rates):,.0f} events/s; "
            f"RSS {[round(size / 1e6, 1) for _, size in self.rss]} MB, "
            f"slope {self.slope_mb_h():+.1f} MB/h; "
            f"references to None {self.nones}; "
            f"p99 frame {self.p99_s[0] * 1e3:.1f} ms in the first run, "
            f"{self.p99_s[-1] * 1e3:.1f} ms in the last; "
            f"{np.median(each):.0f} bytes an event"
        )

    def slope_mb_h(self) -> float:
        """Of RSS over the calm runs: the median of the slopes between any two of them.

        Without the first third of the runs, in which the heap grows to what all runs need. The
        median (Theil 1950, Sen 1968) does not mind single outliers.
        """
        later = self.rss[len(self.rss) // 3 :]
        slopes = [
            (after - before) / 1e6 / (after_s - before_s) * 3600
            for (before_s, before), (after_s, after) in itertools.combinations(later, 2)
        ]
        return statistics.median(slopes) if slopes else math.nan


def fill_cache_of_numpy() -> None:
    """numpy keeps up to seven freed blocks of each size below 1024 bytes for the next arrays.

    That is 3.7 MB when all sizes have occurred, which takes hours: not to be taken for a slope.
    """
    kept = [np.empty(size, np.int8) for size in range(1, 1024) for _ in range(8)]
    kept.clear()


def test_a_window_that_is_open_for_long_is_as_quick_and_as_small_as_at_first(
    qapp: QApplication, cleanly, tmp_path
):
    memory.take_large_pieces_from_the_system()  # as gui/startup/first_frame.py does
    fill_cache_of_numpy()
    app = App(qapp, Settings(tmp_path / "window.ini"))
    app.window.resize(1280, 720)
    app.window.show()
    soak = Soak(app)
    began_s = time.monotonic()
    while time.monotonic() - began_s < SOAK_S:
        soak.cycle(began_s)
    print("\n" + soak.tell())
    app.settings.set("ask_before_stop", value=False)
    app.window.close()
    rates = [count / CYCLE_S for count in soak.events]
    assert abs(soak.nones[-1] - soak.nones[1]) < MOST_NONES
    assert soak.p99_s[-1] < 1.5 * soak.p99_s[0] + 0.002
    if LONG:
        assert min(rates) > LEAST_EVENTS_S
    if SOAK_S >= SLOPE_S:
        assert soak.slope_mb_h() <= MOST_SLOPE_MB_H

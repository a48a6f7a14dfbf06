"""What one frame of the window costs with 100,000 events/s arriving.

The real window, put together by the application's own composition root, with eight lanes, after a
minute's history: first as it opens, then larger and with everything open that there is. A faked
source hands out what arrives in 16 ms, as a run would, and ten times a second what the application
sees when it looks at the processes; a frame is the bridge's tick (poll, feed, snapshot, every view
showing it) and all that Qt then does, painting included, until its event loop would sleep. It is
painted for real, into the window's own backing store, on Qt's offscreen platform.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from bench.bare_frame import bare_frames
from bench.bench_timeline import CONSUMERS, EVENTS_AN_ITEM, PRODUCERS, make_batches
from engine.model.snapshot import WorkerKinds
from engine.model.source import Packet, Phase
from engine.model.system_samples import Words
from engine.observe import board, wire

if TYPE_CHECKING:
    import numpy.typing as npt
    from PySide6.QtCore import QCoreApplication

    from gui.app import App

    Times = npt.NDArray[np.float64]

NAME = "one frame with 100k events/s"
REACH = "p99 at most 2.0 times that of a bare pyqtgraph window, in the same run"
MOST = {"all_open to bare, p99": 2.0, "all_open to bare, CPU time, p99": 2.0}

EVENTS_PER_S = 100_000
FRAME_NS = 16_000_000
FRAMES, QUICK_FRAMES = 900, 300
HISTORY_S, QUICK_HISTORY_S = 60.0, 5.0
BEGIN_NS = 1_000_000_000  # where the made events begin
LOOK_NS = 100_000_000
SETTLING_FRAMES = 10  # a layout that has just changed is no frame of a run
EVERYTHING = 1600, 1000  # logical pixels; less would not show all parts


class MadeSource:
    """An `EventSource` whose clock stands still until it is told to go on."""

    phase = Phase.RUNNING
    is_active = True

    def __init__(self, seconds: float) -> None:
        """Has events for so long."""
        batches = make_batches(EVENTS_PER_S // EVENTS_AN_ITEM, seconds)
        self._packets = _as_they_arrive(batches)
        self._next: Packet | None = next(self._packets)
        self._now_ns = self._look_ns = BEGIN_NS
        self._arrived: list[Packet] = []

    def go_on(self, by_ns: int) -> None:
        """Lets arrive what arrives in the next `by_ns`; `poll` then hands it out."""
        self._now_ns += by_ns
        while self._next is not None and self._next.arrived_ns <= self._now_ns:
            self._arrived.append(self._next)
            self._next = next(self._packets, None)
        if self._now_ns >= self._look_ns:
            self._look_ns = self._now_ns + LOOK_NS
            self._arrived.append(_look(self._now_ns))

    def poll(self, budget_s: float) -> list[Packet]:
        """What has arrived."""
        del budget_s
        arrived, self._arrived = self._arrived, []
        return arrived

    def now_ns(self) -> int:
        """The clock."""
        return self._now_ns

    def close(self) -> None:
        """Nothing is open."""


def _look(at_ns: int) -> Packet:
    """What the application sees: all at work, and the counts of what they have done by then."""
    items = EVENTS_PER_S // EVENTS_AN_ITEM * (at_ns - BEGIN_NS) // 1_000_000_000
    looks, books = [wire.LOOK_TIME.pack(at_ns)], [wire.LOOK_TIME.pack(at_ns)]
    for process in range(PRODUCERS + CONSUMERS):
        stands = wire.RUNNABLE, 1000 + process, at_ns // 2, -1
        looks.append(wire.LOOK.pack(process, *stands, board.state_word(0, 0), at_ns, 0, 0, 1))
        put, taken = items // PRODUCERS, items // CONSUMERS
        seen = board.pipe_sample_word(at_ns, board.AWAY, 4096)
        sends = Words(puts=put, sending=put, sent=put, pipe_sample_word=seen)
        takes = Words(gets=taken, dones=taken)
        books.append(wire.BOOK.pack(process, 0, *(sends if process < PRODUCERS else takes)))
    frames = wire.frame(wire.BOOKS, wire.NO_QUEUE, b"".join(books))
    frames += wire.frame(wire.LOOKS, wire.NO_QUEUE, b"".join(looks))
    return Packet(wire.APPLICATION, at_ns, frames)


def _as_they_arrive(batches: Iterator[list[Packet]]) -> Iterator[Packet]:
    """Each process sends when it likes, not all of them at once."""
    for batch in batches:
        step_ns = 20_000_000 // len(batch)
        for number, packet in enumerate(batch):
            yield Packet(packet.process, packet.arrived_ns + number * step_ns, packet.frames)


def measure(*, quick: bool = False) -> dict[str, float]:
    """Times of whole frames in ms, the part that is Qt's painting and layout, and the CPU time.

    The thread's CPU time is what its work costs; where other programs take the processor away from
    it, only the whole time grows.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from gui.startup import first_frame

    first_frame.begin()
    from PySide6.QtWidgets import QApplication

    from gui.app import App
    from gui.common.settings import Settings

    application = QApplication.instance() or QApplication([])
    frames = QUICK_FRAMES if quick else FRAMES
    history_s = QUICK_HISTORY_S if quick else HISTORY_S
    source = MadeSource(history_s + 2 * (frames + SETTLING_FRAMES) * FRAME_NS / 1e9)
    with tempfile.TemporaryDirectory(prefix="queuescope-bench-") as folder:
        app = App(application, Settings(Path(folder) / "window.ini"))
        app.window.show()
        first_frame.go_on()
        app.runs.bridge.set_source(source, WorkerKinds())
        app.runs.bridge._timer.stop()  # frames are asked for here
        for _ in range(round(history_s)):
            _frame(app, application, source, 1_000_000_000)
        as_it_opens = _frames(app, application, source, frames)
        _open_everything(app)
        all_open = _frames(app, application, source, frames)
        events = app.window._snapshot.event_count if app.window._snapshot else 0
        app.runs.bridge.close()
        app.window.hide()
        bare_ms = bare_frames(application, frames)
    whole_ms, qt_ms, cpu_ms = as_it_opens
    return {
        "frames": len(whole_ms),
        "events": events,
        **_quantiles("frame", whole_ms),
        "frame_max_ms": round(float(whole_ms.max()), 2),
        **_quantiles("of it Qt", qt_ms),
        **_quantiles("of it CPU time", cpu_ms),
        **_quantiles("all_open", all_open[0]),
        **_quantiles("all_open, CPU time", all_open[2]),
        **_quantiles("bare pyqtgraph", bare_ms[0]),
        **_quantiles("bare pyqtgraph, CPU time", bare_ms[1]),
        "all_open to bare, p99": _ratio(all_open[0], bare_ms[0]),
        "all_open to bare, CPU time, p99": _ratio(all_open[2], bare_ms[1]),
    }


def _ratio(ours_ms: Times, bare_ms: Times) -> float:
    """Of the 99th percentiles."""
    return round(float(np.quantile(ours_ms, 0.99) / np.quantile(bare_ms, 0.99)), 2)


def _quantiles(name: str, times_ms: Times) -> dict[str, float]:
    return {
        f"{name}_p{percent}_ms": round(float(np.quantile(times_ms, percent / 100)), 2)
        for percent in (50, 99)
    }


def _open_everything(app: App) -> None:
    """Each part of the centre and each panel, those in tabs in front."""
    window = app.window
    window.resize(*EVERYTHING)
    for name in window.centre.splitter.parts:
        window.centre.splitter.show_part(name, is_wanted=True)
    for dock in window.docks.values():
        dock.show()
    window.docks["code"].raise_()


def _frames(app: App, application: QCoreApplication, source: MadeSource, count: int) -> Times:
    """`count` frames: the whole time, Qt's and the CPU's, in ms; shape (3, count)."""
    for _ in range(SETTLING_FRAMES):
        _frame(app, application, source, FRAME_NS)
    times_s = [_frame(app, application, source, FRAME_NS) for _ in range(count)]
    return np.array(times_s).T * 1e3


def _frame(
    app: App, application: QCoreApplication, source: MadeSource, by_ns: int
) -> tuple[float, float, float]:
    """Seconds that one frame took, those of them after the tick, and CPU seconds."""
    source.go_on(by_ns)
    begin_s, begin_cpu_s = time.perf_counter(), time.thread_time()
    app.runs.bridge.tick()
    ready_s = time.perf_counter()
    application.processEvents()
    end_s, end_cpu_s = time.perf_counter(), time.thread_time()
    return end_s - begin_s, end_s - ready_s, end_cpu_s - begin_cpu_s

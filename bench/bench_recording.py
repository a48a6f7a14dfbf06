"""Recording: whether a frame is lost, how soon the file is ready, and what it costs the run.

A busy kitchen is shown in the real window (Qt's offscreen platform) and recorded as a teacher would
record it. What the run loses is told by the items that went through its queue in equal times, by
turns with and without a recording.
"""

from __future__ import annotations

import contextlib
import os
import statistics
import tempfile
import time
from pathlib import Path

import psutil

NAME = "recording 1280x720 at 20 frames/s"
REACH = "30 s as WebP, GIF or APNG are ready 30 s after the stop, no frame lost, the run not slower"
MOST = {"ready_share": 1.0, "lost": 0}
LEAST = {"run_recorded": 0.9, "frames_share": 0.95}

SIZE, RATE = (1280, 720), 20
FORMS = "webp", "gif", "png"
LONG_S, QUICK_S = 30.0, 6.0
PAIRS, WINDOW_S = 5, 3.0
KITCHEN = """
name = "Busy"
[queue]
kind = "JoinableQueue"
maxsize = 50
start_method = "fork"
[[producers]]
name = "Cook"
dish = "bun"
items = 0
time = {{ law = "fixed", seconds = {seconds} }}
[[consumers]]
name = "Guest"
time = {{ law = "fixed", seconds = 0.0 }}
"""


def measure(*, quick: bool = False) -> dict[str, float]:
    """Seconds, frames, and shares (1.0: as promised, as without a recording)."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CONFIG_HOME"] = os.environ["XDG_STATE_HOME"] = folder
        stage = _Stage(Path(folder))
        try:
            seconds = QUICK_S if quick else LONG_S
            each = {form: stage.one_long_recording(form, seconds) for form in FORMS}
            return _together(each, seconds) | stage.what_it_costs(2 if quick else PAIRS)
        finally:
            stage.close()


def _together(each: dict[str, dict[str, float]], seconds: float) -> dict[str, float]:
    """The worst of all formats, and what each one took."""
    told: dict[str, float] = {
        "recorded_s": seconds,
        "frames_share": min(one["frames"] for one in each.values()) / (seconds * RATE),
        "lost": sum(one["lost"] for one in each.values()),
        "ready_share": max(one["ready_s"] for one in each.values()) / seconds,
    }
    for form, one in each.items():
        told |= {f"{form}_{name}": one[name] for name in ("ready_s", "cpu_s", "MB")}
    return {name: round(figure, 3) for name, figure in told.items()}


class _Stage:
    """The application, a run in it, and a clock."""

    def __init__(self, folder: Path) -> None:
        from PySide6.QtWidgets import QApplication

        from gui.app import App
        from gui.common.settings import Settings

        self._folder = folder
        self._application = QApplication([])
        settings = Settings(folder / "window.ini")
        settings.set("ask_before_stop", value=False)
        self.app = App(self._application, settings)
        self.app.window.resize(*SIZE)
        self.app.window.show()

    def one_long_recording(self, form: str, seconds: float) -> dict[str, float]:
        """Of a kitchen in which something moves in every frame."""
        self._start(0.05)
        recording = self.app.recording
        self._record(self._folder / f"long.{form}")
        self.pass_time(seconds)
        recording.stop()
        lost, begin_s = recording.lost, time.perf_counter()
        encoder, cpu_s = self._encoder(), 0.0
        while recording.is_busy:
            with contextlib.suppress(psutil.Error):
                cpu_s = sum(encoder.cpu_times()[:2])
            self.pass_time(0.02)
        ready_s = time.perf_counter() - begin_s
        self._stop()
        progress = recording.progress
        return {
            "frames": progress.frames,
            "lost": lost,
            "ready_s": ready_s,
            "cpu_s": cpu_s,
            "MB": progress.bytes / 1e6,
        }

    def what_it_costs(self, pairs: int) -> dict[str, float]:
        """Items taken in equal times, with a recording / without one; the median of the pairs."""
        self._start(0.0)
        self.pass_time(1.0)
        shares = []
        for number in range(pairs):
            plain = self._items()
            self._record(self._folder / f"{number}.webp")
            self.pass_time(1.0)  # the encoder's start is not what goes on
            recorded = self._items()
            self.app.recording.cancel()
            shares.append(recorded / plain)
        self._stop()
        return {"run_recorded": round(statistics.median(shares), 3)}

    def _encoder(self) -> psutil.Process:
        (encoder,) = (
            child
            for child in psutil.Process().children()
            if "spawn_main" in " ".join(child.cmdline())
        )
        return encoder

    def _items(self) -> int:
        before = self._taken()
        self.pass_time(WINDOW_S)
        return self._taken() - before

    def _taken(self) -> int:
        return sum(queue.taken for queue in self.app.exports.snapshot.queues)

    def _record(self, path: Path) -> None:
        from engine.screencast import Format
        from gui.screencast import Options

        self.app.recording.start(Options(path, Format(path.suffix[1:]), rate=RATE))

    def _start(self, seconds: float) -> None:
        from engine.scenario.presets import loads

        self.app.scenarios.show(loads(KITCHEN.format(seconds=seconds)))
        self.app.runs.start()
        while not self._taken():
            self.pass_time(0.02)

    def _stop(self) -> None:
        self.app.runs.stop()
        while self.app.runs.is_live:
            self.pass_time(0.02)

    def pass_time(self, seconds: float) -> None:
        """The window lives on meanwhile."""
        from PySide6.QtCore import QEventLoop, QTimer

        loop = QEventLoop()
        QTimer.singleShot(round(seconds * 1000), loop.quit)
        loop.exec()

    def close(self) -> None:
        """Ends everything."""
        self.app.recording.cancel()
        self.app.window.close()

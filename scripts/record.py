"""Records a scenario in the real window, with the window's own recorder; no display is needed.

    python scripts/record.py OUT.webp [--scenario KEY] [--seconds S] [--size WxH] [--language L]
        [--theme T] [--rate N] [--present PART,PART...] [--show DOCK,DOCK...] [--speed X]
        [--caption WHEN:TEXT]...

The pictures begin when Start is pressed. They end a moment after the run's end, or after so many
seconds, with which the run is ended too. Parts are what gui/window/pieces.py knows: toolbar, the
names of views (DepthPlot) and of docks (code). A caption is seen in presenter's view, WHEN so many
seconds have passed, or "join" (the main program waits in queue.join) or "end" (the run is over).
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from gui.app import App

ROOT = Path(__file__).resolve().parent.parent
WAIT_S = 120.0
AFTERWARDS_S = 1.8  # the end is looked at as long


def main() -> int:
    """Records; returns 0 when the file is there."""
    asked = _arguments()
    with tempfile.TemporaryDirectory() as folder:
        for name in ("CONFIG", "STATE", "DATA", "CACHE"):
            os.environ[f"XDG_{name}_HOME"] = folder
        return _record(asked, Path(folder))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("--scenario", default="dim-sum-kitchen")
    parser.add_argument("--seconds", type=float, default=30.0, help="at most so many")
    parser.add_argument("--size", default="1280x720")
    parser.add_argument("--language", default="en")
    parser.add_argument("--theme", default="light")
    parser.add_argument("--rate", type=int, default=20)
    parser.add_argument("--speed", type=float, default=1.0)
    parser.add_argument("--present", default="", help="parts, in presenter's view")
    parser.add_argument("--show", default="", help="docks that are hidden at first, such as code")
    parser.add_argument("--caption", action="append", default=[], metavar="WHEN:TEXT")
    return parser.parse_args()


def _record(asked: argparse.Namespace, folder: Path) -> int:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.path.insert(0, str(ROOT))
    from PySide6.QtWidgets import QApplication

    from engine.screencast import Format, Stage
    from gui.app import App
    from gui.common.settings import Settings
    from gui.screencast import Options

    application = QApplication([])
    settings = Settings(folder / "window.ini")
    for name in ("language", "theme", "scenario"):
        settings.set(name, getattr(asked, name))
    settings.set("ask_before_stop", value=False)
    settings.set("presenter_parts", json.dumps(asked.present.split(",")))
    settings.set("presenter_marks", value=False)
    app = App(application, settings)
    width, height = map(int, asked.size.split("x"))
    app.window.resize(width, height)
    app.window.show()
    for name in filter(None, asked.show.split(",")):
        app.window.docks[name].toggleViewAction().trigger()
    if asked.present:
        app.presenter.toggle()
        app.presenter.say("")
    app.window.toolbar.speed.speed = asked.speed
    _spend(application, 0.3)
    asked.out.unlink(missing_ok=True)
    form = Format(asked.out.suffix[1:])
    app.runs.start()
    app.recording.start(Options(asked.out, form, rate=asked.rate, has_pointer=False))
    _tell(application, app, asked)
    lost = app.recording.lost
    app.recording.stop()
    app.runs.stop()
    deadline_s = time.monotonic() + WAIT_S
    while app.recording.is_busy and time.monotonic() < deadline_s:
        _spend(application, 0.05)
    progress = app.recording.progress
    print(f"{asked.out}: {progress.frames} frames, {lost} lost, {progress.bytes / 1e6:.2f} MB")
    app.window.close()
    return 0 if progress.stage is Stage.DONE else 1


def _tell(application: QApplication, app: App, asked: argparse.Namespace) -> None:
    """Lets the run go on, with a caption for each thing that has come true."""
    captions = [told.partition(":")[::2] for told in asked.caption]
    begin_s = time.monotonic()
    while app.runs.is_live and (passed_s := time.monotonic() - begin_s) < asked.seconds:
        _spend(application, 0.02)
        snapshot = app.window.centre.parts["lanes"].snapshot
        queues = {queue.name for queue in snapshot.queues}
        is_joining = any(worker.waits_for in queues for worker in snapshot.workers)
        for when, text in list(captions):
            is_so = is_joining if when == "join" else when != "end" and float(when) <= passed_s
            if is_so:
                captions.remove((when, text))
                app.presenter.say(text)
    for _, text in (told for told in captions if told[0] == "end" and not app.runs.is_live):
        app.presenter.say(text)
    _spend(application, AFTERWARDS_S)


def _spend(application: QApplication, seconds: float) -> None:
    deadline_s = time.monotonic() + seconds
    while time.monotonic() < deadline_s:
        application.processEvents()
        time.sleep(0.002)


if __name__ == "__main__":
    sys.exit(main())

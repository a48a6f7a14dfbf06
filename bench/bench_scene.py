"""What one frame of the scene costs at 20 workers and 60 items in flight, all of them moving.

Each frame shows another Snapshot: items are put, taken and done between two of them, so every dish
in the queue moves up, and every card says something else. Painted for real, into the widget's own
backing store, on Qt's offscreen platform.
"""

from __future__ import annotations

import argparse
import json
import os
import struct
import sys
import time
from pathlib import Path

import numpy as np
import psutil

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from engine.analysis.analysis import Analysis
from engine.model.snapshot import Role, Snapshot, WorkerKinds
from engine.model.source import Packet, Phase
from engine.observe import wire

NAME = "one frame of the scene, 20 workers and 60 items in flight"
REACH = "p99 6 ms of CPU time"
MOST = {"scene_cpu_p99_ms": 6.0}

COOKS, GUESTS, MAXSIZE = 10, 10, 50
DISHES = ("bun", "dumpling", "rice parcel", "soup")
SIZE = 656, 176  # of the scene in a window of 1280x720
FRAMES = 600
WARM_UP = 150
FRAME_NS = 16_000_000
EVERY_FRAMES = 4  # an item comes and goes: so often they are still shown one by one


def measure(*, quick: bool = False) -> dict[str, float]:
    """CPU time and wall time of whole frames of the scene, in ms."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from gui.scene import Scene

    application = QApplication.instance() or QApplication([])
    scene = Scene()
    scene.resize(*SIZE)
    scene.show()
    application.processEvents()  # a widget that is not exposed yet would paint nothing
    kitchen = _Kitchen()
    cpu_ms, wall_ms, alone_ms, in_flight = [], [], [], []
    for frame in range(-WARM_UP, FRAMES // 4 if quick else FRAMES):
        snapshot = kitchen.snapshot_after(frame)
        taken_away = _times_taken_away()
        cpu_s, wall_s = time.process_time(), time.perf_counter()
        scene.show_snapshot(snapshot)
        scene.repaint()
        if frame >= 0:
            cpu_ms.append((time.process_time() - cpu_s) * 1e3)
            wall_ms.append((time.perf_counter() - wall_s) * 1e3)
            if _times_taken_away() == taken_away:
                alone_ms.append(wall_ms[-1])
            in_flight.append(len(scene.motion.shown()))
    people = len(scene.stage.people)
    scene.close()
    scene.deleteLater()
    application.processEvents()
    return {
        "workers": people - 1,
        "items_in_flight": round(float(np.mean(in_flight)), 1),
        "scene_cpu_p50_ms": round(float(np.quantile(cpu_ms, 0.5)), 2),
        "scene_cpu_p99_ms": round(float(np.quantile(cpu_ms, 0.99)), 2),
        "scene_wall_p50_ms": round(float(np.quantile(wall_ms, 0.5)), 2),
        "scene_wall_p99_ms": round(float(np.quantile(wall_ms, 0.99)), 2),
        "frames_interrupted": len(wall_ms) - len(alone_ms),  # by other processes on the machine
        "scene_wall_p99_of_others_ms": round(float(np.quantile(alone_ms or wall_ms, 0.99)), 2),
    }


def _times_taken_away() -> int:
    """How often the system has given this process's CPU to another one."""
    return int(psutil.Process().num_ctx_switches().involuntary)


class _Kitchen:
    """A full counter at which somebody puts, takes and finishes an item every few frames."""

    def __init__(self) -> None:
        self._names = [f"Cook {each}" for each in range(1, COOKS + 1)]
        self._names += [f"Guest {each}" for each in range(1, GUESTS + 1)]
        kinds = {name: (Role.PRODUCER, DISHES[at % 4]) for at, name in enumerate(self._names)}
        kinds |= dict.fromkeys(self._names[COOKS:], (Role.CONSUMER, ""))
        self._timeline = Analysis(WorkerKinds({"Cook": (Role.PRODUCER, "bun"), **kinds}))
        self._rng = np.random.default_rng(1)
        self._sent = [0] * COOKS
        self._waiting: list[tuple[int, int, int]] = []
        self._busy = [False] * GUESTS
        self._now_ns = 1_000_000_000
        for process, name in enumerate(["main", *self._names]):
            about = {"name": name, "pid": process, "main": not process, "method": "spawn"}
            self._tell(process, what="hello", **about)
            queue = {"queue": 0, "key": "q", "type": "JoinableQueue", "maxsize": MAXSIZE}
            self._tell(process, what="queue", **queue)
        self._send(0, wire.MARKS, wire.MARK.pack(self._now_ns, wire.JOIN_QUEUE, 0))
        for each in range(MAXSIZE):
            self._put(each % COOKS)

    def snapshot_after(self, frame: int) -> Snapshot:
        """The next frame's moment."""
        self._now_ns += FRAME_NS
        if frame % EVERY_FRAMES == 0:
            self._take(int(self._rng.integers(GUESTS)))
            self._put(int(self._rng.integers(COOKS)))
        for process in range(COOKS + GUESTS + 1):
            self._send(process, wire.WATERMARK, wire.WATERMARK_BODY.pack(self._now_ns, 1))
        return self._timeline.snapshot(self._now_ns, Phase.RUNNING)

    def _put(self, cook: int) -> None:
        self._now_ns += 1000
        body = struct.pack("<Qq", self._sent[cook], self._now_ns)
        self._waiting.append((cook + 1, self._sent[cook], self._now_ns))
        self._sent[cook] += 1
        self._send(cook + 1, wire.PUTS, body)
        self._send(cook + 1, wire.MARKS, wire.MARK.pack(self._now_ns + 100, wire.PUT_WAIT, 0))

    def _take(self, guest: int) -> None:
        self._now_ns += 1000
        process = COOKS + 1 + guest
        if self._busy[guest]:
            self._send(process, wire.DONES, struct.pack("<q", self._now_ns - 10))
        self._busy[guest] = True
        cook, sequence, put_ns = self._waiting.pop(0)
        item = wire.ITEM.pack(put_ns, put_ns + 100, sequence, cook)
        self._send(process, wire.GETS, item + struct.pack("<q", self._now_ns))

    def _tell(self, process: int, **told: object) -> None:
        body = json.dumps({"at_ns": self._now_ns, **told}).encode()
        self._send(process, wire.TEXT, body, wire.NO_QUEUE)

    def _send(self, process: int, kind: int, body: bytes, queue: int = 0) -> None:
        queue = wire.NO_QUEUE if kind == wire.WATERMARK else queue
        frames = wire.frame(kind, queue, body)
        self._timeline.feed([Packet(process, self._now_ns, frames)])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer frames")
    print(json.dumps(measure(quick=parser.parse_args().quick), indent=2))

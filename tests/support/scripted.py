"""Runs that do what a test tells them to, sent as wire frames to a real Analysis."""

from __future__ import annotations

import random

from engine.analysis.analysis import Analysis
from engine.model.snapshot import Role, Snapshot, WorkerKinds
from engine.model.source import Packet, Phase
from engine.observe import wire
from tests.support import frames

ORIGIN_NS = 5_000_000_000
MS = 1_000_000


class ScriptedRun:
    """A program whose processes act when they are told to; times in ms since its beginning."""

    def __init__(self, worker_kinds: WorkerKinds | None = None) -> None:
        self.timeline = Analysis(worker_kinds or WorkerKinds())
        self._names: list[str] = []
        self._sent: dict[str, int] = {}
        self.last_ms = 0.0
        self._gone: set[str] = set()
        self._ready: list[tuple[str, int, int]] = []  # (cook, sequence, put_ns), oldest first

    def start(self, at_ms: float, name: str, *, maxsize: int = 0, main: bool = False) -> None:
        """A process starts and meets the queue."""
        self._names.append(name)
        self._sent[name] = 0
        pid = 100 + len(self._names)
        self.send(at_ms, name, frames.hello(ns(at_ms), name, pid, main=main))
        self.send(at_ms, name, frames.queue(ns(at_ms), maxsize=maxsize))

    def put(self, at_ms: float, name: str) -> None:
        """It puts one item."""
        sequence, at_ns = self._sent[name], ns(at_ms)
        self._sent[name] += 1
        self._ready.append((name, sequence, at_ns))
        self.send(at_ms, name, frames.puts(sequence, at_ns))

    def get(self, at_ms: float, name: str) -> None:
        """It takes the oldest item."""
        producer, sequence, put_ns = self._ready.pop(0)
        item = frames.item(put_ns, sequence, self._names.index(producer), write_ns=put_ns + 1000)
        self.send(at_ms, name, frames.gets((item, ns(at_ms))))

    def done(self, at_ms: float, name: str) -> None:
        """It says task_done."""
        self.send(at_ms, name, frames.dones(ns(at_ms)))

    def wait(self, name: str, code: int, start_ms: float, end_ms: float, argument: int = 0) -> None:
        """It waited."""
        self.send(end_ms, name, frames.span(ns(start_ms), ns(end_ms), code, argument))

    def begin_wait(self, at_ms: float, name: str, code: int) -> None:
        """It begins to wait and does not stop."""
        self.send(at_ms, name, frames.mark(ns(at_ms), code))

    def fail(self, at_ms: float, name: str, kind: str) -> None:
        """An exception ends it."""
        why = {"type": kind, "text": "no such dish", "traceback": ""}
        self.send(at_ms, name, frames.text(ns(at_ms), "error", **why))
        self.end(at_ms, name, code=1)

    def end(self, at_ms: float, name: str, code: int = 0) -> None:
        """It ends, well unless told."""
        self.send(at_ms, name, frames.text(ns(at_ms), "end", code=code))
        self.send(at_ms, name, b"")
        self._gone.add(name)

    def snapshot(self, at_ms: float, phase: Phase = Phase.RUNNING) -> Snapshot:
        """The run at a moment; everything before it has been heard of."""
        for name in self._names:
            if name in self._gone:
                continue
            self.send(at_ms, name, frames.watermark(ns(at_ms), idle=True))
        return self.timeline.snapshot(ns(at_ms), phase)

    def send(self, at_ms: float, name: str, sent: bytes) -> None:
        self.timeline.feed([Packet(self._names.index(name), ns(at_ms), sent)])


def ns(at_ms: float) -> int:
    """A moment on the run's clock."""
    return ORIGIN_NS + round(at_ms * MS)


def dim_sum(
    cooks: tuple[str, ...] = ("Cook A 1", "Cook A 2", "Cook B 1"),
    guests: tuple[str, ...] = ("Guest 1", "Guest 2"),
    *,
    items: int = 12,
    maxsize: int = 4,
    pace_ms: tuple[float, float] = (250, 700),
    main: str = "MainProcess",
) -> ScriptedRun:
    """Cooks make `items` each, guests eat them; who finds the queue full or empty waits."""
    worker_kinds = WorkerKinds(
        {name.rsplit(" ", 1)[0]: (Role.PRODUCER, "bun") for name in cooks}
        | {name.rsplit(" ", 1)[0]: (Role.CONSUMER, "") for name in guests}
    )
    kitchen, rng = ScriptedRun(worker_kinds), random.Random(3)
    kitchen.start(0, main, main=True, maxsize=maxsize)
    free: list[tuple[float, str]] = []
    for at, name in enumerate((*cooks, *guests)):
        kitchen.start(60 + 15 * at, name, maxsize=maxsize)
        free.append((80 + 15 * at + rng.uniform(*pace_ms), name))
    left = dict.fromkeys(cooks, items)
    depth = 0
    blocked: dict[str, float] = {}
    now_ms = 0.0
    while any(left.values()) or depth:
        free.sort()
        now_ms, name = free.pop(0)
        if name in cooks and not left[name]:
            continue
        if (name in cooks and depth >= maxsize) or (name in guests and not depth):
            blocked.setdefault(name, now_ms)
            others = [at for at, _ in free]
            free.append((max(now_ms, min(others)) + 0.4, name))
            continue
        if name in blocked:
            code = wire.PUT_WAIT if name in cooks else wire.GET_WAIT
            kitchen.wait(name, code, blocked.pop(name), now_ms - 0.2)
        if name in cooks:
            kitchen.put(now_ms, name)
            left[name] -= 1
            depth += 1
        else:
            kitchen.get(now_ms, name)
            depth -= 1
        slow = 1.6 if name in guests else 1.0
        free.append((now_ms + slow * rng.uniform(*pace_ms), name))
    for name in cooks:
        kitchen.end(now_ms * 0.9, name)
    kitchen.wait(main, wire.JOIN_PROCESS, 200, now_ms * 0.9, 102)
    kitchen.wait(main, wire.JOIN_QUEUE, now_ms * 0.9 + 5, now_ms)
    for name in guests:
        kitchen.begin_wait(now_ms + 300, name, wire.GET_WAIT)
    kitchen.last_ms = now_ms + 900
    return kitchen

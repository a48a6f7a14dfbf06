"""Events a second from frames to Snapshot, on one core; and what one tick of the window costs.

Frames are made beforehand, as the probe would make them: four producers and four consumers at one
JoinableQueue, 4 KiB a frame at most, a watermark with each flush, waits now and then.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from engine.model.source import Packet, Phase
from engine.observe import wire
from engine.timeline.decode import ITEM, MARK, SPAN
from engine.timeline.events import Rows
from engine.timeline.timeline import Timeline

NAME = "timeline"
REACH = "1,000,000 events/s from frames to snapshot; feed + snapshot 2 ms at 100,000 events/s"
LEAST = {"events_per_s": 1_000_000}
MOST = {"tick_median_ms": 2.0}

PRODUCERS = CONSUMERS = 4
FLUSH_S = 0.02
POLL_S = 0.016
EVENTS_AN_ITEM = 3


def measure() -> dict[str, float]:
    """Throughput (median of three) and the cost of a tick, after warming up."""
    batches = list(make_batches(items_per_s=300_000, seconds=2.0))
    events_per_s = statistics.median(_throughput(batches) for _ in range(3))
    ticks_s = _ticks(list(make_batches(items_per_s=100_000 // EVENTS_AN_ITEM, seconds=5.0)))
    return {
        "events_per_s": round(events_per_s),
        "tick_median_ms": round(statistics.median(ticks_s) * 1e3, 3),
        "tick_p99_ms": round(float(np.quantile(ticks_s, 0.99)) * 1e3, 3),
    }


def run() -> dict[str, float]:
    """Another name of `measure`."""
    return measure()


def make_batches(items_per_s: int, seconds: float) -> Iterator[list[Packet]]:
    """One list of packets for each flush; times start at 1 s."""
    yield [Packet(each, 1_000_000_000, _hello(each)) for each in range(PRODUCERS + CONSUMERS)]
    share = round(items_per_s * FLUSH_S / PRODUCERS)
    rng = np.random.default_rng(1)
    for number in range(round(seconds / FLUSH_S)):
        begin_ns = 1_000_000_000 + round(number * FLUSH_S * 1e9)
        yield _flush(begin_ns, number * share, share, rng)


def _flush(begin_ns: int, first: int, share: int, rng: np.random.Generator) -> list[Packet]:
    """What all processes send after one flush interval: each item is taken in the same one."""
    end_ns = begin_ns + round(FLUSH_S * 1e9)
    frames: list[list[bytes]] = [[] for _ in range(PRODUCERS + CONSUMERS)]
    items = np.empty((PRODUCERS, share), ITEM)
    for producer in range(PRODUCERS):
        put_ns = np.sort(rng.integers(begin_ns, end_ns - 2_000_000, share))
        sequences = np.arange(first, first + share)
        items[producer]["put_ns"], items[producer]["written_ns"] = put_ns, put_ns + 20_000
        items[producer]["sequence"], items[producer]["producer"] = sequences, producer
        for at in range(0, share, 510):
            body = wire.SEQUENCE.pack(first + at) + put_ns[at : at + 510].tobytes()
            frames[producer].append(wire.frame(wire.PUTS, 0, body))
        _add_waits(frames[producer], wire.PUT_WAIT, begin_ns, end_ns)
    taken = items.reshape(-1)
    taken = taken[np.argsort(taken["put_ns"], kind="stable")]
    for consumer in range(CONSUMERS):
        mine = taken[consumer::CONSUMERS]
        _add_gets(frames[PRODUCERS + consumer], mine)
        _add_waits(frames[PRODUCERS + consumer], wire.GET_WAIT, begin_ns, end_ns)
    watermark = wire.frame(wire.WATERMARK, wire.NO_QUEUE, wire.WATERMARK_BODY.pack(end_ns, 0))
    return [
        Packet(process, end_ns + 500_000, b"".join([*sent, watermark]))
        for process, sent in enumerate(frames)
    ]


def _add_gets(frames: list[bytes], items: Rows) -> None:
    get_ns = items["put_ns"] + 1_000_000
    for at in range(0, len(items), 127):
        body = items[at : at + 127].tobytes() + get_ns[at : at + 127].tobytes()
        frames.append(wire.frame(wire.GETS, 0, body))
    dones = get_ns + 100_000
    parts = (dones[at : at + 511] for at in range(0, len(dones), 511))
    frames.extend(wire.frame(wire.DONES, 0, part.tobytes()) for part in parts)


def _add_waits(frames: list[bytes], code: int, begin_ns: int, end_ns: int) -> None:
    spans = np.zeros(4, SPAN)
    spans["start_ns"] = np.linspace(begin_ns, end_ns - 3_000_000, 4).astype(np.int64)
    spans["end_ns"], spans["code"] = spans["start_ns"] + 2_000_000, code
    frames.append(wire.frame(wire.SPANS, 0, spans.tobytes()))
    marks = np.zeros(1, MARK)
    marks["at_ns"], marks["code"] = end_ns - 1_000, code
    frames.append(wire.frame(wire.MARKS, 0, marks.tobytes()))


def _hello(process: int) -> bytes:
    name = "Producer" if process < PRODUCERS else "Consumer"
    hello = {
        "what": "hello",
        "at_ns": 1_000_000_000,
        "pid": 1000 + process,
        "parent_pid": 1,
        "name": f"{name} {process}",
        "method": "spawn",
        "daemon": False,
        "main": False,
        "python": "3.12",
    }
    queue = {
        "what": "queue",
        "at_ns": 1_000_000_000,
        "queue": 0,
        "key": "q",
        "type": "JoinableQueue",
        "class": "JoinableQueue",
        "maxsize": 0,
    }
    return b"".join(
        wire.frame(wire.TEXT, wire.NO_QUEUE, json.dumps(text).encode()) for text in (hello, queue)
    )


def _throughput(batches: list[list[Packet]]) -> float:
    timeline = Timeline()
    start_s = time.perf_counter()
    for batch in batches:
        timeline.feed(batch)
        snapshot = timeline.snapshot(batch[-1].arrived_ns, Phase.RUNNING)
    spent_s = time.perf_counter() - start_s
    queue = snapshot.queues[0]
    return (queue.produced + queue.taken + queue.done) / spent_s


def _ticks(batches: list[list[Packet]]) -> list[float]:
    """Each batch's packets, arriving spread over the ticks of a window that polls every 16 ms."""
    timeline = Timeline()
    timeline.feed(batches[0])
    packets = [packet for batch in batches[1:] for packet in batch]
    begin_ns, step_ns = 1_000_000_000, round(FLUSH_S * 1e9 / (PRODUCERS + CONSUMERS))
    per_tick = POLL_S * 1e9 / step_ns
    ticks_s, at = [], 0.0
    while at < len(packets):
        some = packets[round(at) : round(at + per_tick)]
        at += per_tick
        start_s = time.perf_counter()
        timeline.feed(some)
        timeline.snapshot(begin_ns + round(at * step_ns) + round(FLUSH_S * 1e9), Phase.RUNNING)
        ticks_s.append(time.perf_counter() - start_s)
    return ticks_s[len(ticks_s) // 10 :]


def main() -> None:
    """Prints a table, or JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    as_json = parser.parse_args().json
    values = measure()
    if as_json:
        print(json.dumps({NAME: values}))
        return
    print(f"{NAME}: {REACH}")
    for key, value in values.items():
        print(f"  {key:16} {value:>14,}")


if __name__ == "__main__":
    main()

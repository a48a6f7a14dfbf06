"""What recording costs, and what a recording takes: bytes, throughput, age after a kill, opening.

The bytes are those of real programs; the long recording, which is opened and sought in, holds the
synthetic frames of bench_timeline.py again and again.
"""

from __future__ import annotations

import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psutil

from bench.bench_throughput import POLL_S, PROGRAM, WORKLOADS
from bench.bench_timeline import make_batches
from engine.collect import Session
from engine.model.source import Packet
from engine.recording.reader import Recording
from engine.recording.records import about_run
from engine.recording.replay import Replay
from engine.recording.writer import RecordingWriter
from engine.timeline.timeline import Timeline

NAME = "recording"
REACH = "4 bytes an event; 0.99 of the throughput; 100 ms lost to SIGKILL; 100M opened in 1 s"
MOST = {
    "1x1 maxsize 10, bytes an event": 4.0,
    "3x2 maxsize 1000, bytes an event": 4.0,
    "1x1 unbounded, bytes an event": 4.0,
    "lost to SIGKILL, ms (worst)": 100.0,
    "long recording, opened, ms": 1000.0,
}
LEAST = {"recorded, events/s": 500_000, "with / without recording": 0.99}

SATURATED = ("1x1 maxsize 10", "3x2 maxsize 1000", "1x1 unbounded")
KILLS = 5
LONG_EVENTS = 100_000_000


def measure(quick: bool = False) -> dict[str, float]:
    """All figures; the ratio is the median of interleaved pairs of the three saturated programs."""
    figures: dict[str, float] = {}
    ratios = []
    with tempfile.TemporaryDirectory() as folder:
        for name in SATURATED:
            for turn in range(2 if quick else 7):
                path = Path(folder) / f"{name}-{turn}.qscope"
                ratios.append(_observed(name, path) / _observed(name, None))
            with Recording(path) as recording:
                size = path.stat().st_size
                figures[f"{name}, bytes an event"] = round(size / recording.events, 2)
        figures["with / without recording"] = round(statistics.median(ratios), 3)
        ages = [_age_after_kill(Path(folder) / f"killed-{n}.qscope") for n in range(KILLS)]
        figures["lost to SIGKILL, ms (median)"] = round(statistics.median(ages), 1)
        figures["lost to SIGKILL, ms (worst)"] = round(max(ages), 1)
        figures |= _long(Path(folder) / "long.qscope", LONG_EVENTS // (20 if quick else 1))
    return figures


def _observed(name: str, path: Path | None) -> float:
    """Items a second of a program under the probe, recorded if there is a path."""
    session = Session()
    writer = RecordingWriter(path, about_run(name)) if path is not None else None
    try:
        command = session.command([str(PROGRAM), *WORKLOADS[name]])
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as program:
            while program.poll() is None:
                packets = session.poll(0.004)
                if writer is not None:
                    writer.add(packets)
                time.sleep(POLL_S)
            assert program.stdout is not None
            rate = float(program.stdout.read())
        if writer is not None:
            writer.add(session.poll(1.0))
        return rate
    finally:
        session.close()
        if writer is not None:
            writer.close()


def _age_after_kill(path: Path) -> float:
    """How old the last event kept is when its application is killed, in ms."""
    command = [sys.executable, "-m", "bench.bench_qscope", str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(0.137)
        killed_ns = time.perf_counter_ns()
        process.send_signal(signal.SIGKILL)
    with Recording(path) as recording:
        return (killed_ns - recording.last_ns) / 1e6


def _flood(path: Path) -> None:
    """Records 100,000 events a second, until it is killed."""
    batches = list(make_batches(items_per_s=33_000, seconds=2.0))
    writer = RecordingWriter(path, about_run("flood"))
    begun_s = time.perf_counter()
    for turn in range(10_000):
        now_ns = time.perf_counter_ns()
        writer.add([each._replace(arrived_ns=now_ns) for each in batches[turn % len(batches)]])
        if turn == 100:
            print("going", flush=True)
        time.sleep(max(0.0, begun_s + (turn + 1) * 0.02 - time.perf_counter()))


def _long(path: Path, events: int) -> dict[str, float]:
    """A long recording: written, opened, sought in."""
    writer = RecordingWriter(path, about_run("long"), most_pending=1 << 30)
    cpu_s = time.process_time()
    for number, batch in enumerate(_endless(events)):
        writer.add(batch)
        if number % 5 == 4:
            writer.wait_for_blocks(writer.blocks + 1)
    writer.close()
    spent_s = time.process_time() - cpu_s
    figures = {"recorded, events/s": round(events / spent_s)}
    before = psutil.Process().memory_info().rss
    start_s = time.perf_counter()
    with Recording(path) as recording:
        recording.depths()
        figures["long recording, opened, ms"] = round((time.perf_counter() - start_s) * 1e3, 1)
        held = psutil.Process().memory_info().rss - before
        figures["long recording, opened, MB"] = round(max(0, held) / 1e6, 1)
        figures["long recording, bytes an event"] = round(path.stat().st_size / recording.events, 2)
    replay = Replay(path)
    start_s = time.perf_counter()
    timeline = Timeline()
    replay.seek(replay.first_ns + 2_000_000_000)
    fed = 0
    while packets := replay.poll(1.0):
        timeline.feed(packets)
        fed += len(packets)
    timeline.snapshot(replay.now_ns(), replay.phase)
    figures["seek past 0.6M events, ms"] = round((time.perf_counter() - start_s) * 1e3, 1)
    replay.close()
    return figures


def _endless(events: int) -> Iterator[list[Packet]]:
    """The same two seconds again and again, each time later."""
    hello, *batches = make_batches(items_per_s=100_000, seconds=2.0)
    yield hello
    told = turn = 0
    while told < events:
        for batch in batches:
            yield [
                each._replace(arrived_ns=each.arrived_ns + turn * 2_000_000_000) for each in batch
            ]
            told += 3 * 100_000 // 50
        turn += 1


if __name__ == "__main__":
    _flood(Path(sys.argv[1]))

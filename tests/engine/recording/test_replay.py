"""A replay at a moment shows what the live run showed at that moment."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from engine.analysis.analysis import Analysis
from engine.model.source import Phase
from engine.observe import wire
from engine.recording.reader import Recording
from engine.recording.recorder import STEP_NS, Recorder, depth_spans
from engine.recording.records import About
from engine.recording.replay import Replay, played_to_end
from engine.recording.writer import RecordingWriter

from .conftest import BEGIN_NS, ITEMS, story

MS = 1_000_000
END_NS = BEGIN_NS + 60 * MS


class Clock:
    """Time passes when it is told to."""

    def __init__(self):
        self.now_ns = 77

    def __call__(self):
        return self.now_ns


def live_pictures(path, packets):
    """The run as it was seen live, tick by tick, and recorded: moment -> snapshot."""
    timeline = Analysis()
    recorder = Recorder(RecordingWriter(path, About(title="Kitchen", started_ns=BEGIN_NS)))
    seen, left = {}, list(packets)
    for now_ns in range(BEGIN_NS, END_NS, 4 * MS):
        fresh = [packet for packet in left if packet.arrived_ns <= now_ns]
        left = left[len(fresh) :]
        recorder.take(fresh)
        timeline.feed(fresh)
        phase = Phase.RUNNING if now_ns < END_NS - 8 * MS else Phase.FINISHED
        seen[now_ns] = timeline.snapshot(now_ns, phase)
        recorder.show(seen[now_ns], now_ns)
        if fresh:
            recorder._writer.wait_for_blocks(recorder._writer.blocks + 1)
    recorder.finish(Phase.FINISHED, END_NS)
    return seen


def figures(snapshot):
    """All of a snapshot that can be compared."""
    queues = [
        (
            dataclasses.replace(
                queue, series=None, put_blocked=None, get_blocked=None, contents=None
            ),
            queue.series.times_ns.tolist(),
            queue.series.depths.tolist(),
            queue.put_blocked.starts_ns.tolist(),
            queue.contents.waiting(9, 9),
            queue.contents.held(),
        )
        for queue in snapshot.queues
    ]
    workers = [
        (dataclasses.replace(worker, lane=None), worker.lane.starts_ns.tolist())
        for worker in snapshot.workers
    ]
    events = snapshot.events.columns(0, len(snapshot.events))
    rows = [getattr(events, name).tolist() for name in events.__slots__]
    return snapshot.phase, snapshot.now_ns, queues, workers, rows, snapshot.notes


@pytest.fixture
def seen(tmp_path):
    return live_pictures(tmp_path / "kitchen.qscope", story())


@pytest.fixture
def replay(tmp_path, seen):
    clock = Clock()
    made = Replay(tmp_path / "kitchen.qscope", clock)
    made.clock = clock
    yield made
    made.close()


def shown_at(path, at_ns):
    """A picture of a moment that was gone to straight away."""
    replay = Replay(path)
    timeline = Analysis(replay.worker_kinds)
    replay.seek(at_ns)
    while packets := replay.poll(1.0):
        timeline.feed(packets)
    replay.close()
    return replay.complete(timeline.snapshot(replay.now_ns(), replay.phase))


def test_each_moment_looks_as_it_looked_live(replay, seen):
    for at_ns, live in seen.items():
        if at_ns <= replay.last_ns:
            assert figures(shown_at(replay.recording.path, at_ns)) == figures(live), at_ns


def test_the_end_looks_as_it_looked_live(replay, seen):
    _, snapshot = played_to_end(replay)
    assert figures(snapshot) == figures(list(seen.values())[-1])
    assert snapshot.queues[0].taken == ITEMS


def test_time_runs_as_fast_as_it_is_told_to_and_stands_still_when_paused(replay):
    assert replay.now_ns() == replay.first_ns
    assert replay.phase is Phase.RUNNING
    replay.play(0.5)
    replay.clock.now_ns += 10 * MS
    assert replay.now_ns() == replay.first_ns + 5 * MS
    replay.play(2.0)
    replay.clock.now_ns += 10 * MS
    replay.pause()
    replay.clock.now_ns += 10 * MS
    assert replay.now_ns() == replay.first_ns + 25 * MS
    replay.play()
    replay.clock.now_ns += 1000 * MS
    assert replay.now_ns() == replay.last_ns
    while replay.poll(1.0):
        pass
    assert replay.phase is Phase.FINISHED


def test_a_speed_out_of_range_is_refused(replay):
    for speed in (0.0, -1.0, 1000.0):
        with pytest.raises(ValueError, match="it must be from"):
            replay.play(speed)


def test_packets_come_once_and_those_before_the_position_alone(replay):
    replay.seek(BEGIN_NS + 15 * MS)
    first = replay.poll(1.0)
    assert first
    assert max(packet.arrived_ns for packet in first) <= BEGIN_NS + 15 * MS
    assert not replay.poll(1.0)
    assert not replay.seek(replay.last_ns)
    later = replay.poll(1.0)
    assert len(first) + len(later) == len(story())


def test_going_back_begins_anew(replay):
    replay.seek(replay.last_ns)
    everything = replay.poll(1.0)
    assert replay.seek(BEGIN_NS)
    assert replay.phase is not Phase.FINISHED
    assert not replay.seek(replay.last_ns)
    assert replay.poll(1.0) == everything


def test_steps_go_from_news_to_news_and_back(replay):
    moments = []
    while (at_ns := replay.next_moment()) is not None:
        moments.append(at_ns)
        replay.seek(at_ns)
    acts = {bytes([wire.PUTS]), bytes([wire.GETS])}
    assert set(moments) == {p.arrived_ns for p in story() if p.frames[2:3] in acts}
    back = []
    while (at_ns := replay.previous_moment()) is not None:
        back.append(at_ns)
        replay.seek(at_ns)
    assert back == moments[-2::-1]


def test_the_depths_that_are_kept_are_exact(tmp_path, seen):
    live = list(seen.values())[-1].queues[0]
    with Recording(tmp_path / "kitchen.qscope") as recording:
        kept = recording.depths()
    assert len(kept)
    for row in kept:
        start_ns, end_ns = int(row["start_ns"]), int(row["end_ns"])
        assert end_ns - start_ns == STEP_NS
        moments = np.arange(start_ns, end_ns, 1000)
        held = [live.series.at(int(at_ns)) for at_ns in moments]
        assert (min(held), max(held)) == (row["low"], row["high"])
        assert abs(np.mean(held) - row["mean_milli"] / 1000) < 0.01


def test_depths_before_the_first_event_are_nothing():
    class Series:
        times_ns = np.array([100], np.int64)
        depths = np.array([1], np.int32)

    first, second = depth_spans(0, Series(), 100 - STEP_NS, 2)
    assert (first.low, first.high, first.mean) == (0, 0, 0.0)
    assert (second.low, second.high, second.mean) == (1, 1, 1.0)

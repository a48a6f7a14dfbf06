"""What must hold for any run, in whatever order its packets arrive."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.model.snapshot import EventCode, State
from engine.model.source import Packet, Phase
from engine.observe import wire
from engine.timeline.depth import DepthTrack
from engine.timeline.events import BLOCK, EventLog, make_rows
from engine.timeline.items import Hand, Ledger
from engine.timeline.lanes import LaneTrack, Life
from engine.timeline.spans import SpanTrack
from engine.timeline.stats import EXACT, WaitTimes
from engine.timeline.timeline import Timeline
from tests.support import frames

MAXSIZE = 3
WORKERS = 4
STEP_NS = 1_000


@dataclass
class Run:
    """A truthful run of some workers at one queue: who does what is drawn, what follows is true."""

    streams: list[list[bytes]] = field(default_factory=lambda: [[] for _ in range(WORKERS)])
    changes: list[tuple[int, int]] = field(default_factory=list)  # time, step of the depth
    rows: list[tuple[int, int, int]] = field(default_factory=list)  # time, code, worker


@st.composite
def runs(draw) -> Run:
    """Each draw is a worker and whether it puts, gets, finishes, or sends what it has."""
    acts = st.tuples(
        st.integers(0, WORKERS - 1), st.sampled_from(["put", "get", "done", "foreign", "flush"])
    )
    run, inside, at_ns = Run(), deque(), 1_000_000
    puts = [[] for _ in range(WORKERS)]
    told = [0] * WORKERS
    gets = [[] for _ in range(WORKERS)]
    dones = [[] for _ in range(WORKERS)]
    hands = [0] * WORKERS
    for worker in range(WORKERS):
        run.streams[worker] += _greeting(worker, at_ns)
    is_killed = [draw(st.booleans()) for _ in range(WORKERS)]

    def flush(worker: int, is_last: bool = False) -> None:
        new = puts[worker][told[worker] :]
        if not (is_last and is_killed[worker]):
            if new:
                run.streams[worker].append(frames.puts(told[worker], *new))
            told[worker] = len(puts[worker])
        mine, gets[worker] = gets[worker], []
        finished, dones[worker] = dones[worker], []
        sent = [frames.gets(*mine), frames.dones(*finished), frames.watermark(at_ns)]
        run.streams[worker] += sent

    for worker, act in draw(st.lists(acts, max_size=60)):
        at_ns += draw(st.integers(0, 2)) * STEP_NS
        if act == "put" and len(inside) < MAXSIZE:
            inside.append((at_ns, worker, len(puts[worker])))
            puts[worker].append(at_ns)
        elif act == "get" and inside:
            put_ns, producer, sequence = inside.popleft()
            gets[worker].append((frames.item(put_ns, sequence, producer), at_ns))
            hands[worker] += 1
            run.changes += [(put_ns, 1), (at_ns, -1)]
            run.rows += [(put_ns, EventCode.PUT, producer), (at_ns, EventCode.TAKEN, worker)]
        elif act == "foreign":
            gets[worker].append((frames.FOREIGN, at_ns))
            hands[worker] += 1
            run.changes += [(at_ns, 1), (at_ns, -1)]
            run.rows += [(at_ns, EventCode.PUT, -1), (at_ns, EventCode.TAKEN, worker)]
        elif act == "done" and hands[worker]:
            hands[worker] -= 1
            dones[worker].append(at_ns)
            run.rows.append((at_ns, EventCode.DONE, worker))
        elif act == "flush":
            flush(worker)
    for worker in range(WORKERS):
        flush(worker, is_last=True)
        run.streams[worker].append(b"")
    for put_ns, producer, sequence in inside:
        if sequence < told[producer]:
            run.changes.append((put_ns, 1))
            run.rows.append((put_ns, EventCode.PUT, producer))
    return run


def _greeting(worker: int, at_ns: int) -> list[bytes]:
    name = f"W {worker}"
    return [frames.hello(at_ns, name, worker, method="fork"), frames.queue(at_ns, maxsize=MAXSIZE)]


def _plain(snapshot) -> list:
    """All that a snapshot shows of its queue, events and workers, copied."""
    rows = snapshot.events.columns(0, len(snapshot.events))
    columns = [rows.at_ns, rows.code, rows.worker, rows.queue, rows.producer, rows.sequence]
    told = [snapshot.now_ns, [column.tolist() for column in columns]]
    for queue in snapshot.queues:
        told += [queue.series.times_ns.tolist(), queue.series.depths.tolist(), queue.peak]
        told += [queue.mean, queue.produced, queue.taken, queue.done, queue.wait_p50_s]
        told += [queue.put_blocked.starts_ns.tolist(), queue.get_blocked.ends_ns.tolist()]
    for worker in snapshot.workers:
        told += [worker.name, worker.put, worker.taken, worker.done, worker.state, worker.busy_s]
    return told


def _end_of(run: Run) -> Timeline:
    timeline = Timeline()
    for worker, stream in enumerate(run.streams):
        timeline.feed([Packet(worker, 2_000_000, frame) for frame in stream])
    return timeline


@given(runs(), st.randoms(use_true_random=False), st.booleans())
@settings(max_examples=150, deadline=None)
def test_any_order_of_arrival_comes_to_the_same_snapshot(run, random, are_seen):
    expected = _plain(_end_of(run).snapshot(3_000_000, Phase.FINISHED))
    timeline, seen = Timeline(), []
    left = [deque(frames) for frames in run.streams]
    while any(left):
        worker = random.choice([each for each in range(WORKERS) if left[each]])
        count = random.randint(1, 3)
        stream = [left[worker].popleft() for _ in range(min(count, len(left[worker])))]
        timeline.feed([Packet(worker, 2_000_000, frame) for frame in stream])
        if are_seen:
            now_ns = 1_000_000 + random.randint(0, 200) * STEP_NS
            snapshot = timeline.snapshot(now_ns, Phase.RUNNING)
            seen.append((snapshot, _plain(snapshot)))
    assert _plain(timeline.snapshot(3_000_000, Phase.FINISHED)) == expected
    for snapshot, told in seen:
        assert _plain(snapshot) == told, "a snapshot changed after it was taken"


@given(runs())
@settings(max_examples=150, deadline=None)
def test_the_depth_is_the_true_one(run):
    snapshot = _end_of(run).snapshot(3_000_000, Phase.FINISHED)
    if not snapshot.queues:
        return
    queue = snapshot.queues[0]
    changes = sorted(run.changes, key=lambda change: (change[0], -change[1]))
    assert queue.series.times_ns.tolist() == [at_ns for at_ns, _ in changes]
    assert queue.series.depths.tolist() == np.cumsum([step for _, step in changes]).tolist()
    assert queue.series.depths.min(initial=0) >= 0
    assert queue.produced - queue.taken == queue.depth
    rows = snapshot.events.columns(0, len(snapshot.events))
    found = zip(rows.at_ns.tolist(), rows.code.tolist(), rows.worker.tolist(), strict=True)
    lives = {EventCode.STARTED, EventCode.ENDED}
    assert sorted(row for row in found if row[1] not in lives) == sorted(run.rows)


@given(runs(), st.integers(1, 300), st.integers(0, WORKERS - 1))
@settings(max_examples=80, deadline=None)
def test_a_stream_torn_anywhere_does_no_harm(run, cut, torn):
    timeline = Timeline()
    for worker, stream in enumerate(run.streams):
        data = b"".join(stream)
        data = data[:-cut] if worker == torn else data
        timeline.feed([Packet(worker, 2_000_000, data), Packet(worker, 2_000_000, b"")])
    snapshot = timeline.snapshot(3_000_000, Phase.FAILED)
    for queue in snapshot.queues:
        assert queue.series.depths.min(initial=0) >= 0


@given(st.binary(max_size=200), st.integers(0, 8), st.integers(0, 2))
@settings(max_examples=200, deadline=None)
def test_nonsense_does_no_harm(body, kind, queue):
    timeline = Timeline()
    hello = b"".join(_greeting(0, 1))
    timeline.feed([Packet(0, 5, hello + wire.frame(kind, queue, body)), Packet(0, 5, b"")])
    snapshot = timeline.snapshot(10, Phase.FAILED)
    assert snapshot.workers[0].name == "W 0"


steps = st.lists(st.tuples(st.integers(0, 3), st.booleans()), max_size=400)


def _depth(draws: list[tuple[int, bool]], cuts: int) -> tuple[DepthTrack, list[int], list[int]]:
    """A series appended in pieces, and the same by plain Python."""
    keys, at_ns, depth, times, depths = [], 0, 0, [], []
    for gap, is_put in draws:
        at_ns += gap + (gap == 0 and is_put)  # at one time, puts come first
        is_minus = depth > 0 and not is_put
        depth += -1 if is_minus else 1
        keys.append(at_ns * 2 + is_minus)
        times.append(at_ns)
        depths.append(depth)
    track = DepthTrack()
    if sorted(keys) != keys:
        keys.sort()
        times = [key >> 1 for key in keys]
        depths = np.cumsum([1 - 2 * (key & 1) for key in keys]).tolist()
    for piece in np.array_split(np.array(keys, np.int64), cuts):
        track.append(piece)
    return track, times, depths


@given(steps, st.integers(1, 5), st.integers(-20, 500), st.integers(1, 700), st.integers(1, 40))
@settings(max_examples=300, deadline=None)
def test_an_envelope_is_exact_in_every_column(draws, cuts, start, length, columns):
    track, times, depths = _depth(draws, cuts)
    series, end = track.view(), start + length
    envelope = series.envelope(start, end, columns)
    edges = [start + length * column // columns for column in range(columns + 1)]
    for column in range(columns):
        begin, stop = edges[column], edges[column + 1]
        is_last = column == columns - 1
        inside = [
            depth
            for at, depth in zip(times, depths, strict=True)
            if begin <= at < stop or (is_last and at == stop)
        ]
        held = [depth for at, depth in zip(times, depths, strict=True) if at < begin]
        if held and not (begin in times and begin < stop):
            inside = [held[-1], *inside]
        expected = (min(inside), max(inside), inside[-1]) if inside else (-1, -1, -1)
        found = envelope.low[column], envelope.high[column], envelope.last[column]
        assert found == expected, f"column {column}"


def test_an_envelope_of_a_long_series_is_exact():
    rng = np.random.default_rng(3)
    times = np.cumsum(rng.integers(1, 9, 200_008))
    is_minus = rng.random(200_008) < 0.5
    track = DepthTrack()
    for piece in np.array_split(times * 2 + is_minus, 7):
        track.append(piece)
    series = track.view()
    assert series.depths.tolist() == np.cumsum(1 - 2 * is_minus.astype(int)).tolist()
    for begin, end in ((10, 200_007), (0, 200_007), (150_000, 199_999), (10, 1_000)):
        start_ns, end_ns = int(times[begin]), int(times[end])
        envelope = series.envelope(start_ns, end_ns, 333)
        edges = start_ns + (end_ns - start_ns) * np.arange(334) // 333
        edges[-1] += 1
        for column in range(333):
            first = np.searchsorted(times, edges[column])
            first -= times[first] != edges[column]
            inside = series.depths[first : np.searchsorted(times, edges[column + 1])]
            assert (envelope.low[column], envelope.high[column]) == (inside.min(), inside.max())


@given(steps, st.integers(0, 400))
@settings(max_examples=200, deadline=None)
def test_the_mean_and_a_late_change_are_as_if_it_had_come_in_time(draws, late):
    whole, times, depths = _depth(draws, 1)
    if not times:
        return
    until = times[-1] + 5
    area = sum(depths[i] * ((*times, until)[i + 1] - times[i]) for i in range(len(times)))
    assert whole.mean(until) == pytest.approx(area / (until - times[0]))
    assert whole.peak == max(0, *depths)
    keys = [*(2 * at + (i > 0 and depths[i] < depths[i - 1]) for i, at in enumerate(times))]
    late = min(late, len(keys) - 1)
    patched = DepthTrack()
    patched.append(np.array(keys[:late] + keys[late + 1 :], np.int64))
    before = patched.view()
    kept = before.times_ns.tolist(), before.depths.tolist()
    patched.append(np.array([keys[late]], np.int64))
    assert patched.view().depths.tolist() == depths
    assert patched.mean(until) == pytest.approx(whole.mean(until))
    assert patched.peak == whole.peak
    assert (before.times_ns.tolist(), before.depths.tolist()) == kept


WAITS = st.lists(
    st.tuples(st.integers(0, 100), st.integers(0, 30), st.sampled_from([1, 2, 3, 4])), max_size=30
)


@given(WAITS, st.integers(1, 4), st.integers(0, 130), st.integers(-10, 150), st.integers(1, 9))
@settings(max_examples=300, deadline=None)
def test_a_lanes_shares_are_exact(draws, cuts, ended, start, columns):
    life = Life(10, ended if ended > 60 else None, State.FAILED, State.GET_WAIT, 95, 120)
    waits = [(start, start + length, state) for start, length, state in sorted(draws)]
    track = LaneTrack()
    for piece in np.array_split(np.array(waits, np.int64).reshape(-1, 3), cuts):
        track.add(piece[:, 0], piece[:, 1], piece[:, 2].astype(np.int8))
    lane = track.view(life)
    until = life.ended_ns if life.ended_ns is not None else life.now_ns
    last = max([95, *(end for begin, end, _ in waits if end > begin)])

    def state_at(at: int) -> State | None:
        if at >= life.now_ns:
            return None
        if at < life.started_ns:
            return State.ABSENT
        if at >= until:
            return State.FAILED
        for begin, end, state in waits:  # sorted: the earlier one shows
            if begin <= at < end:
                return State(state)
        return State.GET_WAIT if at >= last else State.BUSY

    length = 4 * columns
    expected = np.zeros((columns, len(State)))
    for at in range(start, start + length):
        if (state := state_at(at)) is not None:
            expected[(at - start) // 4, state] += 0.25
            assert lane.at(at)[0] is state
    np.testing.assert_allclose(lane.shares(start, start + length, columns), expected, atol=1e-6)
    boundaries = zip(lane.starts_ns.tolist(), lane.states.tolist(), strict=True)
    assert all(state_at(at) in (State(state), None) for at, state in boundaries)
    totals = lane.totals_ns()
    assert totals[State.BUSY] == sum(state_at(at) is State.BUSY for at in range(10, 120))


@given(WAITS, st.integers(1, 4), st.integers(0, 140), st.integers(-10, 150), st.integers(1, 9))
@settings(max_examples=300, deadline=None)
def test_blocked_spans_are_the_union(draws, cuts, opened, start, columns):
    track, now = SpanTrack(), 120
    opens = [opened] if opened < now else []
    spans = np.array([(begin, begin + length) for begin, length, _ in draws], np.int64)
    spans = spans.reshape(-1, 2)
    for piece in np.array_split(spans, cuts):
        track.add(piece[:, 0], piece[:, 1])
        track.view(60, [])
    covered = {at for begin, end in spans.tolist() for at in range(begin, min(end, now))}
    covered |= {at for begin in opens for at in range(begin, now)}
    view = track.view(now, opens)
    found = zip(view.starts_ns.tolist(), view.ends_ns.tolist(), strict=True)
    assert [at for begin, end in found for at in range(begin, end)] == sorted(covered)
    stop = start + 4 * columns
    expected = [len(covered & set(range(at, at + 4))) / 4 for at in range(start, stop, 4)]
    np.testing.assert_allclose(view.shares(start, stop, columns), expected, atol=1e-6)
    total = sum(min(end, now) - min(begin, now) for begin, end in spans.tolist())
    assert track.total_s(now, opens) == pytest.approx((total + sum(now - at for at in opens)) / 1e9)


@given(st.lists(st.integers(0, 50), min_size=1, max_size=40), st.integers(0, 60))
def test_old_blocked_spans_are_kept_apart_and_nothing_changes(begins, opened):
    """With times in tenths of a second, most spans are old enough to be left alone."""
    unit, track = 100_000_000, SpanTrack()
    now = 60 * unit
    for begin in begins:
        track.add(np.array([begin * unit]), np.array([(begin + 2) * unit]))
        track.view((begin + 4) * unit, [])
    opens = [opened * unit] if opened < 60 else []
    view = track.view(now, opens)
    covered = {at for begin in begins for at in (begin, begin + 1)}
    covered |= set(range(opened, 60)) if opens else set()
    assert view.shares(0, now, 60).tolist() == [float(at in covered) for at in range(60)]


@given(st.lists(st.lists(st.integers(0, 3000), max_size=400), max_size=8))
@settings(max_examples=60, deadline=None)
def test_rows_in_any_order_become_one_ordered_table(pieces):
    log, views = EventLog(), []
    for number, piece in enumerate(pieces):
        times = np.array(piece * 4, np.int64)
        log.add(make_rows(EventCode.PUT, times, count=len(times), sequence=np.arange(len(times))))
        log.settle(500 * (number + 1))
        view = log.view()
        views.append((view, view.columns(0, len(view)).at_ns.tolist()))
    log.settle(10_000)
    table = log.view()
    every = sorted(at for piece in pieces for at in piece * 4)
    assert len(table) == len(every)
    assert table.columns(0, len(table)).at_ns.tolist() == every
    middle = slice(BLOCK - 3, BLOCK + 3)
    assert table.columns(middle.start, middle.stop).at_ns.tolist() == every[middle]
    for view, times in views:
        assert view.columns(0, len(view)).at_ns.tolist() == times


@given(st.lists(st.integers(0, 10**12), min_size=1, max_size=50), st.booleans())
def test_waiting_times_are_exact_at_first_and_then_within_a_hundredth(draws, is_long):
    values = np.array(draws * (EXACT + 1 if is_long else 1), np.int64)
    waits = WaitTimes()
    waits.add(values)
    for share, found in zip((0.5, 0.99), waits.quantiles_s(), strict=True):
        exact = np.sort(values)[int(np.ceil(share * len(values))) - 1] / 1e9
        assert found == pytest.approx(exact, rel=0.01 if is_long else 1e-12, abs=2e-9)


def test_a_task_done_is_matched_once_its_get_may_no_longer_come():
    ledger, hand = Ledger(0), Hand(0, 5)
    hand.say_done(np.array([100]))
    assert hand.match(ledger, sent_ns=100) == []
    (rows,) = hand.match(ledger, sent_ns=101)
    assert rows["sequence"].tolist() == [-1]

"""Long runs: arrays and columns that grow little by little."""

import numpy as np

from engine.model.snapshot import EventCode
from engine.timeline.columns import LONG, UNKNOWN, Column, Growable
from engine.timeline.items import Ledger


def test_a_long_array_keeps_every_row_while_it_grows_and_is_taken_back():
    grown, expected = Growable(np.int64), np.zeros(0, np.int64)
    views, at = [], 0
    rng = np.random.default_rng(1)
    while at < 12 * LONG:
        more = np.arange(at, at + int(rng.integers(1, 900)))
        grown.append(more)
        expected, at = np.concatenate([expected, more]), int(more[-1]) + 1
        if rng.random() < 0.02:
            views.append((grown.view(), expected))
            kept = len(grown) - int(rng.integers(0, 2000)) if len(grown) > 2000 else len(grown)
            grown.truncate(kept)
            expected = expected[:kept]
    assert np.array_equal(grown.view(), expected)
    assert all(np.array_equal(view, then) for view, then in views)


def test_items_of_a_long_run_keep_their_ways():
    ledger, count = Ledger(0), 3 * LONG + 100
    puts = np.arange(count) + 1_000
    rows = ledger.put(5, 0, puts)
    assert len(rows) == count
    assert len(ledger.put(5, 0, puts)) == 0  # known already
    dtype = [("put_ns", "<i8"), ("written_ns", "<i8"), ("sequence", "<u4"), ("producer", "<u4")]
    items = np.zeros(count, dtype)
    items["sequence"], items["producer"], items["put_ns"] = np.arange(count), 5, puts
    items["written_ns"] = puts + 1
    mixed = np.random.default_rng(2).permutation(count)
    taken = ledger.take(9, items[mixed], puts[mixed] + 10)
    assert sum(len(some) for some in taken) == count
    assert {int(code) for some in taken for code in some["code"]} == {EventCode.TAKEN}
    ledger.finish(np.full(count, 5, np.int32), mixed, puts[mixed] + 20)
    for sequence in (0, LONG - 1, LONG, 2 * LONG + 7, count - 1):
        way = ledger.way(5, sequence)
        at = sequence + 1_000
        moments = (way.put_ns, way.written_ns, way.taken_ns, way.done_ns, way.consumer)
        assert moments == (at, at + 1, at + 10, at + 20, 9)
    assert ledger.way(5, count) is None


def test_a_column_keeps_what_was_filled_in_whatever_the_order_and_knows_what_was_not():
    column, rng = Column(), np.random.default_rng(3)
    expected = np.full(8 * LONG, UNKNOWN)
    at = 0
    while at < 7 * LONG:
        at += int(rng.integers(1, 700))
        column.reach(at)
        some = rng.integers(0, at, 50)
        values = rng.integers(0, 1 << 40, 50)
        column[some] = values
        expected[some] = column[some]  # of equal places the last one counts, as numpy has it
        assert np.isin(column[some], values).all()
    assert np.array_equal(column[:at], expected[:at])

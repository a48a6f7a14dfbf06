"""What is measured of a run is what happened in it, and the prediction says what it rests on."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from engine.theory import predicted
from engine.theory.measured import Measured, measure
from tests.support.scripted import MS, ORIGIN_NS, ScriptedRun

SEED = 5


def played(puts_ms, waits_ms, services_ms, **queue):
    """A run in which each item is put, taken after its wait and finished after its service."""
    run = ScriptedRun()
    run.start(0, "Cook 1", **queue)
    run.start(0, "Guest 1", **queue)
    acts = []
    for put_ms, wait_ms, service_ms in zip(puts_ms, waits_ms, services_ms, strict=True):
        taken_ms = put_ms + wait_ms
        acts += [(put_ms, 0), (taken_ms, 1), (taken_ms + service_ms, 2)]
    for at_ms, act in sorted(acts):
        if act == 0:
            run.put(at_ms, "Cook 1")
        elif act == 1:
            run.get(at_ms, "Guest 1")
        else:
            run.done(at_ms, "Guest 1")
    return run.snapshot(max(at_ms for at_ms, _ in acts) + 100)


def test_rates_waits_and_service_are_those_of_the_span():
    snapshot = played([10, 20, 30, 40], [3, 3, 3, 3], [2, 4, 2, 4])
    found = measure(snapshot, 0, ORIGIN_NS + 5 * MS, ORIGIN_NS + 45 * MS)
    assert found.arrival_rate == pytest.approx(100)
    assert found.throughput == pytest.approx(100)
    assert found.wait_s == pytest.approx(0.003)
    assert found.service_s == pytest.approx(0.003)
    assert found.service_scv == pytest.approx(1 / 9)
    assert found.arrival_scv == pytest.approx(0)
    assert found.consumers == 1
    assert found.utilisation == pytest.approx(0.3)
    assert found.depth == pytest.approx(4 * 3 / 40)


def test_little_s_law_holds_where_no_item_crosses_the_span_s_ends():
    rng = np.random.default_rng(SEED)
    puts = np.cumsum(rng.exponential(5, 50))
    snapshot = played(puts.tolist(), [4.0] * 50, [1.0] * 50)
    found = measure(snapshot, 0, ORIGIN_NS, ORIGIN_NS + int((puts[-1] + 10) * MS))
    assert found.little == pytest.approx(found.depth, rel=1e-6)
    assert found.little_deviation < 1e-6


def test_a_span_that_cuts_items_deviates_and_says_by_how_much():
    snapshot = played([0, 1, 2], [10, 10, 10], [1, 1, 1])
    found = measure(snapshot, 0, ORIGIN_NS + 5 * MS, ORIGIN_NS + 8 * MS)
    assert found.depth == pytest.approx(3)
    assert found.little_deviation == pytest.approx(1)


def test_a_span_without_length_is_refused():
    with pytest.raises(ValueError, match="it must end after"):
        measure(played([1], [1], [1]), 0, 5, 5)


USUAL = Measured(
    span_s=10.0,
    consumers=2,
    maxsize=0,
    arrival_rate=1.5,
    arrival_scv=1.0,
    throughput=1.5,
    service_s=1.0,
    service_scv=1.0,
    depth=1.9,
    wait_s=1.3,
    held_back=0.0,
)


@pytest.mark.parametrize(
    ("changes", "template"),
    [
        ({}, predicted.MMC),
        ({"maxsize": 5}, predicted.MMCK),
        ({"service_scv": 0.1}, predicted.GGC),
        ({"arrival_rate": 2.5}, predicted.NO_STEADY),
        ({"consumers": 0}, predicted.NO_ITEMS),
        ({"held_back": 0.5, "maxsize": 5}, predicted.BLOCKED),
    ],
)
def test_the_formula_whose_assumptions_hold_is_chosen_and_named(changes, template):
    found = predicted.predict(dataclasses.replace(USUAL, **changes))
    assert found.why.template == template
    assert (found.steady is None) == (
        template in {predicted.NO_STEADY, predicted.NO_ITEMS, predicted.BLOCKED}
    )


def test_what_if_grows_with_consumers_until_all_is_served():
    busy = dataclasses.replace(USUAL, arrival_rate=3.5, maxsize=10)
    told = predicted.what_if(busy, range(1, 7))
    rates = [steady.throughput for steady in told.values()]
    assert rates == sorted(rates)
    assert rates[0] == pytest.approx(1.0, rel=0.01)
    assert rates[-1] == pytest.approx(3.5, rel=0.01)

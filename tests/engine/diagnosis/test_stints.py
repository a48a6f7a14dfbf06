"""How long a worker may be at its work before it is said to hang: the rule, by itself."""

from __future__ import annotations

import numpy as np
import pytest

from engine.diagnosis.service_times import FACTOR, LEAST_NS, MANY_NS, Usual, _factor

S = 1_000_000_000


def of(*times_s: float) -> Usual | None:
    return Usual.of((np.array(times_s) * S).astype(np.int64))


def test_times_that_are_all_alike_ask_for_two_seconds_or_five_times_as_much():
    assert of(*[0.01] * 30).limit_ns == LEAST_NS
    assert of(*[1.0] * 30).limit_ns == FACTOR * S


def test_what_is_usual_is_told_in_quantiles():
    usual = of(*(number / 100 for number in range(1, 101)))
    assert (usual.count, usual.p50_ns, usual.p99_ns, usual.longest_ns) == (
        100,
        0.5 * S,
        0.99 * S,
        S,
    )


def test_few_times_are_no_history_and_some_ask_for_more_than_many():
    assert of(*[1.0] * 4) is None
    limits = [of(*[1.0] * count).limit_ns for count in (5, 8, 12, 17, 1000)]
    assert limits == sorted(limits, reverse=True)
    assert 11 * S < limits[0] < 13 * S
    assert limits[-1] == FACTOR * S


def test_turns_of_the_hand_are_no_work_but_a_thousand_are_a_habit():
    turns = [0.000_02] * 999
    assert of(*turns) is None
    assert of(*turns, 0.1) is not None
    assert of(*turns, 0.000_02).limit_ns == MANY_NS


@pytest.mark.parametrize("count", [5, 8, 12])
def test_the_factor_is_such_that_exponential_times_exceed_it_as_rarely_as_is_claimed(count):
    # 1 / C(n + k, k), by the longest of n exponential times: the mean of exp(-k M).
    dice = np.random.default_rng(count)
    longest = dice.exponential(size=(200_000, count)).max(axis=1)
    chance = np.exp(-_factor(count) * longest).mean() * (count + 1)
    assert 0.0005 < chance < 0.0015


def test_exponential_times_raise_hardly_an_alarm_in_a_thousand_runs():
    dice = np.random.default_rng(3)
    alarms = 0
    for _ in range(1000):
        times = (dice.exponential(10.0, size=60) * S).astype(np.int64)
        longest = np.maximum.accumulate(times)
        limits = [max(LEAST_NS, _factor(n) * longest[n - 1]) for n in range(5, 60)]
        alarms += bool((times[5:] > limits).any())
    assert alarms <= 6

"""The formulas agree with textbook figures, with one another, and with Ciw, a simulator."""

from __future__ import annotations

import pytest

from engine.theory import formulas

# By scripts/simulate_queues.py with Ciw 3.2.7, twelve runs of 3000 s: the mean wait and half the
# width of its 99 % interval, the mean number waiting and half the width of its own.
SIMULATED = {
    "M/M/1/5": (1.59278, 0.0902, 1.1666, 0.06528),
    "M/M/2/8": (0.81105, 0.02282, 1.18184, 0.04087),
    "M/M/2/7 overloaded": (1.77394, 0.02089, 3.45109, 0.03024),
    "M/M/3": (1.09207, 0.13345, 2.62665, 0.33005),
    "G/M/2": (1.051, 0.18234, 1.68188, 0.29287),
    "M/D/1": (1.20521, 0.09128, 0.84749, 0.07255),
    "M/G/2": (2.9162, 0.58637, 4.69343, 0.95006),
}


@pytest.mark.parametrize(
    ("name", "steady"),
    [
        ("M/M/1/5", formulas.mmck(0.8, 1.0, 1, 5)),
        ("M/M/2/8", formulas.mmck(1.5, 1.0, 2, 8)),
        ("M/M/2/7 overloaded", formulas.mmck(3.0, 1.0, 2, 7)),
        ("M/M/3", formulas.mmc(2.4, 1.0, 3)),
    ],
)
def test_the_exact_formulas_lie_within_the_simulation_s_interval(name, steady):
    wait_s, wait_width, waiting, width = SIMULATED[name]
    assert abs(steady.wait_s - wait_s) < wait_width
    assert abs(steady.waiting - waiting) < width


@pytest.mark.parametrize(
    ("name", "steady"),
    [
        ("G/M/2", formulas.allen_cunneen(1.6, 1.0, 2, 0.25, 1.0)),
        ("M/D/1", formulas.allen_cunneen(0.7, 1.0, 1, 1.0, 0.0)),
        ("M/G/2", formulas.allen_cunneen(1.6, 1.0, 2, 1.0, 2.0)),
    ],
)
def test_the_approximation_is_within_a_fifth_of_the_simulation(name, steady):
    wait_s, width, _, _ = SIMULATED[name]
    assert abs(steady.wait_s - wait_s) < 0.2 * wait_s
    assert abs(steady.wait_s - wait_s) < width


def test_figures_of_the_textbooks():
    one = formulas.mmc(0.5, 1.0, 1)  # L_q = rho^2 / (1 - rho)
    assert one.waiting == pytest.approx(0.5)
    assert one.wait_s == pytest.approx(1.0)
    assert formulas.erlang_c(2.0, 3) == pytest.approx(4 / 9)  # Gross et al., section 2.3
    loss = formulas.mmck(2.0, 1.0, 2, 2)  # Erlang's loss formula: B(2, 2) = 2 / 5
    assert loss.full == pytest.approx(0.4)
    assert loss.throughput == pytest.approx(1.2)


def test_a_large_bound_is_none():
    bounded, free = formulas.mmck(1.5, 1.0, 2, 2000), formulas.mmc(1.5, 1.0, 2)
    assert bounded.waiting == pytest.approx(free.waiting)
    assert bounded.utilisation == pytest.approx(free.utilisation)


def test_an_overloaded_bounded_queue_is_full_and_an_unbounded_one_has_no_steady_state():
    steady = formulas.mmck(100.0, 1.0, 3, 13)
    assert steady.throughput == pytest.approx(3.0, rel=1e-3)
    assert steady.waiting == pytest.approx(10.0, abs=0.1)
    with pytest.raises(ValueError, match="it must be from 0 to below 3"):
        formulas.mmc(3.0, 1.0, 3)


def test_exponential_times_make_the_approximation_exact():
    assert formulas.allen_cunneen(1.5, 1.0, 2, 1.0, 1.0) == formulas.mmc(1.5, 1.0, 2)

"""The formulas agree with textbook figures, with one another, and with Ciw, a simulator."""

from __future__ import annotations

import math
import statistics

import ciw
import pytest

from engine.theory import formulas

RUNS, TIME, WARM = 12, 3000.0, 300.0
T_99 = 3.106  # Student's t for 11 degrees of freedom, 99 %


def simulated(arrivals, services, servers: int, room: float = math.inf):
    """Mean wait and mean number waiting, each with the half width of its 99 % interval."""
    network = ciw.create_network(
        arrival_distributions=[arrivals],
        service_distributions=[services],
        number_of_servers=[servers],
        queue_capacities=[room],
    )
    waits, lengths = [], []
    for seed in range(RUNS):
        ciw.seed(seed)
        simulation = ciw.Simulation(network)
        simulation.simulate_until_max_time(TIME + 2 * WARM)
        seen = [
            each.waiting_time
            for each in simulation.get_all_records()
            if each.record_type == "service" and WARM < each.arrival_date < WARM + TIME
        ]
        waits.append(statistics.mean(seen))
        lengths.append(sum(seen) / TIME)
    return [
        (statistics.mean(values), T_99 * statistics.stdev(values) / math.sqrt(RUNS))
        for values in (waits, lengths)
    ]


@pytest.mark.parametrize(
    ("rate", "service_s", "servers", "room"),
    [(0.8, 1.0, 1, 4), (1.5, 1.0, 2, 6), (3.0, 1.0, 2, 5), (2.4, 1.0, 3, math.inf)],
)
def test_the_exact_formulas_lie_within_the_simulation_s_interval(rate, service_s, servers, room):
    (wait_s, wait_width), (waiting, width) = simulated(
        ciw.dists.Exponential(rate), ciw.dists.Exponential(1 / service_s), servers, room
    )
    if room == math.inf:
        steady = formulas.mmc(rate, service_s, servers)
    else:
        steady = formulas.mmck(rate, service_s, servers, int(room) + servers)
    assert abs(steady.wait_s - wait_s) < wait_width
    assert abs(steady.waiting - waiting) < width


@pytest.mark.parametrize(
    ("arrivals", "arrival_scv", "services", "service_scv", "rate", "servers"),
    [
        (ciw.dists.Gamma(4.0, 0.25 / 1.6), 0.25, ciw.dists.Exponential(1.0), 1.0, 1.6, 2),
        (ciw.dists.Exponential(0.7), 1.0, ciw.dists.Deterministic(1.0), 0.0, 0.7, 1),
        (ciw.dists.Exponential(1.6), 1.0, ciw.dists.Gamma(0.5, 2.0), 2.0, 1.6, 2),
    ],
)
def test_the_approximation_is_within_a_fifth_of_the_simulation(
    arrivals, arrival_scv, services, service_scv, rate, servers
):
    (wait_s, width), _ = simulated(arrivals, services, servers)
    steady = formulas.allen_cunneen(rate, 1.0, servers, arrival_scv, service_scv)
    assert abs(steady.wait_s - wait_s) < 0.2 * wait_s + width


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

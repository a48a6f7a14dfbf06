"""Simulates queues with Ciw, and prints what tests/engine/theory/test_formulas.py compares with.

Ciw is not among what contributors install: it brings a top-level package `tests` of its own. Run
this with a Python that has it: `pip install ciw && python scripts/simulate_queues.py`.
"""

from __future__ import annotations

import math
import statistics

import ciw

RUNS, TIME, WARM = 12, 3000.0, 300.0
T_99 = 3.106  # Student's t for 11 degrees of freedom, 99 %
dists = ciw.dists
CASES = {  # name -> arrivals, services, servers, room in the queue
    "M/M/1/5": (dists.Exponential(0.8), dists.Exponential(1.0), 1, 4),
    "M/M/2/8": (dists.Exponential(1.5), dists.Exponential(1.0), 2, 6),
    "M/M/2/7 overloaded": (dists.Exponential(3.0), dists.Exponential(1.0), 2, 5),
    "M/M/3": (dists.Exponential(2.4), dists.Exponential(1.0), 3, math.inf),
    "G/M/2": (dists.Gamma(4.0, 0.25 / 1.6), dists.Exponential(1.0), 2, math.inf),
    "M/D/1": (dists.Exponential(0.7), dists.Deterministic(1.0), 1, math.inf),
    "M/G/2": (dists.Exponential(1.6), dists.Gamma(0.5, 2.0), 2, math.inf),
}


def simulate(arrivals: object, services: object, servers: int, room: float) -> list[float]:
    """Mean wait and half the width of its 99 % interval; the same of the mean number waiting."""
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
        round(figure, 5)
        for values in (waits, lengths)
        for figure in (statistics.mean(values), T_99 * statistics.stdev(values) / math.sqrt(RUNS))
    ]


if __name__ == "__main__":
    for name, case in CASES.items():
        print(f'    "{name}": {tuple(simulate(*case))},')

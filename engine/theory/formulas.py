"""Formulas of queues with c alike servers. Rates in 1/s, times in s, lengths in items.

M/M/c and M/M/c/K: D. Gross, J. Shortle, J. Thompson, C. Harris, Fundamentals of Queueing Theory,
4th edition, sections 2.3 and 2.5. G/G/c: A. O. Allen, Probability, Statistics, and Queueing Theory,
2nd edition, section 5.4 (the Allen-Cunneen approximation).
"""

from __future__ import annotations

import math
from typing import NamedTuple


class Steady(NamedTuple):
    """A queue in its steady state. `waiting` and `wait_s` are without what is being served."""

    utilisation: float  # share of the time in which a server is busy
    waiting: float  # mean number of items that wait
    wait_s: float  # mean time that an item waits
    throughput: float
    full: float  # share of the time in which nothing more enters


def erlang_c(load: float, servers: int) -> float:
    """The probability that an item has to wait in M/M/c; `load` is arrival rate x service time.

    Raises:
        ValueError: the load is not below the number of servers: there is no steady state.
    """
    if not 0 <= load < servers:
        msg = f"load is {load}; it must be from 0 to below {servers}"
        raise ValueError(msg)
    blocked = 1.0  # Erlang B, which can be built up without large factorials
    for count in range(1, servers + 1):
        blocked = load * blocked / (count + load * blocked)
    return blocked / (1 - load / servers * (1 - blocked))


def mmc(arrival_rate: float, service_s: float, servers: int) -> Steady:
    """M/M/c: Poisson arrivals, exponential service, no bound. Raises ValueError as erlang_c."""
    load = arrival_rate * service_s
    waits = erlang_c(load, servers)
    wait_s = waits * service_s / (servers - load)
    return Steady(load / servers, arrival_rate * wait_s, wait_s, arrival_rate, 0.0)


def mmck(arrival_rate: float, service_s: float, servers: int, capacity: int) -> Steady:
    """M/M/c/K: as M/M/c, and an arrival that finds `capacity` items in the system is turned away.

    `capacity` counts those in service too. There is a steady state at any load.
    """
    load = arrival_rate * service_s
    shares = [0.0]  # logarithms of unnormalised probabilities, so that nothing overflows
    for count in range(1, capacity + 1):
        step = load / min(count, servers)
        shares.append(shares[-1] + (math.log(step) if step else -math.inf))
    most = max(shares)
    weights = [math.exp(share - most) for share in shares]
    total = sum(weights)
    states = [weight / total for weight in weights]
    waiting = sum(max(0, count - servers) * share for count, share in enumerate(states))
    throughput = arrival_rate * (1 - states[-1])
    wait_s = waiting / throughput if throughput else 0.0
    return Steady(throughput * service_s / servers, waiting, wait_s, throughput, states[-1])


def allen_cunneen(
    arrival_rate: float, service_s: float, servers: int, arrival_scv: float, service_scv: float
) -> Steady:
    """G/G/c, approximately: M/M/c with its wait scaled by the variation of both sides.

    `arrival_scv` and `service_scv` are squared coefficients of variation (variance / mean squared)
    of the times between arrivals, and of service. Raises ValueError as erlang_c.
    """
    exact = mmc(arrival_rate, service_s, servers)
    scale = (arrival_scv + service_scv) / 2
    return exact._replace(waiting=exact.waiting * scale, wait_s=exact.wait_s * scale)

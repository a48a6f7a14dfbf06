"""What theory says of a measured queue: which formula fits, why, and what it predicts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from engine.text.sentences import QT_TRANSLATE_NOOP, Sentence
from engine.theory import formulas
from engine.theory.formulas import Steady
from engine.theory.measured import Measured

LIKE_CHANCE: Final = (0.7, 1.3)  # squared variation that counts as that of exponential times
NEARLY_FULL: Final = 0.98  # above it no steady state is reached in any run
HELD_BACK: Final = 0.02
LARGE: Final = 10_000  # items: so many are no bound

MMC: Final = QT_TRANSLATE_NOOP(
    "Sentence", "M/M/c: both the times between puts and the service times vary as by chance"
)
MMCK: Final = QT_TRANSLATE_NOOP(
    "Sentence",
    "M/M/c/K: times vary as by chance, and at most {capacity} items fit, those in service too",
)
GGC: Final = QT_TRANSLATE_NOOP(
    "Sentence",
    "G/G/c (Allen-Cunneen, an approximation): the variation of puts ({arrival}) or of service "
    "({service}) is not that of chance, which is 1",
)
NO_STEADY: Final = QT_TRANSLATE_NOOP(
    "Sentence",
    "no steady state: the consumers are busy {share} of the time, so the queue grows or stays full",
)
NO_ITEMS: Final = QT_TRANSLATE_NOOP("Sentence", "nothing was put and taken in this span")
BLOCKED: Final = QT_TRANSLATE_NOOP(
    "Sentence",
    "no prediction: a full queue held the producers back, so puts did not come on their own",
)


class Prediction(NamedTuple):
    """What a formula says; `steady` is None where none holds. `why` says which, or why none."""

    steady: Steady | None
    why: Sentence


def predict(measured: Measured) -> Prediction:
    """The formula whose assumptions hold best."""
    if not measured.consumers or not measured.arrival_rate or not measured.service_s:
        return Prediction(None, Sentence(NO_ITEMS))
    if measured.held_back > HELD_BACK:
        return Prediction(None, Sentence(BLOCKED))
    rate, service_s, servers = measured.arrival_rate, measured.service_s, measured.consumers
    load = rate * service_s / servers
    is_chance = all(
        LIKE_CHANCE[0] <= scv <= LIKE_CHANCE[1]
        for scv in (measured.arrival_scv, measured.service_scv)
    )
    if is_chance and measured.maxsize:
        capacity = measured.maxsize + servers
        steady = formulas.mmck(rate, service_s, servers, capacity)
        return Prediction(steady, Sentence(MMCK, capacity=capacity))
    if load >= NEARLY_FULL:
        return Prediction(None, Sentence(NO_STEADY, share=f"{min(1.0, load):.0%}"))
    if is_chance:
        return Prediction(formulas.mmc(rate, service_s, servers), Sentence(MMC))
    arrival, service = measured.arrival_scv, measured.service_scv
    steady = formulas.allen_cunneen(rate, service_s, servers, arrival, service)
    return Prediction(steady, Sentence(GGC, arrival=f"{arrival:.2f}", service=f"{service:.2f}"))


def what_if(
    measured: Measured, consumers: Iterable[int], maxsize: int | None = None
) -> dict[int, Steady]:
    """Throughput and depth with so many consumers, and another bound if given, at measured rates.

    By M/M/c/K, which has a steady state at any load; an unbounded queue is taken as a large one.
    """
    bound = measured.maxsize if maxsize is None else maxsize
    room = bound or LARGE
    return {
        count: formulas.mmck(measured.arrival_rate, measured.service_s, count, room + count)
        for count in consumers
    }

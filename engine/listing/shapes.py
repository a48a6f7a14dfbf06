"""Which functions a listing has: kinds of workers that differ in figures only share one.

A teacher writes one `produce` for three cooks who make different dishes, and a second one only when
somebody works in another way: on the CPU, by another law of time, in bursts, or without an end.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from engine.scenario.schema import Consumer, Duration, Kind, Law, Producer, Work


@dataclass(frozen=True, slots=True)
class Shape:
    """One function: all its kinds, and what it is given besides the queue.

    `parameters` maps a parameter's name to each kind's argument for it, in the order of `kinds`.
    """

    name: str
    kinds: tuple[Kind, ...]
    parameters: dict[str, tuple[str, ...]]
    time: str  # an expression for the seconds that an item takes; "" when it takes none
    is_random: bool
    burns: bool  # CPU, rather than sleep
    burst: str  # an expression; "" when each item is made by itself
    is_endless: bool

    def arguments(self, kind: Kind) -> str:
        """What the function is called with for one kind: `queue, "bun", 4`."""
        place = self.kinds.index(kind)
        values = [values[place] for values in self.parameters.values()]
        return ", ".join(["queue", *values]) if values else "queue,"

    @property
    def signature(self) -> str:
        """The first line of its definition."""
        return f"def {self.name}({', '.join(['queue', *self.parameters])}):"


def shapes_of(kinds: Sequence[Kind], verb: str) -> list[Shape]:
    """The functions that these kinds need, in the kinds' order; `verb` begins their names."""
    groups: dict[tuple[object, ...], list[Kind]] = {}
    for kind in kinds:
        groups.setdefault(_likeness(kind), []).append(kind)
    names = _names(list(groups.values()), verb)
    return [_shape(name, group) for name, group in zip(names, groups.values(), strict=True)]


def quote(text: str) -> str:
    """A text as Python writes it, in double quotes."""
    return json.dumps(text, ensure_ascii=False)


def _likeness(kind: Kind) -> tuple[object, ...]:
    """Two kinds with the same likeness are workers of one function."""
    likeness: tuple[object, ...] = (kind.work, _law(kind.time))
    if isinstance(kind, Producer):
        likeness += (kind.burst > 1, kind.items == 0)
    return likeness


def _law(time: Duration) -> tuple[Law, bool]:
    """The law, and whether there is any time at all: an exponential one of mean 0 is fixed."""
    if time.law is Law.UNIFORM:
        return Law.UNIFORM, True
    return (time.law, True) if time.seconds > 0 else (Law.FIXED, False)


def _names(groups: list[list[Kind]], verb: str) -> list[str]:
    if len(groups) == 1:
        return [verb]
    names: list[str] = []
    for number, group in enumerate(groups, 1):
        word = re.sub(r"\W+", "_", group[0].name.lower()).strip("_")
        name = f"{verb}_{word}"
        is_usable = word and name.isidentifier() and name not in names
        names.append(name if is_usable else f"{verb}_{number}")
    return names


def _shape(name: str, group: list[Kind]) -> Shape:
    parameters: dict[str, tuple[str, ...]] = {}
    makers = [kind for kind in group if isinstance(kind, Producer)]
    if makers:
        parameters["dish"] = tuple(quote(kind.dish) for kind in makers)
        if makers[0].items:
            parameters["items"] = tuple(str(kind.items) for kind in makers)
    law, has_time = _law(group[0].time)
    time = _time(law, group, parameters) if has_time else ""
    bursts = [str(kind.burst) for kind in makers]
    return Shape(
        name=name,
        kinds=tuple(group),
        parameters=parameters,
        time=time,
        is_random=law is not Law.FIXED,
        burns=group[0].work is Work.CPU,
        burst=_given("burst", bursts, parameters) if makers and makers[0].burst > 1 else "",
        is_endless=bool(makers) and makers[0].items == 0,
    )


def _time(law: Law, group: Iterable[Kind], parameters: dict[str, tuple[str, ...]]) -> str:
    times = [kind.time for kind in group]
    if law is Law.UNIFORM:
        low = _given("low", [str(time.low) for time in times], parameters)
        high = _given("high", [str(time.high) for time in times], parameters)
        return f"random.uniform({low}, {high})"
    name = "seconds" if law is Law.FIXED else "mean"
    figure = _given(name, [str(time.seconds) for time in times], parameters)
    return figure if law is Law.FIXED else f"random.expovariate(1 / {figure})"


def _given(name: str, values: list[str], parameters: dict[str, tuple[str, ...]]) -> str:
    """The figure itself where all kinds have the same, else a parameter."""
    if len(set(values)) == 1:
        return values[0]
    parameters[name] = tuple(values)
    return name


def used(kinds: Iterable[Producer] | Iterable[Consumer]) -> list[Kind]:
    """The kinds that have workers."""
    return [kind for kind in kinds if kind.count]

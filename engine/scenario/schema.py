"""Scenario: what a run consists of, declared once.

Form, command line, TOML file and validation all derive from these declarations: each field carries
its range (`msgspec.Meta`) and its title, unit and help (`Meta.extra`), in English; the window
translates them. A Scenario is frozen; a form makes a new one with `msgspec.structs.replace`.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from engine.model.faults import FaultKind, FaultPoint
from engine.model.limits import MOST_KINDS, MOST_WORKERS, TIME_SCALES


class QueueKind(StrEnum):
    """Which queue class the program makes."""

    QUEUE = "Queue"
    JOINABLE = "JoinableQueue"
    SIMPLE = "SimpleQueue"


class StartMethod(StrEnum):
    """How multiprocessing starts a worker."""

    FORK = "fork"
    SPAWN = "spawn"
    FORKSERVER = "forkserver"


class Ending(StrEnum):
    """How consumers come to an end."""

    DAEMON = "daemon"  # daemons: main joins producers, then the queue, and leaves
    SENTINEL = "sentinel"  # main puts one None for each consumer, and joins them


class Law(StrEnum):
    """How an item's time is drawn."""

    FIXED = "fixed"
    UNIFORM = "uniform"
    EXPONENTIAL = "exponential"


class Work(StrEnum):
    """What a worker does meanwhile."""

    SLEEP = "sleep"
    CPU = "cpu"


def _meta(title: str, unit: str, help_text: str, **limits: Any) -> Meta:
    return Meta(title=title, description=help_text, extra={"unit": unit}, **limits)


Name = Annotated[
    str, _meta("name", "", "What the lanes and the log call it.", min_length=1, max_length=40)
]
Seconds = Annotated[float, _meta("time", "s", "Seconds.", ge=0.0, le=3600.0)]


class Duration(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The time that one item takes.

    fixed: always `seconds`. uniform: between `low` and `high`. exponential: mean `seconds`.
    """

    law: Annotated[Law, _meta("law", "", "How the time of each item is drawn.")] = Law.FIXED
    seconds: Annotated[
        float,
        _meta(
            "time", "s", "The fixed time, or the mean of the exponential one.", ge=0.0, le=3600.0
        ),
    ] = 1.0
    low: Annotated[float, _meta("from", "s", "The shortest uniform time.", ge=0.0, le=3600.0)] = 1.0
    high: Annotated[float, _meta("to", "s", "The longest uniform time.", ge=0.0, le=3600.0)] = 2.0


class Kind(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One kind of producer or consumer: `count` workers that are alike."""

    name: Name
    count: Annotated[int, _meta("count", "", "Workers of this kind.", ge=0, le=MOST_WORKERS)] = 1
    time: Annotated[Duration, _meta("time", "s", "The time that one item takes.")] = Duration()
    work: Annotated[Work, _meta("work", "", "Sleep, or burn CPU, for that time.")] = Work.SLEEP


class Producer(Kind, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A kind of producer: makes `items` of `dish` each, or goes on for ever."""

    dish: Annotated[str, _meta("dish", "", "What it makes.", min_length=1, max_length=40)] = "item"
    items: Annotated[
        int,
        _meta("items", "", "How many each worker makes; 0 means endless.", ge=0, le=100_000_000),
    ] = 4
    burst: Annotated[
        int,
        _meta(
            "burst",
            "",
            "Items made in one go; the time is taken once for each burst.",
            ge=1,
            le=100_000,
        ),
    ] = 1


class Consumer(Kind, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A kind of consumer: takes items and works on each."""


class QueueSpec(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The queue of the run."""

    kind: Annotated[QueueKind, _meta("kind", "", "Which multiprocessing queue.")] = (
        QueueKind.JOINABLE
    )
    maxsize: Annotated[
        int, _meta("maxsize", "items", "Slots of the queue; 0 means unbounded.", ge=0, le=32_767)
    ] = 0
    start_method: Annotated[
        StartMethod, _meta("start method", "", "How multiprocessing starts workers.")
    ] = StartMethod.SPAWN
    ending: Annotated[Ending, _meta("ending", "", "How consumers come to an end.")] = Ending.DAEMON


class Fault(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A fault on purpose: the run does `what` to `worker`, as soon as it is at `at`.

    Its time has come when the worker has lived for `after_s` and has handled `after_items` items.
    """

    worker: Annotated[
        str,
        _meta(
            "worker",
            "",
            'Whom: a kind and a number, such as "Guest 2", or "main".',
            min_length=1,
            max_length=45,
        ),
    ]
    what: Annotated[FaultKind, _meta("fault", "", "What is done to it.")] = FaultKind.KILL
    at: Annotated[FaultPoint, _meta("moment", "", "At which moment of its work.")] = FaultPoint.NOW
    after_s: Annotated[
        float,
        _meta("after", "s", "Not before it has lived that long, in real time.", ge=0.0, le=3600.0),
    ] = 0.0
    after_items: Annotated[
        int,
        _meta("after", "items", "Not before it has put or taken as many.", ge=0, le=100_000_000),
    ] = 0


class Scenario(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A whole run."""

    name: Annotated[str, _meta("name", "", "The scenario's name.", min_length=1, max_length=80)]
    description: Annotated[
        str, _meta("description", "", "What one sees in it.", max_length=500)
    ] = ""
    seed: Annotated[
        int, _meta("seed", "", "Seeds every worker's random times.", ge=0, le=2**63 - 1)
    ] = 0
    time_scale: Annotated[
        float,
        _meta(
            "speed",
            "x",
            "How much faster than real time the work goes.",
            ge=TIME_SCALES[0],
            le=TIME_SCALES[1],
        ),
    ] = 1.0
    queue: QueueSpec = QueueSpec()
    producers: Annotated[
        tuple[Producer, ...], _meta("producers", "", "Kinds of producers.", max_length=MOST_KINDS)
    ] = ()
    consumers: Annotated[
        tuple[Consumer, ...], _meta("consumers", "", "Kinds of consumers.", max_length=MOST_KINDS)
    ] = ()
    faults: Annotated[
        tuple[Fault, ...], _meta("faults", "", "Faults on purpose, for lessons.", max_length=64)
    ] = ()

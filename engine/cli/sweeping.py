"""`queuescope sweep`: how many workers, how much buffer? One real run for each combination.

    consumers x maxsize x repetitions --> Run --> Analysis --> measure --> a row of the CSV file
                                                                  |
                                                                  +--> the table, at the end

With a CSV file each row is written as soon as its run is over, and runs that are in it already are
not made again: a sweep that was cancelled goes on where it was.
"""

from __future__ import annotations

import csv
import itertools
import statistics
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec
from rich.console import Console
from rich.progress import Progress
from rich.text import Text

from engine.analysis.analysis import Analysis
from engine.cli import texts
from engine.cli.frontend import BadInputError
from engine.cli.show import duration, table
from engine.cli.signals import Signals
from engine.run.run import Run
from engine.scenario.schema import Scenario
from engine.scenario.validation import find_problems
from engine.theory.measured import Measured, measure
from engine.theory.predicted import predict

POLL_S = 0.02
BUDGET_S = 0.02
HEAD = (
    "consumers", "maxsize", "run", "throughput_per_s", "depth_mean", "wait_mean_s", "utilisation",
    "predicted_depth",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One run. `predicted_depth` is None where no formula holds."""

    consumers: int
    maxsize: int
    run: int
    throughput_per_s: float
    depth_mean: float
    wait_mean_s: float
    utilisation: float
    predicted_depth: float | None


@dataclass(frozen=True, slots=True)
class Plan:
    """What is swept over; each run takes at most `seconds`."""

    consumers: tuple[int, ...]
    maxsizes: tuple[int, ...]
    repeat: int
    seconds: float
    csv_path: Path | None

    def runs(self) -> list[tuple[int, int, int]]:
        """Consumers, maxsize, repetition of each run."""
        numbers = range(1, self.repeat + 1)
        return list(itertools.product(self.consumers, self.maxsizes, numbers))


def numbers(text: str) -> tuple[int, ...]:
    """What "1..4,8" means: 1, 2, 3, 4, 8; raises BadInputError for anything else."""
    found: list[int] = []
    try:
        for part in text.split(","):
            first, dots, last = part.partition("..")
            found += range(int(first), int(last) + 1) if dots else [int(first)]
    except ValueError as problem:
        raise BadInputError(texts.SWEEP_NUMBERS.format(text=text)) from problem
    if not found or min(found) < 0:
        raise BadInputError(texts.SWEEP_NUMBERS.format(text=text))
    return tuple(dict.fromkeys(found))


def sweep(scenario: Scenario, plan: Plan) -> int:
    """Makes all runs and prints the table; returns the exit code."""
    for consumers, maxsize, _ in plan.runs():
        if problems := find_problems(_varied(scenario, consumers, maxsize)):
            field, value, remedy = problems[0]
            raise BadInputError(texts.BAD_FIELD.format(field=field, value=value, remedy=remedy))
    rows = {(row.consumers, row.maxsize, row.run): row for row in _read(plan.csv_path)}
    left = [each for each in plan.runs() if each not in rows]
    console = Console(stderr=True)
    with Signals() as signals, Progress(console=console, disable=not console.is_terminal) as bar:
        task = bar.add_task(scenario.name, total=len(left))
        for consumers, maxsize, number in left:
            found = _measure(_varied(scenario, consumers, maxsize), plan.seconds, signals)
            if found is None:
                break
            row = _row(consumers, maxsize, number, found)
            rows[consumers, maxsize, number] = row
            _append(plan.csv_path, row)
            bar.advance(task)
    wanted = [rows[each] for each in plan.runs() if each in rows]
    Console().print(_table(wanted))
    return 128 + signals.first if signals.first is not None else 0


def _varied(scenario: Scenario, consumers: int, maxsize: int) -> Scenario:
    first, *others = scenario.consumers
    return msgspec.structs.replace(
        scenario,
        queue=msgspec.structs.replace(scenario.queue, maxsize=maxsize),
        consumers=(msgspec.structs.replace(first, count=consumers), *others),
    )


def _measure(scenario: Scenario, seconds: float, signals: Signals) -> Measured | None:
    """One run from its first put to its last get; None when a signal came in between."""
    run = Run(scenario)
    timeline = Analysis(run.worker_kinds)
    try:
        run.start()
        if run.problem is not None:
            raise BadInputError(str(run.problem))
        until_s = time.monotonic() + seconds
        while not run.phase.is_over:
            timeline.feed(run.poll(BUDGET_S))
            if signals.take() is not None:
                return None
            if time.monotonic() > until_s:
                break
            time.sleep(POLL_S)
        snapshot = timeline.snapshot(run.now_ns(), run.phase)
    finally:
        run.close()
    queue = next(iter(snapshot.queues), None)
    if queue is None or not queue.taken:
        raise BadInputError(texts.SWEEP_NOTHING.format(seconds=seconds))
    moves = queue.series.times_ns
    return measure(snapshot, queue.index, int(moves[0]), int(moves[-1]) + 1)


def _row(consumers: int, maxsize: int, number: int, found: Measured) -> Row:
    steady = predict(found).steady
    return Row(
        consumers,
        maxsize,
        number,
        round(found.throughput, 3),
        round(found.depth, 4),
        round(found.wait_s, 6),
        round(found.utilisation, 4),
        round(steady.waiting, 4) if steady is not None else None,
    )


def _read(path: Path | None) -> Iterator[Row]:
    """The rows of a sweep that was made before; raises BadInputError for another file."""
    if path is None or not path.exists():
        return
    try:
        with path.open(newline="", encoding="utf-8") as file:
            lines = csv.DictReader(file)
            if tuple(lines.fieldnames or ()) != HEAD:
                raise BadInputError(texts.SWEEP_OTHER_FILE.format(path=path))
            for line in lines:
                plain = {name: value or None for name, value in line.items()}
                yield msgspec.convert(plain, Row, strict=False)
    except (OSError, ValueError) as problem:
        raise BadInputError(texts.SWEEP_OTHER_FILE.format(path=path)) from problem


def _append(path: Path | None, row: Row) -> None:
    if path is None:
        return
    is_new = not path.exists()
    with path.open("a", newline="", encoding="utf-8") as file:
        lines = csv.writer(file)
        if is_new:
            lines.writerow(HEAD)
        lines.writerow("" if v is None else v for v in msgspec.to_builtins(row).values())


def _table(rows: Sequence[Row]) -> object:
    made = table(*texts.SWEEP_COLUMNS, words_first=0)
    for (consumers, maxsize), group in itertools.groupby(
        rows, key=lambda row: (row.consumers, row.maxsize)
    ):
        several = list(group)
        predicted = [row.predicted_depth for row in several if row.predicted_depth is not None]
        made.add_row(
            str(consumers),
            str(maxsize or texts.UNBOUNDED),
            Text(_spread([row.throughput_per_s for row in several])),
            Text(_spread([row.depth_mean for row in several])),
            duration(statistics.mean(row.wait_mean_s for row in several)),
            f"{statistics.mean(row.utilisation for row in several):.0%}",
            f"{statistics.mean(predicted):.2f}" if predicted else "-",
        )
    return made


def _spread(values: Sequence[float]) -> str:
    """The mean, and the standard deviation where there is more than one."""
    told = f"{statistics.mean(values):.2f}"
    return f"{told} ± {statistics.stdev(values):.2f}" if len(values) > 1 else told

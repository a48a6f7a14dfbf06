"""Who has been at its work out of all proportion: a worker that hangs while the others go on.

    a stint:  take an item ----- own code ----- task_done, put, or a wait
    usual:    the finished stints of its kind that began alike, by events and lanes
    now:      its unfinished one, when the board says that it has touched no queue since

How long a stint may last before it is named:

1. 2 s at least: what is shorter hinders nobody.
2. Five times the longest one that its kind ever finished. Times that are much wider spread than
   exponential ones, and changes of load, stay below that.
3. So long that chance is no explanation. Let the times be exponential, and M the longest of n: the
   next one exceeds k M with the probability E[exp(-k M)], in units of the mean. M has the density
   n (1 - exp(-x))^(n - 1) exp(-x), so that is n B(n, k + 1) = 1 / C(n + k, k). It must be below
   1 / (1000 (n + 1)). With five stints behind it that asks for 12 times the longest, with seventeen
   for 5, so that rule 2 takes over. Summed over a run of any length, during which the longest
   grows, that is one or two false alarms in a thousand runs, were all times exponential.

A stint below a millisecond is a turn of the hand: items of a batch that are taken one after another
before the work on all of them begins. Such ones are no history. Where a kind has nothing else, but
a thousand of these, ten seconds are asked for. And with less than five stints behind its kind
nobody is named: the first item may be the long one.

Whoever asks for a CPU and gets none is not named either, nor the main process: it has no loop.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from engine.diagnosis.history import Act, LastAct, finished_ns, last_act, latest_rows
from engine.diagnosis.standstill import spots_of
from engine.model.diagnosis_input import DiagnosisInput
from engine.model.findings import Finding, FindingKind, ItemId, Severity
from engine.observe import wire

if TYPE_CHECKING:
    from engine.model.snapshot import WorkerView
    from engine.model.system_samples import ProcessState

LEAST_NS = 2_000_000_000
FACTOR = 5.0
MOST_CHANCE = 1e-3
LEAST_WORK_NS = 1_000_000
LEAST_HISTORY = 5
MANY, MANY_NS = 1000, 10_000_000_000  # turns of the hand, where there is nothing else
AGAIN_NS = 1_000_000_000  # after so long the history is looked up again
COMPUTING = 0.2  # of a CPU: one that uses more computes
SINCE = {Act.TAKEN: "taken", Act.PUT: "put", Act.DONE: "done"}


@dataclass(frozen=True, slots=True)
class Usual:
    """Finished stints of one kind."""

    count: int
    p50_ns: int
    p99_ns: int
    longest_ns: int
    limit_ns: float  # one that lasts longer is out of all proportion

    @classmethod
    def of(cls, stints_ns: npt.NDArray[np.int64]) -> Usual | None:
        """Of such durations; None when they are no history."""
        works = stints_ns[stints_ns >= LEAST_WORK_NS]
        is_enough = len(works) >= LEAST_HISTORY
        if not is_enough and len(stints_ns) < MANY:
            return None
        told = np.sort(works if is_enough else stints_ns)
        longest_ns = int(told[-1])
        factor, least_ns = (_factor(len(told)), LEAST_NS) if is_enough else (FACTOR, MANY_NS)
        p50, p99 = (int(told[math.ceil(share * len(told)) - 1]) for share in (0.5, 0.99))
        return cls(len(told), p50, p99, longest_ns, max(least_ns, factor * longest_ns))


@functools.lru_cache(maxsize=256)
def _factor(count: int) -> float:
    """How many times the longest of `count` stints the next one may last."""
    low, high = FACTOR, FACTOR
    while _log_chance(count, high) > math.log(MOST_CHANCE / (count + 1)):
        high *= 2
    while high - low > 0.01:
        middle = (low + high) / 2
        if _log_chance(count, middle) > math.log(MOST_CHANCE / (count + 1)):
            low = middle
        else:
            high = middle
    return high


def _log_chance(count: int, factor: float) -> float:
    """Logarithm of 1 / C(count + factor, factor)."""
    return math.lgamma(count + 1) + math.lgamma(factor + 1) - math.lgamma(count + factor + 1)


@dataclass(slots=True)
class _Watch:
    """One process that has touched no queue since a look."""

    handled: int  # puts, gets and task_done calls
    since_ns: int
    cpu_ns: int
    again_ns: int  # then its history is looked up
    known: tuple[LastAct, Usual] | None = None

    def is_beyond(self, now_ns: int) -> bool:
        """Whether it has lasted longer than it may."""
        if self.known is None:
            return False
        last, usual = self.known
        return now_ns - last.at_ns >= usual.limit_ns


class ServiceTimes:
    """One run's. Asked at each look; what costs is looked up only for who is at it for long."""

    def __init__(self) -> None:
        """Nobody is known."""
        self._watched: dict[int, _Watch] = {}

    def findings(self, case: DiagnosisInput) -> Iterator[Finding]:
        """Whoever is at its work out of all proportion."""
        system = case.system
        handled = dict.fromkeys(system.alive, 0)
        for (process, _), words in system.words.items():
            if process in handled:
                handled[process] += words.puts + words.gets + words.dones
        self._watched = {p: w for p, w in self._watched.items() if p in handled}
        for process, count in handled.items():
            process_state = system.process_states[process]
            watch = self._watched.get(process)
            if not count or _is_elsewhere(process_state) or watch is None or watch.handled != count:
                self._watched[process] = _Watch(
                    count, system.at_ns, process_state.cpu_ns, system.at_ns + LEAST_NS
                )
            elif (found := self._judge(case, process, watch)) is not None:
                yield found

    def _judge(self, case: DiagnosisInput, process: int, watch: _Watch) -> Finding | None:
        now_ns = case.system.at_ns
        if now_ns >= watch.again_ns and not watch.is_beyond(now_ns):
            watch.again_ns = now_ns + AGAIN_NS
            watch.known = _look_up(case, process, watch)
            if watch.known is not None:
                last, usual = watch.known
                limit_ns = last.at_ns + int(usual.limit_ns)
                watch.again_ns = min(watch.again_ns, max(now_ns, limit_ns))
        worker = case.worker(process)
        process_state = case.system.process_states[process]
        if worker is None or watch.known is None or not watch.is_beyond(now_ns):
            return None
        if _is_starved(watch, process_state, now_ns):
            return None
        found = _finding(worker, process_state, watch, watch.known, now_ns)
        spots = spots_of(case.system, [process])
        return replace(found, spots=spots)


def _is_elsewhere(process_state: ProcessState) -> bool:
    """Whether it waits at a queue or is paused there, is stopped, or has left its own code."""
    return bool(process_state.state or process_state.is_stopped or process_state.leaving_ns)


def _cpu_share(watch: _Watch, process_state: ProcessState, now_ns: int) -> float:
    return (process_state.cpu_ns - watch.cpu_ns) / max(1, now_ns - watch.since_ns)


def _is_starved(watch: _Watch, process_state: ProcessState, now_ns: int) -> bool:
    """Whether it has something to do, and the machine has no CPU for it."""
    is_ready = process_state.condition == wire.RUNNABLE
    return is_ready and _cpu_share(watch, process_state, now_ns) < COMPUTING


def _look_up(case: DiagnosisInput, process: int, watch: _Watch) -> tuple[LastAct, Usual] | None:
    """What it did last, and how long its kind usually takes from there."""
    worker = case.worker(process)
    if worker is None or case.events is None or worker.role == "main":
        return None
    if worker.put + worker.taken + worker.done < watch.handled:
        return None  # not all of it has arrived
    rows = latest_rows(case.events)
    if (last := last_act(rows, worker, case.system)) is None:
        return None
    kin = [each for each in case.workers if (each.kind, each.role) == (worker.kind, worker.role)]
    usual = Usual.of(finished_ns(rows, kin, last.act, case.system))
    return None if usual is None else (last, usual)


def _finding(
    worker: WorkerView,
    process_state: ProcessState,
    watch: _Watch,
    known: tuple[LastAct, Usual],
    now_ns: int,
) -> Finding:
    last, usual = known
    is_computing = _cpu_share(watch, process_state, now_ns) >= COMPUTING
    has_item = last.act is Act.TAKEN and last.producer >= 0
    may_be_through = last.act is Act.PUT and not worker.product
    return Finding(
        FindingKind.WORKER_HANGS,
        Severity.INFO if may_be_through else Severity.WARNING,
        last.at_ns,
        queue=last.queue,
        who=(worker.process,),
        items=(ItemId(last.producer, last.sequence),) if has_item else (),
        numbers={
            "seconds": (now_ns - last.at_ns) // 1_000_000_000,
            "pid": process_state.pid,
            "cpu": (process_state.cpu_ns - watch.cpu_ns) / 1e9,
            "count": usual.count,
            "p50": usual.p50_ns / 1e9,
            "p99": usual.p99_ns / 1e9,
            "longest": usual.longest_ns / 1e9,
        },
        texts={"since": SINCE[last.act], "doing": "computing" if is_computing else "waiting"},
    )

"""What a run came to: one frozen `Report`, as JSON for programs and as text for people.

Built from the last `Snapshot` of a run and nothing else, so the command line, the window's "save
report" and a replayed recording all say the same. Numbers are rounded here, once, to what was
really measured: times to the microsecond, depths to a thousandth.
"""

from __future__ import annotations

from typing import Any

import msgspec
import numpy as np

from engine.diagnosis import phrases, wording
from engine.model.findings import Finding, ItemId
from engine.model.ledger import Ledger
from engine.model.snapshot import (
    EventCode,
    QueueView,
    Snapshot,
    State,
    WorkerView,
)
from engine.model.source import Phase
from engine.model.stack_positions import ProcessPosition

SOMEBODY = "process {process}"
ITEM = "item {number} of {producer}"
MOST_LOSSES = 100  # told one by one; `lost` counts all


class DepthReport(msgspec.Struct, frozen=True, kw_only=True):
    """How full a queue was, in items; `mean` is weighted by time."""

    peak: int = 0
    mean: float = 0.0
    last: int = 0


class QueueReport(msgspec.Struct, frozen=True, kw_only=True):
    """One queue. `lost` counts items that were put and could never be taken."""

    name: str
    kind: str
    maxsize: int
    produced: int
    taken: int
    done: int
    lost: int
    unfinished: int
    depth: DepthReport
    wait_p50_s: float | None
    wait_p99_s: float | None
    blocked_put_s: float
    blocked_get_s: float


class WorkerReport(msgspec.Struct, frozen=True, kw_only=True):
    """One process. `exit_code` is negative for a signal, and None where nobody learnt it."""

    name: str
    role: str
    pid: int
    exit_code: int | None
    items: int
    put: int
    taken: int
    done: int
    blocked_s: float
    busy_s: float
    joining_s: float
    utilisation: float
    error: str | None
    traceback: str | None


class LossReport(msgspec.Struct, frozen=True, kw_only=True):
    """One item that its producer's feeder could not send; `why` has the error and the item."""

    queue: str
    worker: str
    why: str


class SpotReport(msgspec.Struct, frozen=True, kw_only=True):
    """Where a process stands in its own code; `source` is that line.

    `waits_for` is a word of the probe's ("lock", "thread", "pipe" ...), `lock` where the lock was
    made for which it waits, `holder` who has that.
    """

    worker: str
    file: str
    line: int
    function: str
    source: str
    waits_for: str
    lock: str | None
    holder: str | None


class FindingReport(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that was found: what a program needs, and the same in words.

    `kind`, `numbers` and `texts` are those of engine/model/findings.py; `since_s` is counted
    from the run's beginning. `is_over`: it did not last to the end.
    """

    kind: str
    severity: str
    since_s: float
    queue: str | None
    who: tuple[str, ...]
    waiting: tuple[str, ...]
    behind: tuple[str, ...]
    items: tuple[str, ...]
    numbers: dict[str, float]
    texts: dict[str, str]
    spots: tuple[SpotReport, ...] = ()
    is_over: bool
    title: str
    cause: str
    remedy: str


class LedgerReport(msgspec.Struct, frozen=True, kw_only=True):
    """The books of one queue: put = taken + in_queue + lost; `losses` by reason."""

    queue: str
    put: int
    taken: int
    in_queue: int
    lost: int
    losses: dict[str, int]


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """A whole run. `depth` is that of the queue with the most items; the counts sum all queues."""

    outcome: str
    duration_s: float
    produced: int
    taken: int
    done: int
    lost: int
    depth: DepthReport
    queues: tuple[QueueReport, ...]
    workers: tuple[WorkerReport, ...]
    findings: tuple[FindingReport, ...] = ()
    ledgers: tuple[LedgerReport, ...] = ()
    losses: tuple[LossReport, ...] = ()
    notes: tuple[str, ...] = ()
    problem: str | None = None

    @property
    def went_well(self) -> bool:
        """Whether the run came to a good end: its own, or a stop, with no failure and no loss.

        One that was stopped since nothing moved any more did not.
        """
        is_stuck = any(each.severity == "critical" and not each.is_over for each in self.findings)
        return (
            self.outcome in {Phase.FINISHED, Phase.STOPPED}
            and not self.lost
            and not is_stuck
            and not any(worker.error for worker in self.workers)
        )


def build_report(snapshot: Snapshot, *, problem: str | None = None) -> Report:
    """The report of a run that is over; of a live one, what it would be if it stopped now.

    `problem` is why the run is broken or could not start, for a human; the Snapshot's own is taken
    where none is given.
    """
    queues = snapshot.queues
    workers = tuple(_worker(worker) for worker in snapshot.workers)
    lost = sum(queue.lost for queue in queues)
    busiest = max(queues, key=lambda queue: queue.produced, default=None)
    names = names_of(snapshot)
    problem = problem if problem is not None else snapshot.problem
    return Report(
        outcome=_outcome(snapshot, lost),
        duration_s=_seconds(snapshot.duration_s),
        produced=sum(queue.produced for queue in queues),
        taken=sum(queue.taken for queue in queues),
        done=sum(queue.done for queue in queues),
        lost=lost,
        depth=_depth(busiest) if busiest else DepthReport(),
        queues=tuple(_queue(queue) for queue in queues),
        workers=workers,
        findings=tuple(_finding(finding, snapshot) for finding in snapshot.findings),
        ledgers=tuple(_ledger(ledger, names) for ledger in snapshot.ledgers),
        losses=_losses(snapshot) if lost else (),
        notes=snapshot.notes,
        problem=str(problem) if problem is not None else None,
    )


def names_of(snapshot: Snapshot) -> wording.Names:
    """What processes, queues and items are called in a snapshot."""
    workers = {worker.process: worker.name for worker in snapshot.workers}
    queues = {queue.index: queue.name for queue in snapshot.queues}

    def worker(process: int) -> str:
        return workers.get(process, SOMEBODY.format(process=process))

    def item(which: ItemId) -> str:
        return ITEM.format(producer=worker(which.producer), number=which.sequence + 1)

    return wording.Names(worker, lambda index: queues.get(index, phrases.FIRST_QUEUE), item)


def to_dict(report: Report) -> dict[str, Any]:
    """The report as plain dictionaries, lists, strings and numbers."""
    plain: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(report))
    return plain


def to_json(report: Report) -> str:
    """The report as one JSON object, indented, ending in a newline."""
    return msgspec.json.format(msgspec.json.encode(report), indent=2).decode() + "\n"


def _outcome(snapshot: Snapshot, lost: int) -> str:
    """A run that came to its own end has finished only when nobody failed and nothing was lost."""
    if not snapshot.phase.is_over:
        return Phase.RUNNING.value
    has_failed = lost or any(worker.state is State.FAILED for worker in snapshot.workers)
    if snapshot.phase is Phase.FINISHED and has_failed:
        return Phase.FAILED.value
    return snapshot.phase.value


def _seconds(value_s: float) -> float:
    return round(value_s, 6)


def _optional_seconds(value_s: float | None) -> float | None:
    return None if value_s is None else _seconds(value_s)


def _depth(queue: QueueView) -> DepthReport:
    return DepthReport(peak=queue.peak, mean=round(queue.mean, 3), last=queue.depth)


def _losses(snapshot: Snapshot) -> tuple[LossReport, ...]:
    """The first `MOST_LOSSES` items that a feeder dropped, with their stories."""
    if snapshot.events is None:
        return ()
    rows = snapshot.events.columns(0, len(snapshot.events))
    queues = {queue.index: queue.name for queue in snapshot.queues}
    contents = {queue.index: queue.contents for queue in snapshot.queues}
    workers = {worker.process: worker.name for worker in snapshot.workers}
    losses = []
    for row in np.flatnonzero(rows.code == EventCode.DROPPED)[:MOST_LOSSES]:
        queue, worker = int(rows.queue[row]), int(rows.worker[row])
        known = contents.get(queue)
        way = known.way(worker, int(rows.sequence[row])) if known is not None else None
        why = way.dropped if way is not None else None
        losses.append(
            LossReport(queue=queues.get(queue, ""), worker=workers.get(worker, ""), why=why or "")
        )
    return tuple(losses)


def _finding(finding: Finding, snapshot: Snapshot) -> FindingReport:
    names = names_of(snapshot)
    title, cause, remedy = wording.tell(finding, names)
    who, waiting, behind = (
        tuple(names.worker(process) for process in processes)
        for processes in (finding.who, finding.waiting, finding.behind)
    )
    return FindingReport(
        kind=finding.kind.value,
        severity=finding.severity.value,
        since_s=_seconds(max(0, finding.since_ns - snapshot.origin_ns) / 1e9),
        queue=names.queue(finding.queue) if finding.queue >= 0 else None,
        who=who,
        waiting=waiting,
        behind=behind,
        items=tuple(names.item(item) for item in finding.items),
        numbers={name: round(number, 6) for name, number in finding.numbers.items()},
        texts=dict(finding.texts),
        spots=tuple(_spot(at, names) for at in finding.spots),
        is_over=finding.is_over,
        title=title,
        cause=cause,
        remedy=remedy,
    )


def _spot(at: ProcessPosition, names: wording.Names) -> SpotReport:
    spot = at.spot
    return SpotReport(
        worker=names.worker(at.process),
        file=spot.file,
        line=spot.line,
        function=spot.function,
        source=spot.source,
        waits_for=spot.wait,
        lock=spot.lock.made if spot.lock is not None else None,
        holder=names.worker(at.holder) if at.holder >= 0 else None,
    )


def _ledger(ledger: Ledger, names: wording.Names) -> LedgerReport:
    losses: dict[str, int] = {}
    for loss in ledger.losses:
        losses[loss.reason.value] = losses.get(loss.reason.value, 0) + loss.count
    return LedgerReport(
        queue=names.queue(ledger.queue),
        put=ledger.put,
        taken=ledger.taken,
        in_queue=ledger.in_queue,
        lost=ledger.lost,
        losses=losses,
    )


def _queue(queue: QueueView) -> QueueReport:
    return QueueReport(
        name=queue.name,
        kind=queue.kind,
        maxsize=queue.maxsize,
        produced=queue.produced,
        taken=queue.taken,
        done=queue.done,
        lost=queue.lost,
        unfinished=queue.unfinished,
        depth=_depth(queue),
        wait_p50_s=_optional_seconds(queue.wait_p50_s),
        wait_p99_s=_optional_seconds(queue.wait_p99_s),
        blocked_put_s=_seconds(queue.blocked_put_s),
        blocked_get_s=_seconds(queue.blocked_get_s),
    )


def _worker(worker: WorkerView) -> WorkerReport:
    failure = worker.failure
    return WorkerReport(
        name=worker.name,
        role=worker.role.value,
        pid=worker.pid,
        exit_code=worker.exit_code,
        items=worker.items,
        put=worker.put,
        taken=worker.taken,
        done=worker.done,
        blocked_s=_seconds(worker.blocked_s),
        busy_s=_seconds(worker.busy_s),
        joining_s=_seconds(worker.joining_s),
        utilisation=round(worker.utilisation, 4),
        error=f"{failure.type}: {failure.text}".removesuffix(": ") if failure else None,
        traceback=failure.traceback if failure else None,
    )

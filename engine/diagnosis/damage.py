"""What has happened and stays so: workers that ended badly, items lost, locks repaired."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from typing import TYPE_CHECKING

from engine.model.diagnosis_input import DiagnosisInput
from engine.model.exits import LEFT, SIGNAL, VANISHED
from engine.model.findings import MOST_ITEMS, Finding, FindingKind, Severity

if TYPE_CHECKING:
    from engine.model.snapshot import Failure, WorkerView

POOL_WORKER = "PoolWorker"  # ends the kind of a Pool's workers: "ForkPoolWorker"
_OWN_FAULTS = frozenset({"SIGSEGV", "SIGBUS", "SIGFPE", "SIGILL", "SIGABRT", "SIGTRAP", "SIGSYS"})


def end_findings(case: DiagnosisInput) -> list[Finding]:
    """All of them, in no particular order."""
    return [*_failures(case), *_losses(case), *_refusals(case), *_repairs(case)]


def _failures(case: DiagnosisInput) -> Iterator[Finding]:
    was_interrupted = any(w.role == "main" and _is_interrupted(w) for w in case.workers)
    for worker in case.workers:
        failure = worker.failure
        if failure is None or (was_interrupted and _is_interrupted(worker)):
            continue
        kind = _kind_of(worker, failure)
        items = case.in_hands(worker.process)[-MOST_ITEMS:]
        number = getattr(signal, failure.text, 0) if failure.type == SIGNAL else 0
        yield Finding(
            kind,
            Severity.WARNING,
            failure.at_ns,
            who=(worker.process,),
            items=items,
            numbers={
                "pid": worker.pid,
                "code": worker.exit_code if worker.exit_code is not None else 0,
                "signal": int(number),
            },
            texts={
                "type": failure.type,
                "text": failure.text,
                "signal": failure.text,
                "without": _without(worker, has_task=bool(items)),
            },
        )


def _is_interrupted(worker: WorkerView) -> bool:
    """Whether a Ctrl-C ended it: where the main process is among them, somebody meant it so."""
    return worker.failure is not None and worker.failure.type == "KeyboardInterrupt"


def _kind_of(worker: WorkerView, failure: Failure) -> FindingKind:
    if failure.type == VANISHED:
        return FindingKind.WORKER_VANISHED
    if failure.type == SIGNAL:
        is_own = failure.text in _OWN_FAULTS
        return FindingKind.WORKER_CRASHED if is_own else FindingKind.WORKER_KILLED
    if failure.type == LEFT:
        return FindingKind.WORKER_EXITED
    return FindingKind.WORKER_RAISED


def _without(worker: WorkerView, *, has_task: bool) -> str:
    if worker.role == "main":
        return "main"
    return "pool" if has_task and worker.kind.endswith(POOL_WORKER) else "worker"


def _losses(case: DiagnosisInput) -> Iterator[Finding]:
    for ledger in case.ledgers:
        for loss in ledger.losses:
            yield Finding(
                FindingKind.ITEMS_LOST,
                Severity.WARNING,
                loss.at_ns,
                queue=ledger.queue,
                who=(loss.producer,) if loss.producer >= 0 else (),
                items=loss.items[:MOST_ITEMS],
                numbers={"lost": loss.count},
                texts={"reason": loss.reason.value, "item": loss.repr, "error": loss.error},
            )


def _refusals(case: DiagnosisInput) -> Iterator[Finding]:
    for (process, queue), times in case.too_often.items():
        worker = case.worker(process)
        yield Finding(
            FindingKind.TASK_DONE_TOO_OFTEN,
            Severity.WARNING,
            worker.since_ns if worker is not None else case.system.at_ns,
            queue=queue,
            who=(process,),
            numbers={"times": times},
        )


def _repairs(case: DiagnosisInput) -> Iterator[Finding]:
    for process, queue, part in sorted(case.system.repaired):
        process_state = case.system.process_states.get(process)
        yield Finding(
            FindingKind.LOCK_REPAIRED,
            Severity.WARNING,
            case.system.died_ns.get(process, 0),
            queue=queue,
            who=(process,),
            numbers={"pid": process_state.pid if process_state is not None else 0},
            texts={"lock": part},
        )

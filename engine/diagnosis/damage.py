"""What has happened and stays so: workers that ended badly, items lost, locks repaired."""

from __future__ import annotations

import signal
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from engine.diagnosis.traceback_lines import raised_at
from engine.model.diagnosis_input import DiagnosisInput
from engine.model.exits import LEFT, SIGNAL, VANISHED
from engine.model.findings import MOST_ITEMS, FailedProcess, Finding, FindingKind, Severity
from engine.model.stack_positions import ProcessPosition

if TYPE_CHECKING:
    from engine.model.snapshot import Failure, WorkerView

SHOWS_NS = 1_800_000_000
STARTED_IN_VAIN = 4  # workers of one Pool
MOST_ALIKE = 3
_HOW = {VANISHED: "vanished", SIGNAL: "signal", LEFT: "exit"}
_CONNECTION_ERRORS = frozenset(
    {"BrokenPipeError", "EOFError", "ConnectionResetError", "ConnectionRefusedError"}
)
_KNOWN_ERRORS = {
    "inherit": "should only be shared between processes through inheritance",
    "daemon": "daemonic processes are not allowed to have children",
}
POOL_WORKER = "PoolWorker"  # ends the kind of a Pool's workers: "ForkPoolWorker"
_OWN_FAULTS = frozenset({"SIGSEGV", "SIGBUS", "SIGFPE", "SIGILL", "SIGABRT", "SIGTRAP", "SIGSYS"})


def end_findings(case: DiagnosisInput) -> list[Finding]:
    """All of them, in no particular order."""
    return [*_failures(case), *_losses(case), *_refusals(case), *_repairs(case)]


def failed_processes(case: DiagnosisInput, processes: Iterable[int]) -> tuple[FailedProcess, ...]:
    """How those of them ended that failed; a Ctrl-C is no failure."""
    found = []
    for process in sorted(processes):
        worker = case.worker(process)
        if worker is None or worker.failure is None or _is_interrupted(worker):
            continue
        failure = worker.failure
        how = _HOW.get(failure.type, "raised")
        what = f"{failure.type}: {failure.text}" if how == "raised" else failure.text
        found.append(FailedProcess(process, how, what))
    return tuple(found)


def _failures(case: DiagnosisInput) -> Iterator[Finding]:
    """One for each worker; those of a Pool that failed alike, without a task, share one."""
    was_interrupted = any(w.role == "main" and _is_interrupted(w) for w in case.workers)
    alike: dict[object, list[WorkerView]] = {}
    for worker in case.workers:
        failure = worker.failure
        if failure is None or (was_interrupted and _is_interrupted(worker)):
            continue
        is_idle = worker.kind.endswith(POOL_WORKER) and not worker.taken
        key = (worker.kind, failure.type, failure.text) if is_idle else worker.process
        alike.setdefault(key, []).append(worker)
    for workers in alike.values():
        is_in_vain = len(workers) >= STARTED_IN_VAIN and _has_shown(case, workers[0])
        if is_in_vain and _kind_of(workers[0]) is FindingKind.WORKER_RAISED:
            yield _pool_never_starts(case, workers)
        else:
            yield _failed(case, workers)


def _has_shown(case: DiagnosisInput, first: WorkerView) -> bool:
    """Whether there was time to learn at which line the Pool is waited for."""
    failed_ns = first.failure.at_ns if first.failure is not None else 0
    return case.system.at_ns - failed_ns > SHOWS_NS or case.phase.is_over


def _pool_never_starts(case: DiagnosisInput, workers: list[WorkerView]) -> Finding:
    """A Pool starts worker after worker, and each fails before it has taken a task."""
    failure = workers[0].failure
    spots = case.system.spots
    return Finding(
        FindingKind.POOL_INITIALIZER,
        Severity.CRITICAL,
        failure.at_ns if failure is not None else 0,
        who=tuple(worker.process for worker in workers[:2]),
        numbers={"count": len(workers)},
        texts={"type": failure.type, "text": failure.text} if failure is not None else {},
        spots=tuple(ProcessPosition(p, spot) for p, spot in spots.items() if spot.is_for_pool),
    )


def _failed(case: DiagnosisInput, workers: list[WorkerView]) -> Finding:
    worker, failure = workers[0], workers[0].failure
    assert failure is not None  # noqa: S101 - only such ones come here
    items = case.in_hands(worker.process)[-MOST_ITEMS:]
    is_signal = failure.type == SIGNAL
    is_terminated = is_signal and failure.text == "SIGTERM"  # as by Process.terminate()
    return Finding(
        _kind_of(worker),
        Severity.INFO if is_terminated else Severity.WARNING,
        failure.at_ns,
        who=tuple(each.process for each in workers[:MOST_ALIKE]),
        items=items,
        numbers={
            "pid": worker.pid,
            "code": worker.exit_code if worker.exit_code is not None else 0,
            "signal": int(getattr(signal, failure.text, 0)) if is_signal else 0,
        },
        texts={
            "type": failure.type,
            "text": failure.text,
            "signal": failure.text,
            "without": _without(worker, has_task=bool(items)),
            "killed": "terminated" if is_terminated else "killed",
            "exit": "code" if failure.text.startswith("exit code") else "called",
            "where": raised_at(failure.traceback),
            "advice": _advice(failure),
        },
        failures=_before(case, worker),
    )


def _advice(failure: Failure) -> str:
    """Which known mistake the error's text tells of."""
    return next((name for name, part in _KNOWN_ERRORS.items() if part in failure.text), "other")


def _before(case: DiagnosisInput, worker: WorkerView) -> tuple[FailedProcess, ...]:
    """Whose end an error at a connection may come from."""
    failure = worker.failure
    if failure is None or failure.type not in _CONNECTION_ERRORS:
        return ()
    earlier = [
        other.process
        for other in case.workers
        if other.failure is not None
        and other.failure.at_ns <= failure.at_ns
        and other.failure.type not in _CONNECTION_ERRORS
        and other.process != worker.process
    ]
    return failed_processes(case, earlier)[:MOST_ALIKE]


def _is_interrupted(worker: WorkerView) -> bool:
    """Whether a Ctrl-C ended it: where the main process is among them, somebody meant it so."""
    return worker.failure is not None and worker.failure.type == "KeyboardInterrupt"


def _kind_of(worker: WorkerView) -> FindingKind:
    failure = worker.failure
    if failure is None:
        return FindingKind.WORKER_EXITED
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

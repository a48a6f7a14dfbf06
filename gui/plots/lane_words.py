"""What lanes say in words: states, failures and the legend."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from engine.timeline.snapshot import Role, State, WorkerView


def state_in_words(worker: WorkerView, state: State, *, is_now: bool) -> str:
    """A state as a learner would say it; `is_now`: it is the state the worker is in."""
    tr = QCoreApplication.translate
    if state is State.JOINING and is_now and worker.waits_for:
        return tr("Plot", "waits for {}").format(worker.waits_for)
    if state is State.FAILED:
        return failure_in_words(worker)
    if state is State.BUSY and worker.role is Role.PRODUCER and worker.dish:
        return tr("Plot", "makes {}").format(worker.dish)
    return {
        State.BUSY: tr("Plot", "works"),
        State.PUT_WAIT: tr("Plot", "blocked in put: the queue is full"),
        State.GET_WAIT: tr("Plot", "waits in get: no item yet"),
        State.JOINING: tr("Plot", "waits in join"),
        State.PAUSED: tr("Plot", "paused"),
        State.ENDED: tr("Plot", "ended"),
        State.ABSENT: tr("Plot", "not started"),
    }[state]


def failure_in_words(worker: WorkerView) -> str:
    """Why a worker failed, in a word or two: an exception's type, a signal, an exit code."""
    tr = QCoreApplication.translate
    if worker.failure is not None:
        return worker.failure.type
    code = worker.exit_code
    if code is None:
        return tr("Plot", "failed")
    if code < 0:
        return tr("Plot", "killed by signal {}").format(-code)
    return tr("Plot", "exit code {}").format(code)


def legend() -> list[tuple[State, Role, str]]:
    """What the patterns mean, the most telling first."""
    tr = QCoreApplication.translate
    return [
        (State.BUSY, Role.PRODUCER, tr("Plot", "producing")),
        (State.BUSY, Role.CONSUMER, tr("Plot", "consuming")),
        (State.PUT_WAIT, Role.OTHER, tr("Plot", "blocked in put")),
        (State.GET_WAIT, Role.OTHER, tr("Plot", "waits in get")),
        (State.JOINING, Role.OTHER, tr("Plot", "joining")),
        (State.PAUSED, Role.OTHER, tr("Plot", "paused")),
    ]

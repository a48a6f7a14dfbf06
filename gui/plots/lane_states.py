"""What lanes say in words: states, failures and the legend."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from engine.model.snapshot import Role, State, WorkerView
from gui.common.naming import failure_name


def state_in_words(worker: WorkerView, state: State, *, is_now: bool) -> str:
    """A state as a learner would say it; `is_now`: it is the state the worker is in."""
    if state is State.JOINING and is_now and worker.waits_for:
        return QCoreApplication.translate("Plot", "waits for {}").format(worker.waits_for)
    if state is State.FAILED:
        return failure_name(worker)
    if state is State.BUSY and worker.role is Role.PRODUCER and worker.product:
        return QCoreApplication.translate("Plot", "makes {}").format(worker.product)
    return {
        State.BUSY: QCoreApplication.translate("Plot", "works"),
        State.PUT_WAIT: QCoreApplication.translate("Plot", "blocked in put: the queue is full"),
        State.GET_WAIT: QCoreApplication.translate("Plot", "waits in get: no item yet"),
        State.JOINING: QCoreApplication.translate("Plot", "waits in join"),
        State.PAUSED: QCoreApplication.translate("Plot", "paused"),
        State.ENDED: QCoreApplication.translate("Plot", "ended"),
        State.ABSENT: QCoreApplication.translate("Plot", "not started"),
    }[state]


def legend() -> list[tuple[State, Role, str]]:
    """What the patterns mean, the most telling first."""
    return [
        (State.BUSY, Role.PRODUCER, QCoreApplication.translate("Plot", "producing")),
        (State.BUSY, Role.CONSUMER, QCoreApplication.translate("Plot", "consuming")),
        (State.PUT_WAIT, Role.OTHER, QCoreApplication.translate("Plot", "blocked in put")),
        (State.GET_WAIT, Role.OTHER, QCoreApplication.translate("Plot", "waits in get")),
        (State.JOINING, Role.OTHER, QCoreApplication.translate("Plot", "joining")),
        (State.PAUSED, Role.OTHER, QCoreApplication.translate("Plot", "paused")),
        (State.FAILED, Role.OTHER, QCoreApplication.translate("Plot", "failed")),
        (State.ENDED, Role.OTHER, QCoreApplication.translate("Plot", "ended")),
    ]

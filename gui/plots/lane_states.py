"""What lanes say of states and failures, and their legend."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from engine.model.snapshot import Role, State, WorkerView
from gui.common.naming import failure_name
from gui.common.wording import OWN_CODE, own_code, state_name


def state_text(worker: WorkerView, state: State, *, is_now: bool) -> str:
    """A state of a worker; `is_now`: it is the one that the worker is in."""
    if state is State.JOINING and is_now and worker.waits_for:
        return QCoreApplication.translate("Plot", "blocked in join: {}").format(worker.waits_for)
    if state is State.FAILED:
        return failure_name(worker)
    if state is State.BUSY and worker.role is Role.PRODUCER and worker.product:
        return QCoreApplication.translate("Plot", "makes {}").format(worker.product)
    if state is State.BUSY and worker.role in OWN_CODE:
        return own_code()
    return state_name(state)


def legend() -> list[tuple[State, Role, str]]:
    """What the patterns mean, the most telling first."""
    waits = (State.PUT_WAIT, State.GET_WAIT, State.JOINING)
    others = (State.PAUSED, State.FAILED, State.ENDED)
    return [
        (State.BUSY, Role.PRODUCER, QCoreApplication.translate("Plot", "producing")),
        (State.BUSY, Role.CONSUMER, QCoreApplication.translate("Plot", "consuming")),
        *((state, Role.OTHER, state_name(state)) for state in waits + others),
    ]

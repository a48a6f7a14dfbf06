"""States, roles and phases in the learner's language: one place, used by all panels."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from engine.model.snapshot import Role, State, WorkerView
from engine.model.source import Phase
from gui.common.i18n import QT_TRANSLATE_NOOP

_STATES = {
    State.PUT_WAIT: QT_TRANSLATE_NOOP("State", "blocked in put"),
    State.GET_WAIT: QT_TRANSLATE_NOOP("State", "blocked in get"),
    State.JOINING: QT_TRANSLATE_NOOP("State", "blocked in join"),
    State.PAUSED: QT_TRANSLATE_NOOP("State", "paused"),
    State.FAILED: QT_TRANSLATE_NOOP("State", "failed"),
    State.ENDED: QT_TRANSLATE_NOOP("State", "ended"),
    State.ABSENT: QT_TRANSLATE_NOOP("State", "not started"),
    State.BUSY: QT_TRANSLATE_NOOP("State", "busy"),
}
OWN_CODE = frozenset({Role.MAIN, Role.OTHER})
"""Of these nobody knows whether they work or wait for something that is no queue."""
_OWN_CODE = QT_TRANSLATE_NOOP("State", "in its own code")
_EXPLAINED = {
    State.PUT_WAIT: QT_TRANSLATE_NOOP("State", "waits: the queue is full"),
    State.GET_WAIT: QT_TRANSLATE_NOOP("State", "waits: the queue is empty"),
}
_ROLES = {
    Role.MAIN: QT_TRANSLATE_NOOP("State", "main program"),
    Role.PRODUCER: QT_TRANSLATE_NOOP("State", "producer"),
    Role.CONSUMER: QT_TRANSLATE_NOOP("State", "consumer"),
    Role.RELAY: QT_TRANSLATE_NOOP("State", "relay"),
    Role.OTHER: QT_TRANSLATE_NOOP("State", "other"),
}
_PHASES = {
    Phase.READY: QT_TRANSLATE_NOOP("State", "Ready"),
    Phase.STARTING: QT_TRANSLATE_NOOP("State", "Starting"),
    Phase.RUNNING: QT_TRANSLATE_NOOP("State", "Running"),
    Phase.PAUSED: QT_TRANSLATE_NOOP("State", "Paused"),
    Phase.STOPPING: QT_TRANSLATE_NOOP("State", "Stopping"),
    Phase.FINISHED: QT_TRANSLATE_NOOP("State", "Finished"),
    Phase.STOPPED: QT_TRANSLATE_NOOP("State", "Stopped"),
    Phase.FAILED: QT_TRANSLATE_NOOP("State", "Failed"),
    Phase.BROKEN: QT_TRANSLATE_NOOP("State", "Broken"),
}


def say(text: str) -> str:
    """A word of these tables in the present language."""
    return QCoreApplication.translate("State", text)


def state_name(state: State) -> str:
    """A state's one name: "blocked in put"."""
    return say(_STATES[state])


def own_code() -> str:
    """What a process of the program's own does when it is at no queue."""
    return say(_OWN_CODE)


def state_in_words(worker: WorkerView) -> str:
    """What a worker is doing: "blocked in join: Cook A 1"."""
    if worker.state is State.BUSY and worker.role in OWN_CODE:
        return own_code()
    if worker.state is State.JOINING and worker.waits_for:
        return QCoreApplication.translate("State", "blocked in join: {}").format(worker.waits_for)
    return state_name(worker.state)


def state_explained(worker: WorkerView) -> str:
    """What a worker is doing, and why: "waits: the queue is full"."""
    told = _EXPLAINED.get(worker.state)
    return say(told) if told is not None else state_in_words(worker)


def role_in_words(role: Role) -> str:
    """What a worker is."""
    return say(_ROLES[role])


def phase_in_words(phase: Phase) -> str:
    """What the run is doing."""
    return say(_PHASES[phase])

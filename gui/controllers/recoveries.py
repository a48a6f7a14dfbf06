"""What a broken run's banner offers: a button for each repair that its finding proposes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from engine.model.findings import Finding
from gui.common.i18n import QT_TRANSLATE_NOOP
from gui.panels.banner import Offer

if TYPE_CHECKING:
    from engine.attach.run import AttachRun
    from engine.recording.replay_run import ReplayRun
    from engine.run.live_run import LiveRun
    from engine.run.recovery import Recovery
    from engine.run.run import Run

_TEXTS = {  # by RecoveryKind: on the button, and what it does
    "start-consumer": (
        QT_TRANSLATE_NOOP("Recovery", "Start another {kind}"),
        QT_TRANSLATE_NOOP("Recovery", "Starts a consumer, which takes items from the queue"),
    ),
    "start-producer": (
        QT_TRANSLATE_NOOP("Recovery", "Start another {kind}"),
        QT_TRANSLATE_NOOP("Recovery", "Starts a producer, which puts items into the queue"),
    ),
    "put-sentinels": (
        QT_TRANSLATE_NOOP("Recovery", "Put the missing sentinels ({count})"),
        QT_TRANSLATE_NOOP("Recovery", "Puts None for each consumer that waits: it ends then"),
    ),
    "call-task-done": (
        QT_TRANSLATE_NOOP("Recovery", "Call the missing task_done ({count})"),
        QT_TRANSLATE_NOOP(
            "Recovery", "The main program calls it in place of those who died with an item in hand"
        ),
    ),
    "release-lock": (
        QT_TRANSLATE_NOOP("Recovery", "Release the {lock} lock"),
        QT_TRANSLATE_NOOP("Recovery", "Releases it in place of the process that died with it"),
    ),
}


def offers_for(run: LiveRun | AttachRun | ReplayRun | None, finding: Finding) -> list[Offer]:
    """The repairs of a scenario's run that goes on though it is broken; else none."""
    if run is None or not run.phase.is_live:
        return []
    from engine.run.recovery import recoveries_for  # a window without a run needs none of it
    from engine.run.run import Run

    if not isinstance(run, Run):
        return []
    return [
        Offer(*_texts(recovery), _act(run, recovery))
        for recovery in recoveries_for(finding, run.scenario)
    ]


def _texts(recovery: Recovery) -> tuple[str, str]:
    text, tip = (QCoreApplication.translate("Recovery", each) for each in _TEXTS[recovery.kind])
    shown = text.format(kind=recovery.worker_kind, count=recovery.count, lock=recovery.lock)
    return shown, tip


def _act(run: Run, recovery: Recovery) -> Callable[[], None]:
    return lambda: run.recover(recovery)

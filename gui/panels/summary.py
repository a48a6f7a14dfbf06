"""What is said when a run has ended: how long, how many, who waited most, and what that means."""

from __future__ import annotations

import functools

from PySide6.QtCore import QCoreApplication

from engine.model.snapshot import QueueView, Role, Snapshot, WorkerView
from engine.model.source import Phase
from gui.common.i18n import QT_TRANSLATE_NOOP
from gui.common.naming import item_name
from gui.common.units import count, seconds

MUCH = 0.2  # of the time in which a worker was alive and not paused
MOST_NAMED = 4  # who had something in hand when the run was stopped

_TITLES = {
    Phase.FINISHED: QT_TRANSLATE_NOOP("Summary", "The run has finished"),
    Phase.STOPPED: QT_TRANSLATE_NOOP("Summary", "You stopped the run"),
}
_ITEMS = QT_TRANSLATE_NOOP("Summary", "{time}; {put} items put, {taken} taken.")
_WAITED = {
    "put": QT_TRANSLATE_NOOP("Summary", "{who} waited most: {time} in put, {share} of its time."),
    "get": QT_TRANSLATE_NOOP("Summary", "{who} waited most: {time} in get, {share} of its time."),
}
_MEANING = {
    "put": QT_TRANSLATE_NOOP(
        "Summary", "The consumers set the pace: producers waited for free slots."
    ),
    "get": QT_TRANSLATE_NOOP("Summary", "The producers set the pace: consumers waited for items."),
    "even": QT_TRANSLATE_NOOP("Summary", "Both sides kept pace: nobody waited long."),
}
_HELD = QT_TRANSLATE_NOOP("Summary", "{who} had {item} in hand")
_LEFT = QT_TRANSLATE_NOOP("Summary", "{count} items lay in {queue}")
_LEFT_BEHIND = QT_TRANSLATE_NOOP("Summary", "When it stopped, {}.")
_AND = QT_TRANSLATE_NOOP("Summary", ", ")
_BEHIND = QT_TRANSLATE_NOOP("Summary", "{} {}")  # one sentence behind another
_OTHERS = QT_TRANSLATE_NOOP("Summary", "{count} others had one in hand")


def title(phase: Phase) -> str:
    """How the run ended; "" for an end that is told in another way."""
    return _say(_TITLES[phase]) if phase in _TITLES else ""


def summary(snapshot: Snapshot) -> str:
    """A run in a few sentences; "" for one in which no queue was seen."""
    if not snapshot.queues:
        return ""
    told = [
        _say(_ITEMS).format(
            time=seconds(snapshot.duration_s),
            put=count(sum(queue.produced for queue in snapshot.queues)),
            taken=count(sum(queue.taken for queue in snapshot.queues)),
        )
    ]
    if snapshot.phase is Phase.STOPPED:
        told += _left_behind(snapshot)
    return _joined([*told, *_waits(snapshot)])


def _waits(snapshot: Snapshot) -> list[str]:
    """Who waited most, and what it means for the run."""
    workers = [worker for worker in snapshot.workers if worker.role is not Role.MAIN]
    if not workers:
        return []
    most = max(workers, key=lambda worker: worker.blocked_s)
    share = _share(most)
    if share < MUCH:
        return [_say(_MEANING["even"])]
    where = "put" if most.blocked_put_s >= most.blocked_get_s else "get"
    waited = _say(_WAITED[where]).format(
        who=most.name,
        time=seconds(max(most.blocked_put_s, most.blocked_get_s)),
        share=f"{share:.0%}",
    )
    return [waited, _say(_MEANING[where])]


def _share(worker: WorkerView) -> float:
    alive_s = worker.busy_s + worker.blocked_s + worker.joining_s
    return worker.blocked_s / alive_s if alive_s > 0 else 0.0


def _left_behind(snapshot: Snapshot) -> list[str]:
    """What was in whose hands when the run was stopped, and what lay in the queues."""
    held = [line for queue in snapshot.queues for line in _held(queue, snapshot)]
    told = held[:MOST_NAMED]
    if more := len(held) - MOST_NAMED:
        told += [_say(_OTHERS).format(count=more)] if more > 0 else []
    told += [
        _say(_LEFT).format(count=count(queue.depth), queue=queue.name)
        for queue in snapshot.queues
        if queue.depth
    ]
    return [_say(_LEFT_BEHIND).format(_say(_AND).join(told))] if told else []


def _held(queue: QueueView, snapshot: Snapshot) -> list[str]:
    if queue.contents is None or queue.kind != "JoinableQueue":
        return []  # without task_done nobody knows what is still worked on
    names = {worker.process: worker.name for worker in snapshot.workers}
    return [
        _say(_HELD).format(
            who=names.get(held.process, "?"),
            item=item_name(held.item.producer, held.item.sequence, snapshot),
        )
        for held in queue.contents.held()
    ]


def _joined(sentences: list[str]) -> str:
    template = _say(_BEHIND)
    return functools.reduce(lambda text, more: template.format(text, more), sentences)


def _say(text: str) -> str:
    return QCoreApplication.translate("Summary", text)

"""What an item and a failure are called, in every view alike: "bun 3", "SIGKILL"."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from engine.model.exits import LEFT, SIGNAL, VANISHED
from engine.model.snapshot import Role, Snapshot, WorkerView

_values: dict[tuple[int, int, int], str] = {}


def name_by_value(snapshot: Snapshot, values: Mapping[tuple[int, int], str]) -> None:
    """Items of a run of which is known what was put are called by that.

    Args:
        snapshot: of that run; of other runs nothing is known any more.
        values: by (process, sequence).
    """
    _values.clear()
    _values.update({(snapshot.origin_ns, *key): value for key, value in values.items()})


def item_name(producer: int, sequence: int, snapshot: Snapshot) -> str:
    """An item by its dish and number; the number counts from 1.

    Args:
        producer: the process that put it; -1 for one that is not observed.
        sequence: its number there, counted from 0.
        snapshot: of its run.
    """
    if (value := _values.get((snapshot.origin_ns, producer, sequence))) is not None:
        return value
    maker = next((each for each in snapshot.workers if each.process == producer), None)
    number = sequence + 1
    if maker is None:
        return QCoreApplication.translate("Item", "an item from outside")
    if maker.role is Role.MAIN:
        return QCoreApplication.translate("Item", "the main program's item {}").format(number)
    if maker.product:
        return f"{maker.product} {number}"
    return QCoreApplication.translate("Item", "item {number} of {producer}").format(
        number=number, producer=maker.name
    )


def failure_name(worker: WorkerView) -> str:
    """How a worker failed, in a word or two: an exception's type, a signal's name, an exit code."""
    failure, code = worker.failure, worker.exit_code
    if failure is None or failure.type == LEFT:
        if code is None:
            return QCoreApplication.translate("Failure", "failed")
        return QCoreApplication.translate("Failure", "exit code {}").format(code)
    if failure.type == SIGNAL:
        return failure.text
    if failure.type == VANISHED:
        return QCoreApplication.translate("Failure", "vanished")
    return failure.type


def failure_told(worker: WorkerView) -> str:
    """The same in a sentence, with an exception's text, or what sys.exit() was given to say."""
    failure, code = worker.failure, worker.exit_code
    if failure is None or (failure.type == LEFT and not failure.traceback):
        return failure_name(worker)
    if failure.type == SIGNAL:
        return QCoreApplication.translate("Failure", "ended by {}").format(failure.text)
    if failure.type == VANISHED and code is None:
        return QCoreApplication.translate(
            "Failure", "vanished without a word; its exit code is not known"
        )
    if failure.type == VANISHED:
        return QCoreApplication.translate(
            "Failure", "vanished without a word, with exit code {}"
        ).format(code)
    return f"{failure.type}: {failure.text}".removesuffix(": ")

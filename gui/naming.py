"""What an item is called, in every view alike: "bun 3"."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from engine.timeline.snapshot import Role, Snapshot


def item_name(producer: int, sequence: int, snapshot: Snapshot) -> str:
    """An item by its dish and number; the number counts from 1.

    Args:
        producer: the process that put it; -1 for one that is not observed.
        sequence: its number there, counted from 0.
        snapshot: of its run.
    """
    maker = next((each for each in snapshot.workers if each.process == producer), None)
    number = sequence + 1
    if maker is None:
        return QCoreApplication.translate("Item", "an item from outside")
    if maker.role is Role.MAIN:
        return QCoreApplication.translate("Item", "the main program's item {}").format(number)
    if maker.dish:
        return f"{maker.dish} {number}"
    return QCoreApplication.translate("Item", "item {number} of {producer}").format(
        number=number, producer=maker.name
    )

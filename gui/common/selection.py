"""What is looked at: one worker or one item, in all views at once.

A view says what the pointer is over (`point_at`) and what was clicked (`choose`); every view shows
the `target`: what is pointed at, or else what was chosen. No view knows another: `link` is the one
place where they meet, and the application calls it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal


@dataclass(frozen=True, slots=True)
class WorkerTarget:
    """One process of the run."""

    process: int


@dataclass(frozen=True, slots=True)
class ItemTarget:
    """One item of one queue."""

    queue: int
    producer: int
    sequence: int


Target = WorkerTarget | ItemTarget


class LinkedView(Protocol):
    """What can be linked. `pointed` and `chosen` are signals that carry a Target or None."""

    pointed: Any
    chosen: Any

    def show_target(self, target: Target | None) -> None:
        """Highlights the whole way of a worker or an item."""


class Selection(QObject):
    """The one thing that is looked at."""

    selectionChanged = Signal(object)  # Target | None

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pointed: Target | None = None
        self._chosen: Target | None = None

    @property
    def target(self) -> Target | None:
        """What views show: what is pointed at, or else what was chosen."""
        return self._pointed or self._chosen

    @property
    def chosen(self) -> Target | None:
        """What stays when the pointer leaves."""
        return self._chosen

    def point_at(self, target: Target | None) -> None:
        """The pointer is over something, or over nothing."""
        before, self._pointed = self.target, target
        self._tell(before)

    def choose(self, target: Target | None) -> None:
        """Something was clicked; clicking it again, or nothing, lets go of it."""
        before = self.target
        self._chosen = None if target == self._chosen else target
        if self._chosen is None:
            self._pointed = None
        self._tell(before)

    def clear(self) -> None:
        """Another run begins: nothing of the former one is looked at."""
        before = self.target
        self._pointed = self._chosen = None
        self._tell(before)

    def _tell(self, before: Target | None) -> None:
        if self.target != before:
            self.selectionChanged.emit(self.target)


def link(selection: Selection, views: Iterable[LinkedView]) -> None:
    """Every view may point and choose, and every view shows what is looked at."""
    for view in views:
        view.pointed.connect(selection.point_at)
        view.chosen.connect(selection.choose)
        selection.selectionChanged.connect(view.show_target)

"""What can be undone: every change of the form, but during a run only changes of counts.

A run does what its scenario says; only counts may change while it is on. So a change of anything
else that was made before cannot be undone before the run is over.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QUndoCommand, QUndoStack

from engine.scenario.schema import Scenario


class _Change(QUndoCommand):
    """From one scenario to another."""

    def __init__(
        self, apply: Callable[[Scenario], None], before: Scenario, after: Scenario
    ) -> None:
        super().__init__()
        self._apply, self._before, self._after = apply, before, after
        self.is_of_counts = _without_counts(before) == _without_counts(after)

    def redo(self) -> None:
        """Goes forward."""
        self._apply(self._after)

    def undo(self) -> None:
        """Goes back."""
        self._apply(self._before)


class EditHistory(QObject):
    """Changes of a scenario, with an action for each direction."""

    modifiedChanged = Signal(bool)

    def __init__(self, apply: Callable[[Scenario], None], parent: QObject) -> None:
        """`apply` shows a scenario."""
        super().__init__(parent)
        self._apply = apply
        self._changes: list[_Change] = []  # Qt's stack gives its commands back as base objects
        self._stack = QUndoStack(self)
        self._only_counts = False
        self.undo, self.redo = QAction(self), QAction(self)
        self.undo.triggered.connect(self._stack.undo)
        self.redo.triggered.connect(self._stack.redo)
        self._stack.indexChanged.connect(self._refresh)
        self._stack.cleanChanged.connect(self._on_clean)
        self._refresh()

    @property
    def is_modified(self) -> bool:
        """Whether the scenario differs from what was opened or saved last."""
        return not self._stack.isClean()

    def change(self, before: Scenario, after: Scenario) -> None:
        """Makes a change that can be undone."""
        made = _Change(self._apply, before, after)
        self._changes = [*self._changes[: self._stack.index()], made]
        self._stack.push(made)

    def forget(self) -> None:
        """Another scenario is shown: there is no way back."""
        self._stack.clear()
        self._changes = []
        self._refresh()

    def note_saved(self) -> None:
        """The scenario as it is now is in its file."""
        self._stack.setClean()

    def allow_only_counts(self, only_counts: bool) -> None:  # noqa: FBT001 - a state, not an option
        """During a run nothing but counts may change."""
        self._only_counts = only_counts
        self._refresh()

    def _on_clean(self, is_clean: bool) -> None:  # noqa: FBT001 - Qt's own signature
        self.modifiedChanged.emit(not is_clean)

    def _refresh(self) -> None:
        index = self._stack.index()
        for action, at in ((self.undo, index - 1), (self.redo, index)):
            is_there = 0 <= at < min(self._stack.count(), len(self._changes))
            action.setEnabled(
                is_there and (not self._only_counts or self._changes[at].is_of_counts)
            )


def _without_counts(scenario: Scenario) -> Scenario:
    replace = msgspec.structs.replace
    return replace(
        scenario,
        producers=tuple(replace(kind, count=0) for kind in scenario.producers),
        consumers=tuple(replace(kind, count=0) for kind in scenario.consumers),
    )

"""What is looked at in one view is highlighted in all: the selection of one window."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject

from engine.model.snapshot import Snapshot
from gui.common.selection import LinkedView, Selection, link


class Linking(QObject):
    """Links views to one selection, which ends with the run."""

    def __init__(self, views: Iterable[LinkedView], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._run = 0
        self.selection = Selection(self)
        link(self.selection, views)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Another run: nothing of the former one is looked at any more."""
        if snapshot.origin_ns != self._run:
            self._run = snapshot.origin_ns
            self.selection.clear()

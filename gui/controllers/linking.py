"""What is looked at in one view is highlighted in all: the selection of one window, wired.

Beside the selection it holds what else belongs to looking at parts: which one is alone, and whether
motion is reduced.
"""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QStyle

from engine.model.snapshot import Snapshot
from gui.common.selection import Selection, link
from gui.common.settings import Settings
from gui.window.main_window import MainWindow


class Linking(QObject):
    """Wires one window's views to one selection."""

    def __init__(self, window: MainWindow, settings: Settings) -> None:
        super().__init__(window)
        self._settings = settings
        self._run = 0
        self.selection = Selection(self)
        link(
            self.selection,
            (window.scene, window.depth_plot, window.lanes_plot, window.log, window.workers),
        )
        chosen = settings.get("motion")
        window.reduced_motion.setChecked(
            chosen == "reduced" or (chosen == "system" and not system_moves())
        )
        window.scene.set_reduced_motion(window.reduced_motion.isChecked())
        window.reduced_motion.toggled.connect(self._on_reduced)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Another run: nothing of the former one is looked at any more."""
        if snapshot.origin_ns != self._run:
            self._run = snapshot.origin_ns
            self.selection.clear()

    def _on_reduced(self, is_reduced: bool) -> None:  # noqa: FBT001 - Qt's own signature
        self._settings.set("motion", "reduced" if is_reduced else "full")


def system_moves() -> bool:
    """Whether the desktop wants things to move: widgets of a style that does not take no time."""
    style = QApplication.style()
    return style.styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) > 0

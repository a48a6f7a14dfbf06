"""Wires the Code panel: the form's scenario and the run go in, a program on the disk comes out.

The panel is made when it is first seen: most windows are opened without it.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from engine.model.snapshot import EMPTY_SNAPSHOT, Snapshot
from gui.common import saving
from gui.common.palette import LIGHT, Palette
from gui.dialogs import dialogs
from gui.window.main_window import MainWindow

if TYPE_CHECKING:
    from gui.panels.code_panel import CodePanel

CODE_WIDTH = 520  # px; what a listing needs, and a form does not


class CodeController(QObject):
    """The panel in its dock, beside the form."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._palette, self._snapshot = window, LIGHT, EMPTY_SNAPSHOT
        self.dock = window.add_dock("code", lambda: self.panel, beside="form", keys="Ctrl+6")
        self.dock.toggleViewAction().triggered.connect(self._on_shown)
        self.retranslate()

    @functools.cached_property
    def panel(self) -> CodePanel:
        """The panel, in the dock."""
        from gui.panels.code_panel import CodePanel

        panel = CodePanel()
        panel.set_palette(self._palette)
        panel.saveAsked.connect(self.ask_save)
        panel.show_scenario(self._window.form.scenario)
        self._window.form.scenarioChanged.connect(panel.show_scenario)
        self.dock.setWidget(panel)
        panel.show_snapshot(self._snapshot)
        return panel

    @property
    def _made(self) -> CodePanel | None:
        made: CodePanel | None = vars(self).get("panel")
        return made

    def _on_shown(self, is_shown: bool) -> None:  # noqa: FBT001 - Qt's own signature
        if is_shown:
            self.dock.raise_()
            width = max(CODE_WIDTH, self.dock.width())
            self._window.resizeDocks([self.dock], [width], Qt.Orientation.Horizontal)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """One frame."""
        self._snapshot = snapshot
        if self._made is not None:
            self._made.show_snapshot(snapshot)

    def ask_save(self) -> None:
        """The scenario as a program, in a file."""
        path = dialogs.ask_save_path(
            self._window, self.tr("Save program"), "kitchen.py", self.tr("Python (*.py)")
        )
        if path:
            saving.write_text(self._window, path, self.panel.text)

    def set_palette(self, palette: Palette) -> None:
        """Other colours."""
        self._palette = palette
        if self._made is not None:
            self._made.set_palette(palette)

    def retranslate(self) -> None:
        """Says everything in the present language."""
        if self._made is not None:
            self._made.retranslate()
        self._window.docks.set_title("code", self.tr("Code"))

"""Wires the Code panel: the form's scenario and the run go in, a program on the disk comes out.

The panel is made when it is first seen: most windows are opened without it.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from engine.model.snapshot import EMPTY_SNAPSHOT, Snapshot
from gui.common.palette import LIGHT, Palette
from gui.dialogs.file_dialogs import Files
from gui.forms.scenario_form import ScenarioForm
from gui.window.docks import Docks

if TYPE_CHECKING:
    from gui.panels.code_panel import CodePanel

CODE_WIDTH = 520  # px; what a listing needs, and a form does not


class CodeController(QObject):
    """The panel in its dock, beside the form."""

    def __init__(self, form: ScenarioForm, docks: Docks, files: Files) -> None:
        super().__init__(docks)
        self._form, self._docks, self._files = form, docks, files
        self._palette, self._snapshot = LIGHT, EMPTY_SNAPSHOT
        self.dock = docks.add_beside("code", lambda: self.panel, beside="form", keys="Ctrl+6")
        self.dock.toggleViewAction().triggered.connect(self._on_shown)
        self.retranslate()

    @functools.cached_property
    def panel(self) -> CodePanel:
        """The panel, in the dock."""
        from gui.panels.code_panel import CodePanel

        panel = CodePanel()
        panel.set_palette(self._palette)
        panel.saveAsked.connect(self.ask_save)
        panel.show_scenario(self._form.scenario)
        self._form.scenarioChanged.connect(panel.show_scenario)
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
            self._docks.resize(Qt.Orientation.Horizontal, code=width)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """One frame."""
        self._snapshot = snapshot
        if self._made is not None:
            self._made.show_snapshot(snapshot)

    def ask_save(self) -> None:
        """The scenario as a program, in a file."""
        kinds = self.tr("Python (*.py)")
        if path := self._files.ask_save(self.tr("Save program"), "kitchen.py", kinds):
            self._files.write_text(path, self.panel.text)

    def set_palette(self, palette: Palette) -> None:
        """Shows it in other colours."""
        self._palette = palette
        if self._made is not None:
            self._made.set_palette(palette)

    def retranslate(self) -> None:
        """Shows its texts in the present language."""
        if self._made is not None:
            self._made.retranslate()
        self._docks.set_title("code", self.tr("Code"))

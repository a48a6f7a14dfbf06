"""Wires the Code panel: the form's scenario and the run go in, a program on the disk comes out."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt

from engine.timeline.snapshot import Snapshot
from gui import dialogs, saving
from gui.main_window import MainWindow
from gui.palette import Palette
from gui.panels.code import CodePanel

CODE_WIDTH = 520  # px; what a listing needs, and a form does not


class CodeController(QObject):
    """The panel in its dock, beside the form."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.panel = CodePanel()
        self.dock = window.add_dock("code", self.panel, beside="form", keys="Ctrl+6")
        self.dock.toggleViewAction().triggered.connect(self._on_shown)
        self.panel.saveAsked.connect(self.ask_save)
        window.form.scenarioChanged.connect(self.panel.show_scenario)
        self.retranslate()

    def _on_shown(self, is_shown: bool) -> None:  # noqa: FBT001 - Qt's own signature
        if is_shown:
            self.dock.raise_()
            width = max(CODE_WIDTH, self.dock.width())
            self._window.resizeDocks([self.dock], [width], Qt.Orientation.Horizontal)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """One frame."""
        self.panel.show_snapshot(snapshot)

    def ask_save(self) -> None:
        """The scenario as a program, in a file."""
        path = dialogs.ask_save_path(
            self._window, self.tr("Save program"), "kitchen.py", self.tr("Python (*.py)")
        )
        if path:
            saving.write_text(self._window, path, self.panel.text)

    def set_palette(self, palette: Palette) -> None:
        """Other colours."""
        self.panel.set_palette(palette)

    def retranslate(self) -> None:
        """Says everything in the present language."""
        self.panel.retranslate()
        self._window.docks.set_title("code", self.tr("Code"))

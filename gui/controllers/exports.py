"""What can be taken out of a run: its plots as a picture, its report, its log, its depth."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from engine.model.snapshot import EMPTY_SNAPSHOT, Snapshot
from gui.common import saving
from gui.dialogs import dialogs
from gui.plots import render_image
from gui.window.main_window import MainWindow

PICTURE_WIDTH, PICTURE_HEIGHT, PICTURE_SCALE = 1280, 720, 2.0


class Exports(QObject):
    """Of one window; knows the latest Snapshot."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.snapshot: Snapshot = EMPTY_SNAPSHOT
        for action, slot in (
            (window.save_plot, self.ask_save_plot),
            (window.copy_plot, self.copy_plot),
            (window.save_report, self.ask_save_report),
            (window.save_log, self.ask_save_log),
            (window.depth_table, self.show_depth_table),
        ):
            action.triggered.connect(slot)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """This is what there is to be taken."""
        self.snapshot = snapshot

    def _picture(self) -> QImage:
        plots = self._window.depth_plot, self._window.lanes_plot
        return render_image(*plots, PICTURE_WIDTH, PICTURE_HEIGHT, PICTURE_SCALE)

    def copy_plot(self) -> None:
        """The plots as a picture, on the clipboard."""
        QApplication.clipboard().setImage(self._picture())
        told = self.tr("The plot is on the clipboard")
        self._window.statusBar().showMessage(told, saving.SAID_MS)

    def ask_save_plot(self) -> None:
        """The plots as a picture, in a file."""
        path = dialogs.ask_save_path(
            self._window, self.tr("Save plot"), "queue.png", self.tr("Pictures (*.png)")
        )
        if path:
            saving.write_file(self._window, path, self._write_picture)

    def _write_picture(self, path: Path) -> None:
        path.touch()  # says why not, which Qt does not
        if not self._picture().save(str(path)):
            raise OSError(self.tr("Pictures of this kind cannot be written; try .png"))

    def ask_save_report(self) -> None:
        """The report of the run, as JSON."""
        path = dialogs.ask_save_path(
            self._window, self.tr("Save report"), "report.json", self.tr("Reports (*.json)")
        )
        if path:
            from engine.export.report import build_report, to_json

            text = to_json(build_report(self.snapshot))
            saving.write_text(self._window, path, text + "\n")

    def ask_save_log(self) -> None:
        """The log as it is filtered, as text."""
        path = dialogs.ask_save_path(
            self._window, self.tr("Save log"), "queue.log", self.tr("Text (*.log *.txt)")
        )
        if path:
            text = "\n".join(self._window.log.lines())
            saving.write_text(self._window, path, text + "\n")

    def show_depth_table(self) -> None:
        """What the plot shows, in figures."""
        from gui.dialogs.depth_table import DepthTable

        table = DepthTable(self._window, lambda: self.snapshot)
        table.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        table.show()

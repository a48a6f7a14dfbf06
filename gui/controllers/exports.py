"""What can be taken out of a run: its plots as a picture, its report, its log, its depth."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from engine.model.snapshot import EMPTY_SNAPSHOT, Snapshot
from gui.dialogs.file_dialogs import Files
from gui.panels.log_panel import LogPanel
from gui.plots import DepthPlot, LanesPlot, render_image

PICTURE_WIDTH, PICTURE_HEIGHT, PICTURE_SCALE = 1280, 720, 2.0


class Exports(QObject):
    """Of one window; knows the latest Snapshot."""

    def __init__(
        self, parent: QWidget, plots: tuple[DepthPlot, LanesPlot], log: LogPanel, files: Files
    ) -> None:
        super().__init__(parent)
        self._parent, self._plots, self._log, self._files = parent, plots, log, files
        self.snapshot: Snapshot = EMPTY_SNAPSHOT

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """This is what there is to be taken."""
        self.snapshot = snapshot

    def _picture(self) -> QImage:
        return render_image(*self._plots, PICTURE_WIDTH, PICTURE_HEIGHT, PICTURE_SCALE)

    def copy_plot(self) -> None:
        """The plots as a picture, on the clipboard."""
        QApplication.clipboard().setImage(self._picture())
        self._files.notify(self.tr("The plot is on the clipboard"))

    def ask_save_plot(self) -> None:
        """The plots as a picture, in a file."""
        kinds = self.tr("Pictures (*.png)")
        path = self._files.ask_save(self.tr("Save plot"), "queue.png", kinds)
        if path:
            self._files.write(path, self._write_picture)

    def _write_picture(self, path: Path) -> None:
        path.touch()  # says why not, which Qt does not
        if not self._picture().save(str(path)):
            raise OSError(self.tr("Pictures of this kind cannot be written; try .png"))

    def ask_save_report(self) -> None:
        """The report of the run, as JSON."""
        kinds = self.tr("Reports (*.json)")
        path = self._files.ask_save(self.tr("Save report"), "report.json", kinds)
        if path:
            from engine.export.report import build_report, to_json

            self._files.write_text(path, to_json(build_report(self.snapshot)) + "\n")

    def ask_export(self) -> None:
        """The run for other programs; the name's suffix says for which."""
        from engine.export.forms import FORMS

        kinds = ";;".join(
            (
                self.tr("Perfetto (*.pftrace)"),
                self.tr("Events as a table (*.csv)"),
                self.tr("Arrays for numpy (*.npz)"),
                self.tr("A page to share (*.html)"),
            )
        )
        path = self._files.ask_save(self.tr("Export run"), "run.pftrace", kinds)
        if path is None:
            return
        by_suffix = dict(FORMS.values())
        write = by_suffix.get(path.suffix.lower(), by_suffix[".pftrace"])
        from engine.export.report import build_report

        report = build_report(self.snapshot)
        self._files.write(path, lambda path: write(path, self.snapshot, report, self._title()))

    def _title(self) -> str:
        return self._parent.windowTitle().partition("[*]")[0]

    def ask_save_log(self) -> None:
        """The log as it is filtered, as text."""
        kinds = self.tr("Text (*.log *.txt)")
        path = self._files.ask_save(self.tr("Save log"), "queue.log", kinds)
        if path:
            self._files.write_text(path, "\n".join(self._log.lines()) + "\n")

    def show_depth_table(self) -> None:
        """What the plot shows, in figures."""
        from gui.dialogs.depth_table import DepthTable

        table = DepthTable(self._parent, lambda: self.snapshot)
        table.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        table.show()

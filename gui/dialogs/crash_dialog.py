"""Offers the report of a crash at the next start, and says when a start fails altogether."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices, QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gui.common.plain import PlainLabel


class ReportDialog(QDialog):
    """The report, to be read, copied, or found in its folder."""

    def __init__(self, parent: QWidget, report: Path) -> None:
        """Shows the file `report`."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Crash report"))
        self.resize(760, 480)
        where = PlainLabel(
            self.tr("This file is on your computer only; nothing was sent: {}").format(report), self
        )
        where.setWordWrap(True)
        self.text = QPlainTextEdit(report.read_text(encoding="utf-8", errors="replace"), self)
        self.text.setReadOnly(True)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setAccessibleName(self.tr("Crash report"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        copy, folder = QPushButton(self.tr("Copy"), self), QPushButton(self.tr("Open folder"), self)
        copy.setToolTip(self.tr("The report as text, for whoever can help"))
        folder.setToolTip(self.tr("The folder in which all reports and the log file are"))
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.text.toPlainText()))
        address = QUrl.fromLocalFile(str(report.parent))
        folder.clicked.connect(lambda: QDesktopServices.openUrl(address))
        for button in (copy, folder):
            buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        for part in (where, self.text, buttons):
            column.addWidget(part)


def offer(window: QWidget, reports: Sequence[Path]) -> QMessageBox | None:
    """Asks, without holding anything up, whether the latest report shall be shown."""
    if not reports:
        return None
    box = QMessageBox(
        QMessageBox.Icon.Information,
        "Queuescope",
        QCoreApplication.translate("Crash", "Queuescope crashed when it was open last."),
        parent=window,
    )
    box.setInformativeText(
        QCoreApplication.translate(
            "Crash", "A report of what happened was written. Do you want to see it?"
        )
    )
    role = QMessageBox.ButtonRole
    show = box.addButton(QCoreApplication.translate("Crash", "Show report"), role.AcceptRole)
    box.addButton(QCoreApplication.translate("Crash", "Not now"), role.RejectRole)
    box.setDefaultButton(show)
    report = max(reports, key=lambda each: each.stat().st_mtime)
    show.clicked.connect(lambda: ReportDialog(window, report).open())
    box.open()
    return box

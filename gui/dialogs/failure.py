"""A worker's traceback, to be read and copied."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from engine.model.snapshot import WorkerView
from gui.common.naming import failure_told
from gui.common.plain import PlainLabel, in_title
from gui.common.privacy import discreet
from gui.dialogs import boxes


def show_failure(parent: QWidget, worker: WorkerView) -> None:
    """Shows how a worker failed; nothing for one that did not."""
    failure = worker.failure
    if failure is None:
        return
    dialog = QDialog(parent)
    dialog.setWindowTitle(
        QCoreApplication.translate("Dialogs", "{} failed").format(in_title(worker.name))
    )
    dialog.resize(720, 420)
    head = PlainLabel(discreet(failure_told(worker)), dialog)
    head.setWordWrap(True)
    text = QPlainTextEdit(discreet(failure.traceback) or head.text(), dialog)
    text.setReadOnly(True)
    text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
    text.setAccessibleName(QCoreApplication.translate("Dialogs", "Traceback"))
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, dialog)
    copy = QPushButton(QCoreApplication.translate("Dialogs", "Copy"), dialog)
    copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(text.toPlainText()))
    buttons.addButton(copy, QDialogButtonBox.ButtonRole.ActionRole)
    buttons.rejected.connect(dialog.reject)
    column = QVBoxLayout(dialog)
    for part in (head, text, buttons):
        column.addWidget(part)
    boxes.ask(dialog)

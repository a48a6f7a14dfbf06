"""All keys of the window."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMessageBox, QWidget

from gui.dialogs import messages


def show_shortcuts(parent: QWidget, actions: Sequence[QAction]) -> None:
    """Lists those of the actions that have a key."""
    rows = []
    for action in actions:
        keys = action.shortcut().toString()
        if keys and action.text():
            rows.append(f"<tr><td><b>{keys}</b></td><td>&nbsp;&nbsp;{action.text()}</td></tr>")
    box = QMessageBox(parent)
    box.setWindowTitle(QCoreApplication.translate("Dialogs", "Keyboard shortcuts"))
    box.setTextFormat(Qt.TextFormat.RichText)
    box.setText(f"<table>{''.join(rows)}</table>")
    messages.ask(box)

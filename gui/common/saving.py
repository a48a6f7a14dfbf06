"""How the window writes a file for its user: where is asked, and what came of it is said."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from gui.dialogs import dialogs
from gui.window.main_window import MainWindow

SAID_MS = 3000


def write_file(window: MainWindow, path: Path, write: Callable[[Path], object]) -> bool:
    """Lets `write` write; says that it is saved, or why not. Returns whether it is."""
    try:
        write(path)
    except OSError as error:
        title = QCoreApplication.translate("Saving", "{} cannot be written").format(path)
        dialogs.show_error(window, title, error.strerror or str(error))
        return False
    told = QCoreApplication.translate("Saving", "Saved: {}").format(path)
    window.statusBar().showMessage(told, SAID_MS)
    return True


def write_text(window: MainWindow, path: Path, text: str) -> bool:
    """The same for a text."""
    return write_file(window, path, lambda path: path.write_text(text, encoding="utf-8"))

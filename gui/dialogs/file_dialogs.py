"""How the window opens and writes files for its user: where is asked, what came of it is said."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from gui.dialogs import boxes


class Files:
    """Asks for files and writes them, for one window."""

    def __init__(self, parent: QWidget, notify: Callable[[str], None]) -> None:
        """`parent` is what dialogs are over; `notify` says for a moment what has been done."""
        self.parent, self.notify = parent, notify

    def ask_open(self, title: str, kinds: str) -> Path | None:
        """Which file to open; `kinds` as Qt writes them: "Scenarios (*.toml)"."""
        name, _ = QFileDialog.getOpenFileName(self.parent, title, "", kinds)
        return Path(name) if name else None

    def ask_save(self, title: str, name: str, kinds: str) -> Path | None:
        """Where to save; a name without a suffix gets the one of `name`."""
        dialog = QFileDialog(self.parent, title, "", kinds)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(Path(name).suffix)
        dialog.selectFile(name)
        is_chosen = boxes.ask(dialog) == QDialog.DialogCode.Accepted
        return Path(dialog.selectedFiles()[0]) if is_chosen else None

    def write(self, path: Path, write: Callable[[Path], object]) -> bool:
        """Lets `write` write; says that it is saved, or why not. Returns whether it is."""
        try:
            write(path)
        except OSError as error:
            title = QCoreApplication.translate("Saving", "{} cannot be written").format(path)
            boxes.show_error(self.parent, title, error.strerror or str(error))
            return False
        self.notify(QCoreApplication.translate("Saving", "Saved: {}").format(path))
        return True

    def write_text(self, path: Path, text: str) -> bool:
        """Writes a text, in UTF-8."""
        return self.write(path, lambda path: path.write_text(text, encoding="utf-8"))

"""The window's title: recording, file, what is shown. Several modules know one part of it each."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from gui.common.plain import in_title


class Title(QObject):
    """Puts the title of one window together."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._sign = self._file = self._name = ""
        self._is_discreet = False

    @Slot(str)
    def set_sign(self, sign: str) -> None:
        """What stands before everything: that it is being recorded."""
        self._sign = sign
        self._show()

    @Slot(bool)
    def set_discreet(self, is_on: bool) -> None:  # noqa: FBT001 - a slot
        """Whether others look: the file is nobody's business then."""
        self._is_discreet = is_on
        self._show()

    def set_scenario(self, name: str, file: Path | None) -> None:
        """A scenario is shown; the title says where it lies and whether it was changed."""
        self._file = f"{in_title(file.name)} – " if file else ""
        self._name = f"{in_title(name)}[*]"
        self._show()

    @Slot(str)
    def set_name(self, name: str) -> None:
        """Something is shown that is no scenario."""
        self._file, self._name = "", name
        self._show()

    def _show(self) -> None:
        file = "" if self._is_discreet else self._file
        self._window.setWindowTitle(f"{self._sign}{file}{self._name} – Queuescope")

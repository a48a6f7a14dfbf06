"""How the window is arranged, to be remembered and put back: size, docks, parts of the centre."""

from __future__ import annotations

from typing import TypedDict

from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QMainWindow

from gui.window.part_splitter import PartSplitter


class Arrangement(TypedDict):
    """The settings of that name."""

    geometry: QByteArray
    layout: QByteArray
    """Of docks and toolbar."""
    parts: list[str]
    """The names of those that are wanted."""
    splitter: QByteArray
    """Their sizes."""


class Arranger:
    """Reads a window's arrangement, and puts it back."""

    def __init__(self, window: QMainWindow, splitter: PartSplitter) -> None:
        self._window, self._splitter = window, splitter
        self._first: Arrangement | None = None

    def arrangement(self) -> Arrangement:
        """As it is now."""
        return {
            "geometry": self._window.saveGeometry(),
            "layout": self._window.saveState(),
            "parts": self._splitter.wanted,
            "splitter": self._splitter.layout_state(),
        }

    def note_first(self) -> None:
        """All docks are there: this is what `reset` comes back to."""
        self._first = self.arrangement()

    def reset(self) -> None:
        """Puts docks and parts where they were at first; the window keeps its size."""
        self._splitter.maximise("")
        if self._first is not None:
            self.arrange({**self._first, "geometry": QByteArray()})

    def arrange(self, arrangement: Arrangement) -> None:
        """Puts an arrangement back; what is empty, or cannot be read, stays as it is."""
        if not arrangement["geometry"].isEmpty():
            self._window.restoreGeometry(arrangement["geometry"])
        if not arrangement["layout"].isEmpty():
            self._window.restoreState(arrangement["layout"])
        for name in self._splitter.parts if arrangement["parts"] else ():
            self._splitter.show_part(name, is_wanted=name in arrangement["parts"])
        if not arrangement["splitter"].isEmpty():
            self._splitter.restoreState(arrangement["splitter"])

"""The parts of the window that can be shown alone, or recorded: every view, by name."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from gui.window.main_window import MainWindow


@dataclass(frozen=True, slots=True)
class Part:
    """One part: the name that settings know, what people call it, and its widget."""

    key: str
    title: str
    widget: QWidget


def parts_of(window: MainWindow) -> list[Part]:
    """The toolbar, the views in the middle from top to bottom, and the docks."""
    titles = window.part_actions.show
    return [
        Part("toolbar", window.toolbar.windowTitle(), window.toolbar),
        *(Part(name, titles[name].text(), view) for name, view in window.splitter.parts.items()),
        *(Part(name, dock.windowTitle(), dock) for name, dock in window.docks.items()),
    ]

"""The parts of the window that can be shown alone, or recorded: every view, by name."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from gui.i18n import QT_TRANSLATE_NOOP
from gui.main_window import MainWindow

_TITLES = {  # of views that have none of their own
    "DepthPlot": QT_TRANSLATE_NOOP("Parts", "Depth"),
    "LanesPlot": QT_TRANSLATE_NOOP("Parts", "Lanes"),
}


@dataclass(frozen=True, slots=True)
class Part:
    """One part: the name that settings know, what people call it, and its widget."""

    key: str
    title: str
    widget: QWidget


def parts_of(window: MainWindow) -> list[Part]:
    """The toolbar, the views in the middle from top to bottom, and the docks."""
    splitter = window.splitter
    places = (splitter.widget(place) for place in range(splitter.count()))
    views = [view for view in places if view is not None]
    return [
        Part("toolbar", window.toolbar.windowTitle(), window.toolbar),
        *(Part(type(view).__name__, _title(view), view) for view in views),
        *(Part(name, dock.windowTitle(), dock) for name, dock in window.docks.items()),
    ]


def _title(view: QWidget) -> str:
    name = type(view).__name__
    known = QCoreApplication.translate("Parts", _TITLES[name]) if name in _TITLES else ""
    return known or view.windowTitle() or view.accessibleName() or name

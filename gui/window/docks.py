"""The window's docks: made alike, found by name, and named for people who see and who do not."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QAbstractButton, QDockWidget, QMainWindow, QVBoxLayout, QWidget


class Docks(dict[str, QDockWidget]):
    """All docks of one window, in the order in which they were added."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__()
        self._window = window

    def add(self, name: str, widget: QWidget | None, area: Qt.DockWidgetArea) -> QDockWidget:
        """A dock that can be moved and closed."""
        dock = self[name] = QDockWidget(self._window)
        dock.setObjectName(name)
        if widget is not None:
            dock.setWidget(widget)
        feature = QDockWidget.DockWidgetFeature
        dock.setFeatures(feature.DockWidgetMovable | feature.DockWidgetClosable)
        self._window.addDockWidget(area, dock)
        return dock

    def add_beside(self, name: str, fill: Callable[[], object], beside: str) -> QDockWidget:
        """A dock in a tab beside one that is there; hidden, and empty, until it is asked for.

        `fill` is called when it is shown, and at the first time puts its panel into it.
        """
        dock = self.add(name, None, self._window.dockWidgetArea(self[beside]))
        dock.hide()  # before it becomes a tab: else an empty tab bar stays behind
        self._window.tabifyDockWidget(self[beside], dock)
        dock.visibilityChanged.connect(lambda is_visible: is_visible and fill())
        return dock

    def let_float(self, name: str, width: int, height: int) -> None:
        """This one has a window of its own at first, hidden; whoever likes may dock it."""
        dock, feature = self[name], QDockWidget.DockWidgetFeature
        dock.setFeatures(dock.features() | feature.DockWidgetFloatable)
        dock.setFloating(True)
        dock.resize(width, height)
        dock.hide()

    def set_title(self, name: str, title: str) -> None:
        """What people call it."""
        dock = self[name]
        dock.setWindowTitle(title)
        dock.toggleViewAction().setToolTip(title)
        closer = dock.findChild(QAbstractButton, "qt_dockwidget_closebutton")
        if closer is not None:
            hide = QCoreApplication.translate("Docks", "Hide {}")
            tip = QCoreApplication.translate(
                "Docks", "Hides this panel; the View menu shows it again"
            )
            closer.setAccessibleName(hide.format(title))
            closer.setToolTip(tip)


def inset(view: QWidget) -> QWidget:
    """A view with a margin at its sides, so that its words do not touch the panel's edge."""
    frame = QWidget()
    column = QVBoxLayout(frame)
    column.setContentsMargins(6, 0, 6, 0)
    column.addWidget(view)
    return frame

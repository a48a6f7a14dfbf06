"""The window's docks: made alike, found by name, and named for people who see and who do not."""

from __future__ import annotations

from collections.abc import Callable, ItemsView, ValuesView

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QDockWidget, QMainWindow, QVBoxLayout, QWidget


class Docks(QObject):
    """All docks of one window, by name, in the order in which they were added."""

    added = Signal(QAction)
    """The action that shows and hides a new one."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._docks: dict[str, QDockWidget] = {}

    def __getitem__(self, name: str) -> QDockWidget:
        return self._docks[name]

    def items(self) -> ItemsView[str, QDockWidget]:
        """Each name and its dock."""
        return self._docks.items()

    def values(self) -> ValuesView[QDockWidget]:
        """Each dock."""
        return self._docks.values()

    @property
    def toggle_actions(self) -> list[QAction]:
        """Each shows and hides a dock."""
        return [dock.toggleViewAction() for dock in self._docks.values()]

    def add(
        self, name: str, widget: QWidget | None, area: Qt.DockWidgetArea, keys: str = ""
    ) -> QDockWidget:
        """A dock that can be moved and closed."""
        dock = self._docks[name] = QDockWidget(self._window)
        dock.setObjectName(name)
        if widget is not None:
            dock.setWidget(widget)
        feature = QDockWidget.DockWidgetFeature
        dock.setFeatures(feature.DockWidgetMovable | feature.DockWidgetClosable)
        self._window.addDockWidget(area, dock)
        dock.toggleViewAction().setShortcut(QKeySequence(keys))
        self.added.emit(dock.toggleViewAction())
        return dock

    def add_beside(
        self, name: str, fill: Callable[[], object], beside: str, keys: str = ""
    ) -> QDockWidget:
        """A dock in a tab beside one that is there; hidden, and empty, until it is asked for.

        `fill` is called when it is shown, and at the first time puts its panel into it.
        """
        dock = self.add(name, None, self._window.dockWidgetArea(self[beside]), keys)
        dock.hide()  # before it becomes a tab: else an empty tab bar stays behind
        self._window.tabifyDockWidget(self[beside], dock)
        dock.visibilityChanged.connect(lambda is_visible: is_visible and fill())
        return dock

    def bring_up(self, name: str) -> None:
        """Shows a dock, in front of those that share its place."""
        self[name].show()
        self[name].raise_()

    def resize(self, orientation: Qt.Orientation, **sizes_px: int) -> None:
        """Gives docks so much width, or height."""
        docks = [self[name] for name in sizes_px]
        self._window.resizeDocks(docks, list(sizes_px.values()), orientation)

    def give_corner(self, corner: Qt.Corner, area: Qt.DockWidgetArea) -> None:
        """Says whose a corner of the window is: of the docks beside, or of those below."""
        self._window.setCorner(corner, area)

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

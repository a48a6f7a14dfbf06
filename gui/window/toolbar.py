"""The toolbar: the buttons of a run, its speed, and which scenario is open."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionEvent
from PySide6.QtWidgets import QSizePolicy, QToolBar, QToolButton, QWidget

from gui.common.editors import CalmComboBox
from gui.common.plain import PlainLabel, plain
from gui.forms.speed import SpeedControl


class Mirror(QObject):
    """Lets the toolbar's buttons show their actions as they are now, in place of Qt.

    Qt 6.10's QToolButton connects itself to its action anew each time that changes, and is never
    rid of it: 120 bytes, some 17 times a run.
    """

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Takes the news of an action from its button, and does what Qt would do with it."""
        if not isinstance(event, QActionEvent) or event.type() is not QEvent.Type.ActionChanged:
            return False
        action = event.action()
        if not isinstance(watched, QToolButton) or action is not watched.defaultAction():
            return False
        watched.setText(action.iconText())
        watched.setIcon(action.icon())
        watched.setToolTip(action.toolTip())
        watched.setStatusTip(action.statusTip())
        watched.setWhatsThis(action.whatsThis())
        watched.setCheckable(action.isCheckable())
        watched.setChecked(action.isChecked())
        watched.setEnabled(action.isEnabled())
        return True


class Toolbar(QToolBar):
    """The buttons are the window's actions; the rest is its own."""

    scenarioChosen = Signal(str)

    def __init__(
        self,
        run_actions: list[QAction],
        changing: Callable[[], dict[QAction, list[str]]],
        parent: QWidget,
    ) -> None:
        """`changing` are actions with all texts that each may have, in the present language."""
        super().__init__(parent)
        self._changing = changing
        self.setObjectName("toolbar")
        self.setMovable(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setIconSize(QSize(18, 18))
        self._mirror = Mirror(self)
        self.addActions(run_actions)
        for action in run_actions:
            self.widgetForAction(action).installEventFilter(self._mirror)
        self._behind_run = self.addSeparator()
        self.speed = SpeedControl(self)
        self.addWidget(self.speed)
        space = QWidget(self)
        space.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.addWidget(space)
        self._label = PlainLabel(self)
        self._label.setProperty("role", "dim")
        self.addWidget(self._label)
        self.scenarios = CalmComboBox(self)
        self.scenarios.setMinimumWidth(190)
        self.scenarios.activated.connect(self._on_activated)
        self.addWidget(self.scenarios)

    def _on_activated(self, index: int) -> None:
        self.scenarioChosen.emit(self.scenarios.itemData(index))

    def place(self, button: QAction) -> None:
        """A button behind those of the run, without words."""
        self.insertAction(self._behind_run, button)
        tool = self.widgetForAction(button)
        tool.installEventFilter(self._mirror)
        if isinstance(tool, QToolButton):
            tool.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)

    def changeEvent(self, event: QEvent) -> None:
        """Another size of type needs other widths."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.FontChange}:
            self._keep_widths()

    def _keep_widths(self) -> None:
        """A button is as wide as the longest of its texts, so that those behind it stay put."""
        for action, texts in self._changing().items():
            tool = self.widgetForAction(action)
            if not isinstance(tool, QToolButton):
                continue
            tool.setMinimumWidth(0)
            widths = []
            for text in texts:
                tool.setText(text)
                widths.append(tool.sizeHint().width())
            tool.setText(action.iconText())
            tool.setMinimumWidth(max(widths))

    def show_current(self, key: str) -> None:
        """Shows which built-in scenario is open; "" is none of them."""
        self.scenarios.setCurrentIndex(self.scenarios.findData(key))

    def show_names(self, entries: list[tuple[str, str, str]]) -> None:
        """The built-in scenarios: (key, name, description)."""
        self.scenarios.clear()
        for at, (key, name, description) in enumerate(entries):
            self.scenarios.addItem(name, key)
            self.scenarios.setItemData(at, plain(description), Qt.ItemDataRole.ToolTipRole)

    def retranslate(self) -> None:
        """Shows its texts in the present language."""
        self.setWindowTitle(self.tr("Toolbar"))
        self._label.setText(self.tr("Scenario"))
        self.scenarios.setToolTip(self.tr("Opens a scenario (a run must be stopped first)"))
        self.scenarios.setAccessibleName(self.tr("Scenario"))
        self.speed.retranslate()
        self._keep_widths()

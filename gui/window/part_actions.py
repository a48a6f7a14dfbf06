"""What the View menu can do with the parts of the centre: show each, hide it, or show it alone."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from gui.common.i18n import QT_TRANSLATE_NOOP
from gui.window.parts import Parts

_NAMES = {
    "scene": QT_TRANSLATE_NOOP("Parts", "Scene"),
    "xray": QT_TRANSLATE_NOOP("Parts", "X-ray: inside the queue"),
    "depth": QT_TRANSLATE_NOOP("Parts", "Depth"),
    "layers": QT_TRANSLATE_NOOP("Parts", "Depth by place"),
    "lanes": QT_TRANSLATE_NOOP("Parts", "Lanes"),
}
_ALONE = QT_TRANSLATE_NOOP("Parts", "Only this: {}")
_KEYS = {"xray": "Ctrl+Shift+X", "layers": "Ctrl+Shift+D", "scene": "Ctrl+Shift+K"}


class PartActions(QObject):
    """Two actions for each part, kept true to what is shown."""

    def __init__(self, parts: Parts, window: QWidget) -> None:
        super().__init__(window)
        self._parts = parts
        self.show: dict[str, QAction] = {}
        self.alone: dict[str, QAction] = {}
        for number, name in enumerate(_NAMES, 1):
            self.show[name] = self._action(window, _KEYS.get(name, ""))
            self.alone[name] = self._action(window, f"Ctrl+Shift+{number}")
            self.show[name].triggered.connect(
                lambda is_on, name=name: parts.show_part(name, is_wanted=is_on)
            )
            self.alone[name].triggered.connect(lambda _=False, name=name: parts.toggle(name))
        parts.maximisedChanged.connect(self._show_state)
        parts.wantedChanged.connect(self._show_state)
        self._show_state()
        self.retranslate()

    def _action(self, window: QWidget, keys: str) -> QAction:
        action = QAction(window)
        action.setCheckable(True)
        if keys:
            action.setShortcut(QKeySequence(keys))
        window.addAction(action)
        return action

    def fill(self, menu: QMenu) -> None:
        """Adds all of them to a menu."""
        menu.addActions(list(self.show.values()))
        menu.addSeparator()
        menu.addActions(list(self.alone.values()))

    def _show_state(self) -> None:
        for name, action in self.show.items():
            action.setChecked(name in self._parts.wanted)
        for name, action in self.alone.items():
            action.setChecked(name == self._parts.maximised)

    def retranslate(self) -> None:
        """Says everything in the present language."""
        for name, text in _NAMES.items():
            title = QCoreApplication.translate("Parts", text)
            alone = QCoreApplication.translate("Parts", _ALONE).format(title)
            self.show[name].setText(title)
            self.alone[name].setText(alone)
            self.show[name].setToolTip(title)
            self.alone[name].setToolTip(alone)

"""All keys of the window, grouped as in its menus, and searched by typing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from gui.common.i18n import QT_TRANSLATE_NOOP
from gui.dialogs import boxes

Group = tuple[str, Sequence[QAction]]
SIZE = 520, 560  # px
NATIVE = QKeySequence.SequenceFormat.NativeText
PLOT = QT_TRANSLATE_NOOP("ShortcutsDialog", "In a plot that has the focus")
PLOT_KEYS = (
    ("Left, Right", QT_TRANSLATE_NOOP("ShortcutsDialog", "Earlier, later")),
    ("+, -", QT_TRANSLATE_NOOP("ShortcutsDialog", "Zoom in, zoom out")),
)


class ShortcutsDialog(QDialog):
    """A list that shows what is typed for: a key, or a word of what it does."""

    def __init__(self, parent: QWidget, groups: Sequence[Group]) -> None:
        """`groups` are titles with their actions; those without keys are left out."""
        super().__init__(parent)
        self.setWindowTitle(QCoreApplication.translate("Dialogs", "Keyboard shortcuts"))
        self._groups: list[tuple[QTreeWidgetItem, list[QTreeWidgetItem]]] = []
        self.search, self.list = QLineEdit(self), QTreeWidget(self)
        self.search.setPlaceholderText(self.tr("Search for a key or a command"))
        self.search.setAccessibleName(self.tr("Search for a key or a command"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._on_search)
        self.list.setAccessibleName(self.windowTitle())
        self.list.setHeaderLabels([self.tr("Command"), self.tr("Keys")])
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.list.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.list.header().setStretchLastSection(False)
        for title, actions in groups:
            self._add(title, [(each.text().replace("&", ""), _keys(each)) for each in actions])
        says = QCoreApplication.translate
        keys = [(says("ShortcutsDialog", text), keys) for keys, text in PLOT_KEYS]
        self._add(says("ShortcutsDialog", PLOT), keys)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        column.addWidget(buttons)
        self.resize(*SIZE)

    def _add(self, title: str, rows: Sequence[tuple[str, str]]) -> None:
        rows = [row for row in rows if all(row)]
        if not rows:
            return
        group = QTreeWidgetItem(self.list, [title])
        self._groups.append((group, [QTreeWidgetItem(group, list(row)) for row in rows]))
        group.setExpanded(True)
        group.setFlags(Qt.ItemFlag.ItemIsEnabled)

    def shown(self) -> list[str]:
        """The commands that are in view, in order."""
        rows = [row for _, rows in self._groups for row in rows]
        return [row.text(0) for row in rows if not row.isHidden()]

    def _on_search(self, text: str) -> None:
        wanted = text.casefold().strip()
        for group, rows in self._groups:
            for row in rows:
                row.setHidden(wanted not in f"{row.text(0)} {row.text(1)}".casefold())
            group.setHidden(all(row.isHidden() for row in rows))


def _keys(action: QAction) -> str:
    return action.shortcut().toString(NATIVE)


def show_shortcuts(parent: QWidget, groups: Sequence[Group]) -> None:
    """Shows all keys, to be tried out meanwhile."""
    boxes.show(ShortcutsDialog(parent, groups))

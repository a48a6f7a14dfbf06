"""What tables have in common: columns with titles that say what they mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()


class TitledModel(QAbstractTableModel):
    """A table of `count` rows; titles and their explanations are translated when asked for."""

    def __init__(
        self,
        context: str,
        headers: Sequence[tuple[str, str]],
        right: frozenset[int],
        parent: QObject | None = None,
    ) -> None:
        """`headers` are (title, what it means), marked with QT_TRANSLATE_NOOP in `context`.

        `right` are the columns of figures, which stand at the right.
        """
        super().__init__(parent)
        self._context, self._headers, self._right = context, headers, right

    @property
    def count(self) -> int:
        """How many rows there are."""
        raise NotImplementedError

    def alignment(self, column: int) -> Qt.AlignmentFlag:
        """How a column's cells and its title stand."""
        side = Qt.AlignmentFlag.AlignRight if column in self._right else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter

    def rowCount(self, parent: Index = ROOT) -> int:
        """So many; none below a row."""
        return 0 if parent.isValid() else self.count

    def columnCount(self, parent: Index = ROOT) -> int:
        """One for each title."""
        return 0 if parent.isValid() else len(self._headers)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        """Titles, and what they mean."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        title, meaning = self._headers[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return QCoreApplication.translate(self._context, title)
        if role == Qt.ItemDataRole.ToolTipRole:
            return QCoreApplication.translate(self._context, meaning)
        return self.alignment(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

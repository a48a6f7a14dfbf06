"""What a table's rows are about: the pointer over one, a click on one, says so."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QObject, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QTableView

from gui.common.palette import Palette
from gui.common.selection import Target


class Pointer(QObject):
    """Turns what happens over a table into targets."""

    pointed = Signal(object)  # Target | None
    chosen = Signal(object)

    def __init__(
        self, table: QTableView, target_at: Callable[[QModelIndex], Target | None]
    ) -> None:
        """`target_at` says what a row is about."""
        super().__init__(table)
        self.is_inside = False
        self._target_at = target_at
        table.setMouseTracking(True)
        table.viewport().setMouseTracking(True)
        table.viewport().installEventFilter(self)
        table.entered.connect(self._on_entered)
        table.clicked.connect(self._on_clicked)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The pointer leaves."""
        if event.type() == QEvent.Type.Leave:
            self.is_inside = False
            self.pointed.emit(None)
        return super().eventFilter(watched, event)

    def _on_entered(self, index: QModelIndex) -> None:
        self.is_inside = True
        self.pointed.emit(self._target_at(index))

    def _on_clicked(self, index: QModelIndex) -> None:
        self.chosen.emit(self._target_at(index))


def mark_colour(palette: Palette) -> QColor:
    """The ground of rows about what is looked at."""
    colour = QColor(palette.accent)
    colour.setAlphaF(0.22)
    return colour

"""The parts of the centre one above the other; each can have all of it for itself.

A part alone is what one records. A double click on a part's headline, or an entry of the View menu,
gives it the whole centre; the same again brings the others back as they were.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QSplitter, QWidget

from gui.common.part import CentrePart

HEADLINE_LINES = 1.6


class PartSplitter(QSplitter):
    """A splitter of which one part can be alone."""

    maximisedChanged = Signal(str)  # the part's name; "": all that are wanted are there
    wantedChanged = Signal()

    def __init__(self, parts: Sequence[CentrePart], parent: QWidget | None = None) -> None:
        """`parts` from top to bottom."""
        super().__init__(Qt.Orientation.Vertical, parent)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(7)
        self.parts = {part.info.name: part for part in parts}
        self._wanted = {part.info.name for part in parts if part.info.is_shown_first}
        self._alone = ""
        self._together = QByteArray()  # the sizes of all, while one is alone
        for at, part in enumerate(parts):
            self.addWidget(part)
            self.setStretchFactor(at, part.info.height_px)
            part.setVisible(part.info.is_shown_first)
            part.installEventFilter(self)
        self.setSizes([part.info.height_px for part in parts])

    @property
    def maximised(self) -> str:
        """The name of the part that is alone, or ""."""
        return self._alone

    @property
    def wanted(self) -> list[str]:
        """The names of the parts that are there when none is alone, from top to bottom."""
        return [name for name in self.parts if name in self._wanted]

    def show_part(self, name: str, *, is_wanted: bool) -> None:
        """Brings a part, or takes it away; the last one stays."""
        if is_wanted == (name in self._wanted) or (not is_wanted and len(self._wanted) == 1):
            self.wantedChanged.emit()  # so that whoever asked shows what is so
            return
        (self._wanted.add if is_wanted else self._wanted.remove)(name)
        if self._alone:
            self.maximise("")
        self.parts[name].setVisible(is_wanted)
        self.wantedChanged.emit()

    def maximise(self, name: str) -> None:
        """Gives everything to one part; "" brings the others back."""
        if name == self._alone:
            return
        if not self._alone:
            self._together = self.saveState()
        self._alone = name
        for each, part in self.parts.items():
            part.setVisible(each == name if name else each in self._wanted)
        if not name:
            self.restoreState(self._together)
        self.maximisedChanged.emit(name)

    def toggle(self, name: str) -> None:
        """Maximises a part, or brings the others back."""
        self.maximise("" if self._alone == name else name)

    def layout_state(self) -> QByteArray:
        """The sizes of all, also while one is alone."""
        return self._together if self._alone else self.saveState()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A double click on a headline maximises its part."""
        if (
            event.type() == QEvent.Type.MouseButtonDblClick
            and isinstance(event, QMouseEvent)
            and isinstance(watched, CentrePart)
            and _is_headline(watched, event.position().y())
        ):
            self.toggle(watched.info.name)
            return True
        return super().eventFilter(watched, event)


def _is_headline(part: CentrePart, y: float) -> bool:
    height = HEADLINE_LINES * part.fontMetrics().height()
    return y >= part.height() - height if part.info.has_headline_below else y <= height

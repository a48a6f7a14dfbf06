"""The parts of the window's centre: one above the other, and each can have it all for itself.

A part alone is what one records. A double click on a part's headline, or an action of the View
menu, gives it the whole centre; the same again brings the others back as they were.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QByteArray, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QSplitter, QWidget

IsHeadline = Callable[[QWidget, float], bool]  # (part, y) -> whether that height is its headline


def upper_edge(part: QWidget, y: float) -> bool:
    """The first line of a part."""
    return y <= 1.6 * part.fontMetrics().height()


def lower_edge(part: QWidget, y: float) -> bool:
    """The last line of a part."""
    return y >= part.height() - 1.6 * part.fontMetrics().height()


class Parts(QSplitter):
    """A splitter of which one part can be alone."""

    maximisedChanged = Signal(str)  # the part's name; "": all that are wanted are there
    wantedChanged = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.setChildrenCollapsible(False)
        self._parts: dict[str, QWidget] = {}
        self._headlines: dict[QObject, IsHeadline] = {}
        self._wanted: list[str] = []
        self._alone = ""
        self._together = QByteArray()  # the sizes of all, while one is alone

    def add_part(self, name: str, part: QWidget, stretch: int, headline: IsHeadline) -> None:
        """Adds a part below the others; it is there until `show_part` says otherwise."""
        self._wanted.append(name)
        self._parts[name] = part
        self._headlines[part] = headline
        self.addWidget(part)
        self.setStretchFactor(self.count() - 1, stretch)
        part.installEventFilter(self)

    @property
    def parts(self) -> dict[str, QWidget]:
        """All of them by name, from top to bottom."""
        return dict(self._parts)

    @property
    def maximised(self) -> str:
        """The name of the part that is alone, or ""."""
        return self._alone

    @property
    def wanted(self) -> list[str]:
        """The names of the parts that are there when none is alone."""
        return [name for name in self._parts if name in self._wanted]

    def show_part(self, name: str, *, is_wanted: bool) -> None:
        """Brings a part, or takes it away; the last one stays."""
        if is_wanted == (name in self._wanted) or (not is_wanted and len(self._wanted) == 1):
            self.wantedChanged.emit()  # so that whoever asked shows what is so
            return
        (self._wanted.append if is_wanted else self._wanted.remove)(name)
        if self._alone:
            self.maximise("")
        self._parts[name].setVisible(is_wanted)
        self.wantedChanged.emit()

    def maximise(self, name: str) -> None:
        """Gives everything to one part; "" brings the others back."""
        if name == self._alone:
            return
        if not self._alone:
            self._together = self.saveState()
        self._alone = name
        for each, part in self._parts.items():
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
        """A double click on a headline."""
        if event.type() == QEvent.Type.MouseButtonDblClick and isinstance(event, QMouseEvent):
            for name, part in self._parts.items():
                if part is watched and self._headlines[part](part, event.position().y()):
                    self.toggle(name)
                    return True
        return super().eventFilter(watched, event)

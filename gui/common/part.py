"""What every part of the window's centre is: a view that takes a Snapshot, and says what it needs.

To add a view: write one in a package of its own, and name it in `gui/window/centre.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import ClassVar

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QWidget

from engine.model.snapshot import Snapshot
from gui.common.palette import Palette


class Pace(Enum):
    """How often a part has something new to draw."""

    FRAME = auto()
    """In each frame: it moves."""
    COLUMN = auto()
    """As often as the time axis grows by a column of pixels."""
    TENTH = auto()
    """Ten times a second."""


@dataclass(frozen=True, slots=True)
class PartInfo:
    """What the window needs to know of a part to show it, offer it and remember it."""

    name: str
    """As the settings know it."""
    title: str
    """As people know it, marked for the translators in the context "Parts"."""
    icon: str
    """In resources/icons."""
    shortcut: str
    """Shows and hides it; "" has none."""
    height_px: int
    """Its share of a centre that has room for all; logical pixels."""
    least_height_px: int
    """Below this it cannot be read."""
    pace: Pace
    is_shown_first: bool = True
    """Whether it is there when the window is opened for the first time."""
    has_headline_below: bool = False
    """Whether its headline, which maximises it, is its last line rather than its first."""


class CentrePart(QWidget):
    """A view in the window's centre. Subclasses declare their `info` and draw the Snapshot."""

    info: ClassVar[PartInfo]
    menuAsked = Signal(QPoint)
    """Where on the screen its context menu is wanted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumHeight(self.info.least_height_px)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Asks for the menu that all parts have; one may have more to offer in some places."""
        self.menuAsked.emit(event.globalPos())

    def as_text(self) -> str:
        """What it shows, in words, to be copied."""
        return self.accessibleDescription()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Shows a moment of a run."""
        raise NotImplementedError

    def set_palette(self, palette: Palette) -> None:
        """Shows it in other colours."""
        raise NotImplementedError

    def retranslate(self) -> None:
        """Shows its texts in the present language."""
        raise NotImplementedError

    def set_queue(self, index: int) -> None:
        """Shows another queue, by `QueueView.index`; nothing to do for a part that shows all."""

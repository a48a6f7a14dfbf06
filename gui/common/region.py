"""A region of the window: what can be shown alone before an audience, or recorded."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget


@dataclass(frozen=True, slots=True)
class WindowRegion:
    """A toolbar, a part of the centre, or a dock."""

    key: str
    """As the settings know it."""
    title: str
    """As people know it, in the present language."""
    widget: QWidget

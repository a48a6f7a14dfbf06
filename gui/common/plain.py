"""Text from outside in widgets that would take it for rich text, mnemonics or place holders.

Qt's labels, boxes and tooltips guess whether a text is HTML: a scenario's description could bring a
link or a picture into the window. A label of ours is a `PlainLabel`; what Qt gives no choice for is
made plain by one of the functions here.
"""

from __future__ import annotations

import html

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from engine.model.plain import visible


class PlainLabel(QLabel):
    """A label that shows its text as it is."""

    def __init__(self, text: str | QWidget | None = None, parent: QWidget | None = None) -> None:
        """As QLabel: text and parent, or the parent alone."""
        super().__init__(parent if isinstance(text, str) else text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        if isinstance(text, str):
            self.setText(text)

    def setText(self, text: str) -> None:  # noqa: N802 - Qt's own name
        """Shows a text; line breaks are kept, other control characters are made visible."""
        super().setText(visible(text, keep_lines=True))


def plain(text: str) -> str:
    """A text for a tooltip or a box, shown there as it is."""
    shown = visible(text, keep_lines=True)
    if "<" not in shown:
        return shown
    return f'<span style="white-space: pre-wrap">{html.escape(shown)}</span>'


def in_menu(text: str) -> str:
    """A text for a menu's entry, in which "&" would mark a key."""
    return visible(text).replace("&", "&&")


def in_title(text: str) -> str:
    """A text for a window's title, in which "[*]" would stand for a change."""
    return visible(text).replace("[*]", "[*][*]")

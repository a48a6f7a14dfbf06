"""The processes of the playground: which one the next call is made in, and what each is doing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QPushButton, QSizePolicy, QWidget

from engine.playground.call_history import PlaygroundMember
from engine.playground.calls import Call
from gui.playground import call_texts

COLUMNS = 3
MOST_SHOWN = 9
IDLE, DEAD = "○", "✕"


class ProcessButtons(QWidget):
    """One button a process; the one that is down is chosen."""

    chosen = Signal(str)

    def __init__(self, keys: QObject, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = keys
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(4)
        self.current = ""

    def button(self, name: str) -> QPushButton:
        """The button of a process."""
        return self._buttons[name]

    def choose(self, name: str) -> None:
        """The next call is made in that process, if it is there."""
        if name in self._buttons and self._buttons[name].isEnabled():
            self._buttons[name].setChecked(True)
            self._on_chosen(name)

    def show_members(self, members: Sequence[PlaygroundMember], calls: Mapping[str, Call]) -> None:
        """`calls` are the open ones, by process."""
        shown = _shown(members)
        if [member.name for member in shown] != list(self._buttons):
            self._build(shown)
        for member in shown:
            self._show(member, calls.get(member.name))
        if self.current not in self._buttons or not self._buttons[self.current].isEnabled():
            alive = [member.name for member in shown if member.is_alive]
            self.choose(alive[1] if len(alive) > 1 else alive[0] if alive else "")

    def _build(self, members: Sequence[PlaygroundMember]) -> None:
        for button in self._buttons.values():
            self._group.removeButton(button)
            self._grid.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = {}
        for at, member in enumerate(members):
            button = QPushButton(self)
            button.setCheckable(True)
            button.setProperty("role", "compact")
            button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            button.setAccessibleName(member.name)
            button.installEventFilter(self._keys)
            button.clicked.connect(lambda _=False, name=member.name: self._on_chosen(name))
            self._group.addButton(button)
            self._grid.addWidget(button, at // COLUMNS, at % COLUMNS)
            self._buttons[member.name] = button
            button.setChecked(member.name == self.current)
        for column in range(COLUMNS):
            self._grid.setColumnStretch(column, 1)

    def _show(self, member: PlaygroundMember, call: Call | None) -> None:
        button = self._buttons[member.name]
        glyph = (call_texts.glyph(call) if call else IDLE) if member.is_alive else DEAD
        text = f"{glyph} {member.name}"
        if button.text() != text:
            button.setText(text)
        if button.isEnabled() != member.is_alive:
            button.setEnabled(member.is_alive)
        tip = self.tr("The next call is made in {}").format(member.name)
        if not member.is_alive:
            tip = self.tr("{name} has ended, exit code {code}").format(
                name=member.name, code=member.exit_code
            )
        if button.toolTip() != tip:
            button.setToolTip(tip)

    def _on_chosen(self, name: str) -> None:
        self.current = name
        self.chosen.emit(name)


def _shown(members: Sequence[PlaygroundMember]) -> list[PlaygroundMember]:
    """All who are alive, and of those who are not the latest, as far as there is room."""
    room = MOST_SHOWN - sum(member.is_alive for member in members)
    dead = [member.name for member in members if not member.is_alive]
    kept = set(dead[-room:]) if room > 0 else set()
    return [member for member in members if member.is_alive or member.name in kept]

"""The playground's controls: choose a process, say what is put, press a method.

It says what was asked for; the controller asks the run.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from engine.playground.call_history import PlaygroundMember
from engine.playground.calls import Call, CallState
from engine.playground.catalogue import EXIT, METHODS, has_method, parameters
from engine.playground.program.host import MAIN
from engine.playground.setup import MOST_WORKERS
from gui.common.plain import PlainLabel
from gui.playground import call_texts
from gui.playground.arguments import Arguments
from gui.playground.press_keys import PressKeys
from gui.playground.processes import ProcessButtons
from gui.playground.setup_card import SetupCard

LAYOUT = (
    ("put", "get", "qsize"),
    ("put_nowait", "get_nowait", "empty"),
    ("task_done", "join", "full"),
    ("close", "join_thread", EXIT),
    ("cancel_join_thread",),
)
REASON = Qt.FocusReason
BY_KEY = frozenset({REASON.TabFocusReason, REASON.BacktabFocusReason, REASON.ShortcutFocusReason})
WAITING = frozenset({CallState.BLOCKED, CallState.HELD})


class PlaygroundPanel(QScrollArea):
    """All controls, one below the other."""

    callAsked = Signal(str, str)  # process, method
    killAsked = Signal(str)
    workerAsked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = PressKeys(self)
        self._is_open = False
        self._members: tuple[PlaygroundMember, ...] = ()
        self._open_calls: dict[str, Call] = {}
        self._lost: Sequence[str] = ()
        self._explained = self._pressed = METHODS[0]
        self._has_lent_focus = False
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(292)  # three methods beside one another, and a scroll bar
        body = QWidget(self)
        self._column = QVBoxLayout(body)
        self._column.setContentsMargins(12, 4, 12, 12)
        self._column.setSpacing(6)
        self.setup_card = SetupCard(self._keys, body)
        self.processes = ProcessButtons(self._keys, body)
        self.arguments = Arguments(self._keys, body)
        self._headings = [PlainLabel(body) for _ in range(2)]
        for heading in self._headings:
            heading.setProperty("role", "heading")
        self._doing = PlainLabel(body)
        self._doing.setWordWrap(True)
        self._doing.setMinimumHeight(34)  # two lines: nothing moves when a call blocks
        self._doing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._doing.setProperty("role", "small")
        self._explanation = PlainLabel(body)
        self._explanation.setTextFormat(Qt.TextFormat.RichText)  # of our own
        self._explanation.setWordWrap(True)
        self._explanation.setProperty("role", "small")
        self._explanation.setMinimumHeight(46)
        self._explanation.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._make_buttons(body)
        self._lay_out()
        self.setWidget(body)
        self.setup_card.kindChanged.connect(self._show_methods)
        self.processes.chosen.connect(lambda _: self._show_methods())
        self.arguments.value.currentTextChanged.connect(lambda _: self._show_methods())
        self.arguments.timeout.textChanged.connect(lambda _: self._show_methods())
        self.show_closed()
        self.retranslate()

    def _make_buttons(self, body: QWidget) -> None:
        self.kill, self.add = QPushButton(body), QPushButton(body)
        self.methods = {name: QPushButton(name, body) for name in METHODS}
        for name, button in self.methods.items():
            button.setProperty("role", "compact")
            button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            button.clicked.connect(lambda _=False, name=name: self._on_pressed(name))
            button.installEventFilter(self)
        for button in (self.kill, self.add, *self.methods.values()):
            button.installEventFilter(self._keys)
        self.kill.clicked.connect(lambda: self.killAsked.emit(self.processes.current))
        self.add.clicked.connect(self.workerAsked)

    def _lay_out(self) -> None:
        pair = QHBoxLayout()
        for button in (self.add, self.kill):
            button.setProperty("role", "compact")
            button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            pair.addWidget(button)
        grid = QGridLayout()
        grid.setSpacing(4)
        for row, names in enumerate(LAYOUT):
            for column, name in enumerate(names):
                grid.addWidget(self.methods[name], row, column, 1, 1 if len(names) > 1 else 2)
        for column in range(3):
            grid.setColumnStretch(column, 1)
        of_process, of_methods = self._headings
        above: tuple[QWidget, ...] = (self.setup_card, of_process, self.processes, self._doing)
        for part in above:
            self._column.addWidget(part)
        self._column.addLayout(pair)
        for part in (of_methods, self.arguments):
            self._column.addWidget(part)
        self._column.addLayout(grid)
        self._column.addWidget(self._explanation)
        self._column.addStretch(1)

    # -- showing --------------------------------------------------------------------------------

    def show_closed(self) -> None:
        """No playground is open."""
        self._is_open, self._open_calls = False, {}
        if not self._members:
            self._members = (PlaygroundMember(MAIN),)
        self.setup_card.show_open(is_open=False)
        for part in (self._headings[0], self.processes, self._doing, self.add, self.kill):
            part.setVisible(False)
        self._show_methods()

    def show_bench(
        self,
        members: Sequence[PlaygroundMember],
        calls: Sequence[Call],
        now_ns: int,
        lost: Sequence[str] = (),
    ) -> None:
        """What stands in the open playground, and the calls so far.

        `lost` are those who ended with an item that they had taken and not said task_done for.
        """
        self._lost = lost
        if not self._is_open:
            self._is_open = True
            self.setup_card.show_open(is_open=True)
            for part in (self._headings[0], self.processes, self._doing, self.add, self.kill):
                part.setVisible(True)
        open_calls = {call.process: call for call in calls if call.state.is_open}
        is_other = (tuple(members), open_calls) != (self._members, self._open_calls)
        self._members, self._open_calls = tuple(members), open_calls
        if is_other:
            self.processes.show_members(members, open_calls)
            self._show_methods()
        self._doing.setText(self._in_words(now_ns))

    def _in_words(self, now_ns: int) -> str:
        name = self.processes.current
        call = self._open_calls.get(name)
        if call is None:
            return (
                self.tr("{} is in its own code, and waits for your call").format(name)
                if name
                else ""
            )
        how, why = call_texts.state(call, now_ns), call_texts.reason(call, self.setup_card.kind)
        if call.method == "join" and why and self._lost:
            why = self.tr("{why} {who} ended with an item in hand: nobody will call it for that.")
            told = call_texts.reason(call, self.setup_card.kind)
            why = why.format(why=told, who=", ".join(self._lost))
        return self.tr("{call}: {state}. {why}").format(call=call.code, state=how, why=why)

    def _on_pressed(self, method: str) -> None:
        """A press that comes while the last call is still on its way counts not."""
        if self.processes.current not in self._open_calls:
            self._pressed = method
            self.callAsked.emit(self.processes.current, method)

    def _show_methods(self) -> None:
        had_focus = any(button.hasFocus() for button in self.methods.values())
        for name, button in self.methods.items():
            why = self._obstacle(name)
            button.setEnabled(not why)
            told = call_texts.explanation(self.setup_card.kind, name)
            button.setToolTip(f"{why}\n{told}" if why else told)
            button.setAccessibleDescription(button.toolTip())
        self._keep_focus(had_focus=had_focus)
        name = self.processes.current
        alive = sum(member.is_alive for member in self._members) - 1
        self.kill.setEnabled(self._is_open and bool(name))
        self.kill.setText(self.tr("Kill {}").format(name) if name else self.tr("Kill"))
        self.add.setEnabled(self._is_open and alive < MOST_WORKERS)
        self._explain(self._explained)

    def _keep_focus(self, *, had_focus: bool) -> None:
        """While the process is blocked the keys choose another one; then they press again."""
        name = self.processes.current
        if not self._is_open or not name:
            return
        chooser, pressed = self.processes.button(name), self.methods[self._pressed]
        if had_focus and not any(button.hasFocus() for button in self.methods.values()):
            chooser.setFocus()
            self._has_lent_focus = True
        elif self._has_lent_focus and not chooser.hasFocus():
            self._has_lent_focus = False
        elif self._has_lent_focus and pressed.isEnabled():
            self._has_lent_focus = False
            pressed.setFocus()

    def _obstacle(self, method: str) -> str:
        """Why the method can't be called now; "" when it can."""
        kind, name = self.setup_card.kind, self.processes.current
        if not has_method(kind, method):
            return call_texts.say(call_texts.LACKS[method])
        if not self._is_open:
            return self.tr("Open the playground first.")
        if not name:
            return self.tr("Choose a process first.")
        if name in self._open_calls and self._open_calls[name].state in WAITING:
            return self.tr("{} is in a call: wait for it, or kill the process.").format(name)
        taken = parameters(kind, method)
        value = self.arguments.value_problem if "value" in taken else ""
        return value or (self.arguments.timeout_problem if "timeout" in taken else "")

    def _explain(self, method: str) -> None:
        self._explained = method
        kind = self.setup_card.kind
        lacking = "" if has_method(kind, method) else call_texts.say(call_texts.LACKS[method])
        self._explanation.setText(
            f"<b>{method}</b>  {lacking or call_texts.explanation(kind, method)}"
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A method under the pointer or with the focus is explained."""
        is_walked_to = isinstance(event, QFocusEvent) and event.reason() in BY_KEY
        if event.type() == QEvent.Type.Enter or (
            event.type() == QEvent.Type.FocusIn and is_walked_to
        ):
            name = next((n for n, button in self.methods.items() if button is watched), "")
            if name:
                self._explain(name)
        return super().eventFilter(watched, event)

    def retranslate(self) -> None:
        """Shows its texts in the present language."""
        self.setup_card.retranslate()
        self.arguments.retranslate()
        for heading, text in zip(
            self._headings,
            (self.tr("Process"), self.tr("Call a method")),
            strict=True,
        ):
            heading.setText(text)
        self.add.setText(self.tr("Add a worker"))
        self.add.setToolTip(self.tr("Starts one more process at the same queue, up to six"))
        self.kill.setToolTip(
            self.tr("Ends the chosen process by SIGKILL, whatever it holds and waits for")
        )
        for button in (self.add, self.kill):
            button.setAccessibleDescription(button.toolTip())
        if self._is_open:
            self.processes.show_members(self._members, self._open_calls)
        self._show_methods()

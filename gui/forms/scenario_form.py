"""The form on the left: a Scenario in, a Scenario out, with what is wrong named beside the field.

While a run is on, counts act at once and everything else is locked. Each change can be undone.
"""

from __future__ import annotations

from typing import Any

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from engine.scenario import Consumer, Duration, Kind, Law, Producer, QueueSpec, Scenario
from engine.validation import Problem, find_problems
from gui.forms.fields import Field

MOST_KINDS = 16


class Card(QFrame):
    """Fields in two columns, each with its label above and what is wrong with it below."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(12, 8, 12, 10)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)

    def add_pair(self, left: Field, right: Field | None, *, is_wide: bool = False) -> None:
        """A row of two fields, or one that is as wide as the card."""
        row = self._grid.rowCount()
        width = 2 if is_wide else 1
        for column, field in enumerate((left, right)):
            if field is not None:
                self._grid.addWidget(field.label, row, column, 1, width)
                self._grid.addWidget(field.editor, row + 1, column, 1, width)
                self._grid.addWidget(field.error, row + 2 + column, 0, 1, 2)
        self._grid.setRowMinimumHeight(row + 4, 4)


class KindCard(Card):
    """One kind of producer or consumer."""

    edited = Signal()
    removed = Signal()

    def __init__(self, kind: Kind, path: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._kind = kind
        own = (
            ["name", "dish", "count", "items"] if isinstance(kind, Producer) else ["name", "count"]
        )
        self._own = [Field(type(kind), name, f"{path}.{name}", self) for name in own]
        self._time = [
            Field(Duration, name, f"{path}.time.{name}", self)
            for name in ("law", "seconds", "low", "high")
        ]
        self._work = [Field(type(kind), "work", f"{path}.work", self)]
        if isinstance(kind, Producer):
            self._work.append(Field(Producer, "burst", f"{path}.burst", self))
        law, seconds, low, high = self._time
        for left, right in zip(self._own[::2], self._own[1::2], strict=True):
            self.add_pair(left, right)
        self.add_pair(law, seconds)
        self.add_pair(low, high)
        self.add_pair(self._work[0], self._work[1] if len(self._work) > 1 else None)
        self._remove = QPushButton(self)
        self._remove.setFlat(True)
        self._remove.clicked.connect(self.removed)
        self._grid.addWidget(
            self._remove, self._grid.rowCount(), 0, 1, 2, Qt.AlignmentFlag.AlignRight
        )
        for field in self.fields:
            field.edited.connect(self._on_edited)
        self.show_kind(kind)
        self.retranslate()

    @property
    def fields(self) -> list[Field]:
        """All fields of the card, in the order of the form."""
        return [*self._own, *self._time, *self._work]

    @property
    def count(self) -> Field:
        """The field that acts during a run."""
        return next(field for field in self._own if field.name == "count")

    def show_kind(self, kind: Kind) -> None:
        """Fills the card."""
        self._kind = kind
        for field in (*self._own, *self._work):
            field.value = getattr(kind, field.name)
        for field in self._time:
            field.value = getattr(kind.time, field.name)
        self._show_law()

    def _show_law(self) -> None:
        is_uniform = self._time[0].value == Law.UNIFORM
        for field in self._time[1:]:
            is_shown = (field.name == "seconds") != is_uniform
            field.label.setVisible(is_shown)
            field.editor.setVisible(is_shown)

    def kind(self) -> Kind:
        """What the card says."""
        values: dict[str, Any] = {field.name: field.value for field in (*self._own, *self._work)}
        time = {field.name: field.value for field in self._time}
        return msgspec.structs.replace(
            self._kind, **values, time=msgspec.structs.replace(self._kind.time, **time)
        )

    def _on_edited(self) -> None:
        self._show_law()
        self.edited.emit()

    def lock(self, why: str) -> None:
        """Locks all but the count."""
        for field in self.fields:
            if field is not self.count:
                field.lock(why)
        self._remove.setEnabled(not why)

    def retranslate(self) -> None:
        """Says everything in the present language."""
        for field in self.fields:
            field.retranslate()
        self._remove.setText(self.tr("Remove"))
        self._remove.setToolTip(self.tr("Remove this kind"))
        self._remove.setAccessibleName(self.tr("Remove this kind"))


class _Change(QUndoCommand):
    """From one scenario to another."""

    def __init__(self, form: ScenarioForm, before: Scenario, after: Scenario) -> None:
        super().__init__()
        self._form, self._before, self._after = form, before, after

    def redo(self) -> None:
        """Goes forward."""
        self._form.apply(self._after)

    def undo(self) -> None:
        """Goes back."""
        self._form.apply(self._before)


class ScenarioForm(QScrollArea):
    """All forms of a scenario."""

    scenarioChanged = Signal(object)
    countChanged = Signal(str, int)

    def __init__(self, scenario: Scenario, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.undo_stack = QUndoStack(self)
        self._scenario = scenario
        self._why_locked = ""
        self._cards: list[KindCard] = []
        self._adders: list[QPushButton] = []
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(268)
        self._body = QWidget(self)
        self._column = QVBoxLayout(self._body)
        self._column.setContentsMargins(12, 4, 12, 12)
        self._column.setSpacing(8)
        self.setWidget(self._body)
        self._build()

    # -- what others use ------------------------------------------------------------------------

    @property
    def scenario(self) -> Scenario:
        """The scenario as the form says it, right or wrong."""
        return self._scenario

    @property
    def problems(self) -> list[Problem]:
        """What is wrong with it."""
        return find_problems(self._scenario)

    def show_scenario(self, scenario: Scenario) -> None:
        """Shows another scenario; there is no way back to the one before."""
        self.undo_stack.clear()
        self.apply(scenario)

    def lock(self, why: str) -> None:
        """During a run all but the counts are locked, for the reason given; "" frees them."""
        self._why_locked = why
        for field in self._queue_fields:
            field.lock(why)
        for card in self._cards:
            card.lock(why)
        for button in self._adders:
            button.setEnabled(not why)

    def apply(self, scenario: Scenario) -> None:
        """Shows a scenario, and tells what is new in it."""
        before, self._scenario = self._scenario, scenario
        if self._shape(before) != self._shape(scenario):
            self._build()
        else:
            self._fill()
        if self._why_locked:
            self._tell_counts(before, scenario)
        self.scenarioChanged.emit(scenario)

    def retranslate(self) -> None:
        """Says everything in the present language."""
        self._build()

    # -- building and filling -------------------------------------------------------------------

    @staticmethod
    def _shape(scenario: Scenario) -> tuple[int, int]:
        return len(scenario.producers), len(scenario.consumers)

    def _build(self) -> None:
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._cards, self._adders = [], []
        self._column.addWidget(self._heading(self.tr("Queue")))
        self._column.addWidget(self._queue_card())
        self._add_kinds(self.tr("Producers"), "producers", self.tr("Add a kind of producer"))
        self._add_kinds(self.tr("Consumers"), "consumers", self.tr("Add a kind of consumer"))
        self._column.addStretch(1)
        self._fill()
        self.lock(self._why_locked)

    def _heading(self, text: str) -> QLabel:
        label = QLabel(text, self._body)
        label.setProperty("role", "heading")
        return label

    def _queue_card(self) -> QFrame:
        card = Card(self._body)
        self._queue_fields = [
            Field(QueueSpec, name, f"queue.{name}", card)
            for name in ("kind", "maxsize", "start_method", "ending")
        ]
        kind, maxsize, start_method, ending = self._queue_fields
        card.add_pair(kind, None, is_wide=True)
        card.add_pair(maxsize, start_method)
        card.add_pair(ending, None, is_wide=True)
        for field in self._queue_fields:
            field.edited.connect(self._on_edited)
        return card

    def _add_kinds(self, title: str, name: str, adding: str) -> None:
        self._column.addWidget(self._heading(title))
        for index, kind in enumerate(getattr(self._scenario, name)):
            card = KindCard(kind, f"{name}[{index}]", self._body)
            card.edited.connect(self._on_edited)
            card.removed.connect(lambda name=name, index=index: self._remove(name, index))
            self._cards.append(card)
            self._column.addWidget(card)
        button = QPushButton(adding, self._body)
        button.setToolTip(adding)
        button.clicked.connect(lambda _=False, name=name: self._add(name))
        self._adders.append(button)
        self._column.addWidget(button)

    def _fill(self) -> None:
        for field in self._queue_fields:
            field.value = getattr(self._scenario.queue, field.name)
        kinds = [*self._scenario.producers, *self._scenario.consumers]
        for card, kind in zip(self._cards, kinds, strict=True):
            card.show_kind(kind)
        wrong = {problem.path: problem for problem in self.problems}
        fields = [*self._queue_fields, *(field for card in self._cards for field in card.fields)]
        for field in fields:
            problem = wrong.pop(field.path, None)
            field.show_problem(f"{problem.value}: {problem.remedy}" if problem else "")

    # -- changes --------------------------------------------------------------------------------

    def _read(self) -> Scenario:
        makers = len(self._scenario.producers)
        kinds = [card.kind() for card in self._cards]
        queue = {field.name: field.value for field in self._queue_fields}
        return msgspec.structs.replace(
            self._scenario,
            queue=msgspec.structs.replace(self._scenario.queue, **queue),
            producers=tuple(kinds[:makers]),
            consumers=tuple(kinds[makers:]),
        )

    def _on_edited(self) -> None:
        self._push(self._read())

    def _push(self, scenario: Scenario) -> None:
        if scenario != self._scenario:
            self.undo_stack.push(_Change(self, self._scenario, scenario))

    def _add(self, name: str) -> None:
        kinds = getattr(self._scenario, name)
        if len(kinds) >= MOST_KINDS:
            return
        taken = {kind.name for kind in (*self._scenario.producers, *self._scenario.consumers)}
        base = self.tr("Cook") if name == "producers" else self.tr("Guest")
        number = next(n for n in range(2, 100) if f"{base} {chr(63 + n)}" not in taken)
        made = (Producer if name == "producers" else Consumer)(name=f"{base} {chr(63 + number)}")
        self._push(msgspec.structs.replace(self._scenario, **{name: (*kinds, made)}))

    def _remove(self, name: str, index: int) -> None:
        kinds = getattr(self._scenario, name)
        self._push(
            msgspec.structs.replace(self._scenario, **{name: kinds[:index] + kinds[index + 1 :]})
        )

    def _tell_counts(self, before: Scenario, after: Scenario) -> None:
        old = {kind.name: kind.count for kind in (*before.producers, *before.consumers)}
        for kind in (*after.producers, *after.consumers):
            if old.get(kind.name, kind.count) != kind.count:
                self.countChanged.emit(kind.name, kind.count)

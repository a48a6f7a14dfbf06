"""The form on the left: a Scenario in, a Scenario out, with what is wrong named beside the field.

While a run is on, counts act at once and everything else is locked. Each change can be undone.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from engine.model.limits import MOST_KINDS
from engine.scenario.paths import value_at, with_value
from engine.scenario.schema import Consumer, Producer, QueueSpec, Scenario
from engine.scenario.validation import Problem, find_problems
from gui.common.keys import keep_space
from gui.common.plain import PlainLabel
from gui.forms.field_texts import remedy_in_words
from gui.forms.fields import Field
from gui.forms.history import EditHistory
from gui.forms.kind_section import FieldGrid, KindSection

HEADING_SPACE = 6  # px above a heading
QUEUE_ROWS = (("kind",), ("maxsize", "start_method"), ("ending",))
SCENARIO_ROWS = (("name",), ("seed",))


class ScenarioForm(QScrollArea):
    """All forms of a scenario."""

    scenarioChanged = Signal(object)
    countChanged = Signal(str, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Shows nothing until `show_scenario`."""
        super().__init__(parent)
        self.history = EditHistory(self.apply, self)
        self._scenario = Scenario(name="-")
        self._is_built = False
        self._why_locked = ""
        self._sections: list[KindSection] = []
        self._adders: list[QToolButton] = []
        self._fields: list[Field] = []
        self._opened: set[str] = set()  # paths of the kinds whose fields are all shown
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its fields are what the keyboard goes to
        self.setMinimumWidth(252)
        self._body = QWidget(self)
        self._column = QVBoxLayout(self._body)
        self._column.setContentsMargins(12, 4, 12, 12)
        self._column.setSpacing(6)
        self.setWidget(self._body)

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
        self.history.forget()
        self._opened.clear()
        before, self._scenario = self._scenario, scenario
        if self._is_built and self._shape(before) == self._shape(scenario):
            for section in self._sections:
                section.is_open = False
            self._fill()
        else:
            self._build()
        self.scenarioChanged.emit(scenario)

    def lock(self, why: str) -> None:
        """During a run all but the counts are locked, for the reason given; "" frees them."""
        self._why_locked = why
        self.history.allow_only_counts(bool(why))
        for field in self._fields:
            field.lock(why)
        for section in self._sections:
            section.lock(why)
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
        """Shows its texts in the present language."""
        if self._is_built:
            self._build()

    # -- building and filling -------------------------------------------------------------------

    @staticmethod
    def _shape(scenario: Scenario) -> tuple[int, int]:
        return len(scenario.producers), len(scenario.consumers)

    def _build(self) -> None:
        self._is_built = True
        for field in self._all_fields:  # what goes is hidden below, and has no say any more
            field.blockSignals(True)
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._sections, self._adders, self._fields = [], [], []
        self._description = PlainLabel(self._body)
        self._description.setProperty("role", "small")
        self._description.setWordWrap(True)
        self._error = PlainLabel(self._body)
        self._error.setProperty("role", "error")
        self._error.setWordWrap(True)
        self._column.addWidget(self._description)
        self._column.addWidget(self._error)
        self._add_fields(self.tr("Queue"), QueueSpec, "queue.", QUEUE_ROWS)
        self._add_kinds(self.tr("Producers"), "producers", self.tr("Add a kind of producer"))
        self._add_kinds(self.tr("Consumers"), "consumers", self.tr("Add a kind of consumer"))
        self._add_fields(self.tr("This scenario"), Scenario, "", SCENARIO_ROWS)
        self._column.addStretch(1)
        self._fill()
        self.lock(self._why_locked)

    def _add_heading(self, text: str, button: QToolButton | None = None) -> None:
        row = QWidget(self._body)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, HEADING_SPACE, 0, 0)
        label = PlainLabel(text, row)
        label.setProperty("role", "heading")
        line.addWidget(label, 1)
        if button is not None:
            line.addWidget(button)
        self._column.addWidget(row)

    def _add_fields(
        self, title: str, struct: type[msgspec.Struct], path: str, rows: Sequence[Sequence[str]]
    ) -> None:
        self._add_heading(title)
        box = QWidget(self._body)
        grid = FieldGrid()
        box.setLayout(grid)
        for names in rows:
            fields = [Field(struct, name, f"{path}{name}", box) for name in names]
            grid.add_pair(
                fields[0], fields[1] if len(fields) > 1 else None, is_wide=len(fields) == 1
            )
            for field in fields:
                field.edited.connect(lambda field=field: self._on_edited(field))
            self._fields += fields
        self._column.addWidget(box)

    def _add_kinds(self, title: str, name: str, adding: str) -> None:
        button = QToolButton(self._body)
        button.setText("+")
        button.setToolTip(adding)
        button.setAccessibleName(adding)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.clicked.connect(lambda _=False, name=name: self._add(name))
        keep_space(button)
        self._adders.append(button)
        self._add_heading(title, button)
        for index, kind in enumerate(getattr(self._scenario, name)):
            path = f"{name}[{index}]"
            section = KindSection(kind, path, self._body)
            section.is_open = path in self._opened
            for field in section.fields:
                field.edited.connect(lambda field=field: self._on_edited(field))
            section.removed.connect(lambda name=name, index=index: self._remove(name, index))
            section.opened.connect(lambda is_open, path=path: self._on_opened(path, is_open))
            self._sections.append(section)
            self._column.addWidget(section)

    def _fill(self) -> None:
        scenario = self._scenario
        self._description.setText(scenario.description)
        self._description.setVisible(bool(scenario.description))
        for field in self._fields:
            field.value = value_at(scenario, field.path)
        kinds = [*scenario.producers, *scenario.consumers]
        for section, kind in zip(self._sections, kinds, strict=True):
            section.show_kind(kind)
        self._show_problems()

    @property
    def _all_fields(self) -> list[Field]:
        return [*self._fields, *(field for each in self._sections for field in each.fields)]

    def _show_problems(self) -> None:
        wrong = {problem.path: problem for problem in self.problems}
        for field in self._all_fields:
            problem = wrong.pop(field.path, None)
            told = f"{problem.value}: {remedy_in_words(problem.remedy)}" if problem else ""
            field.show_problem(told)
        for section in self._sections:
            section.open_where_wrong()
        rest = (f"{path} = {value}: {remedy_in_words(fix)}" for path, value, fix in wrong.values())
        self._error.setText("\n".join(rest))
        self._error.setVisible(bool(wrong))

    # -- changes --------------------------------------------------------------------------------

    def _on_edited(self, field: Field) -> None:
        self._push(with_value(self._scenario, field.path, field.value))

    def _on_opened(self, path: str, is_open: bool) -> None:  # noqa: FBT001 - a signal's argument
        (self._opened.add if is_open else self._opened.discard)(path)

    def _push(self, scenario: Scenario) -> None:
        if scenario != self._scenario:
            self.history.change(self._scenario, scenario)

    def _add(self, name: str) -> None:
        kinds = getattr(self._scenario, name)
        if len(kinds) >= MOST_KINDS:
            return
        taken = {kind.name for kind in (*self._scenario.producers, *self._scenario.consumers)}
        base = self.tr("Cook") if name == "producers" else self.tr("Guest")
        letters = (chr(ord("A") + number) for number in range(2 * MOST_KINDS + 1))
        free = next(each for each in letters if f"{base} {each}" not in taken)
        made = (Producer if name == "producers" else Consumer)(name=f"{base} {free}")
        self._opened.add(f"{name}[{len(kinds)}]")
        self._push(msgspec.structs.replace(self._scenario, **{name: (*kinds, made)}))

    def _remove(self, name: str, index: int) -> None:
        kinds = getattr(self._scenario, name)
        self._opened = {path for path in self._opened if not path.startswith(name)}
        self._push(
            msgspec.structs.replace(self._scenario, **{name: kinds[:index] + kinds[index + 1 :]})
        )

    def _tell_counts(self, before: Scenario, after: Scenario) -> None:
        old = {kind.name: kind.count for kind in (*before.producers, *before.consumers)}
        for kind in (*after.producers, *after.consumers):
            if old.get(kind.name, kind.count) != kind.count:
                self.countChanged.emit(kind.name, kind.count)

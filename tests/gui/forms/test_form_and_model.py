"""Form, model, code panel and saved file say the same, whatever somebody does to the form.

Random sequences of what a person can do: add, remove, rename, edit, undo, redo, open, save. Each is
done to the widgets; after each the four are compared.
"""

from __future__ import annotations

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDoubleSpinBox,
    QLineEdit,
    QSpinBox,
    QToolButton,
)

from engine.listing import write
from engine.scenario import presets
from engine.scenario.paths import value_at
from engine.scenario.schema import Consumer, Producer, Scenario
from gui.forms.fields import Field
from gui.forms.scenario_form import ScenarioForm

SEARCH = (Phase.explicit, Phase.generate)  # shrinking a failure takes minutes
DEEDS = ("add producer", "add consumer", "remove", "edit", "undo", "redo", "open")


class Person:
    """Does things to a form, and keeps what should come of it."""

    def __init__(self, form: ScenarioForm) -> None:
        self.form = form
        self.scenarios = [each.scenario for each in presets.builtin()]
        form.show_scenario(self.scenarios[0])
        QApplication.processEvents()  # widgets made after their parent was shown appear now

    def do(self, deed: str, number: int) -> None:
        form = self.form
        sections = form._sections
        if deed.startswith("add"):
            press(form._adders[deed == "add consumer"])
        elif deed == "remove" and sections:
            section = sections[number % len(sections)]
            section.is_open = True
            QApplication.processEvents()
            press(section._remove)
        elif deed == "edit":
            shown = [each for each in form._all_fields if each.editor.isVisible()]
            edit(shown[number % len(shown)], number)
        elif deed in {"undo", "redo"}:
            getattr(form.history, deed).trigger()
        elif deed == "open":
            form.show_scenario(self.scenarios[number % len(self.scenarios)])
        QApplication.processEvents()


def press(button) -> None:
    button.setFocus()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def edit(field: Field, number: int) -> None:
    editor = field.editor
    editor.setFocus()
    if isinstance(editor, QLineEdit):
        QTest.keyClicks(editor, str(number))
        QTest.keyClick(editor, Qt.Key.Key_Return)
    elif isinstance(editor, QSpinBox | QDoubleSpinBox):
        QTest.keyClick(editor, Qt.Key.Key_Up if number % 2 else Qt.Key.Key_Down)
    elif isinstance(editor, QComboBox):
        QTest.keyClick(editor, Qt.Key.Key_Down if number % 2 else Qt.Key.Key_Up)


def check(form: ScenarioForm) -> None:
    scenario = form.scenario
    assert [each.value for each in form._all_fields] == [
        value_at(scenario, each.path) for each in form._all_fields
    ]
    assert all(type(kind) is Producer for kind in scenario.producers)
    assert all(type(kind) is Consumer for kind in scenario.consumers)
    assert len(form._sections) == len(scenario.producers) + len(scenario.consumers)
    if not form.problems:
        assert presets.loads(presets.dumps(scenario)) == scenario
        made = compile(write(scenario).text, "<listing>", "exec")
        assert made.co_names


@pytest.fixture
def form(qtbot) -> ScenarioForm:
    made = ScenarioForm()
    qtbot.addWidget(made)
    made.resize(300, 1400)
    made.show()
    return made


deeds = st.lists(st.tuples(st.sampled_from(DEEDS), st.integers(0, 50)), min_size=1, max_size=12)


@settings(
    max_examples=25, phases=SEARCH, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(deeds=deeds)
def test_form_model_code_and_file_agree_after_whatever_is_done(form, qapp, deeds):
    person = Person(form)
    for deed, number in deeds:
        person.do(deed, number)
        qapp.processEvents()
        check(form)


@settings(
    max_examples=12, phases=SEARCH, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(deeds=deeds)
def test_all_that_was_done_can_be_undone_and_done_again(form, qapp, deeds):
    person = Person(form)
    for deed, number in deeds:
        if deed not in {"undo", "redo", "open"}:
            person.do(deed, number)
    qapp.processEvents()
    after = form.scenario
    while form.history.undo.isEnabled():
        form.history.undo.trigger()
        check(form)
    assert form.scenario == person.scenarios[0]
    while form.history.redo.isEnabled():
        form.history.redo.trigger()
    assert form.scenario == after


@pytest.mark.parametrize("which", [0, 1])
def test_plus_adds_a_kind_of_its_own_sort(form, qapp, which):
    person = Person(form)
    before = person.form.scenario
    press(form._adders[which])
    qapp.processEvents()
    after = form.scenario
    assert len(after.producers) == len(before.producers) + (which == 0)
    assert len(after.consumers) == len(before.consumers) + (which == 1)
    assert isinstance(form._adders[0], QToolButton)
    check(form)


def test_removing_a_kind_that_has_the_focus_removes_that_one_alone(form, qapp):
    person = Person(form)
    before: Scenario = form.scenario
    section = form._sections[2]
    section.is_open = True
    section._own[0].editor.setFocus()
    qapp.processEvents()
    press(section._remove)
    qapp.processEvents()
    assert form.scenario.producers == before.producers[:2]
    assert form.scenario.consumers == before.consumers
    assert form.history.undo.isEnabled()
    person.do("undo", 0)
    assert form.scenario == before

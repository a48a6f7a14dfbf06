"""The form gives back what it was given, names what is wrong, and can be undone."""

from __future__ import annotations

import msgspec
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from engine.scenario import presets
from engine.scenario.paths import value_at
from engine.scenario.schema import Consumer, Duration, Law, Producer, QueueSpec, Scenario, Work
from gui.forms.fields import Field
from gui.forms.scenario_form import MOST_KINDS, ScenarioForm
from gui.forms.speed import SpeedControl

ODD = Scenario(
    name="Odd",
    seed=2**62 + 1,  # more than a spin box can hold
    queue=QueueSpec(maxsize=7),
    producers=(
        Producer(
            name="Cook", dish="bun", items=3, burst=2, work=Work.CPU, time=Duration(seconds=1e-7)
        ),
    ),
    consumers=(
        Consumer(name="Guest", count=0, time=Duration(law=Law.UNIFORM, low=0.0001234567, high=2.5)),
    ),
)


@pytest.fixture
def form(qtbot) -> ScenarioForm:
    made = ScenarioForm()
    qtbot.addWidget(made)
    made.resize(280, 900)
    made.show_scenario(ODD)
    made.show()
    return made


def field(form: ScenarioForm, path: str) -> Field:
    sections = (each for section in form._sections for each in section.fields)
    return next(each for each in (*form._fields, *sections) if each.path == path)


def shown(form: ScenarioForm) -> dict[str, object]:
    return {each.path: each.value for each in form._all_fields}


def meant(form: ScenarioForm, scenario: Scenario) -> dict[str, object]:
    return {each.path: value_at(scenario, each.path) for each in form._all_fields}


def type_in(form: ScenarioForm, path: str, text: str) -> None:
    editor = field(form, path).editor
    editor.setText(text)
    editor.editingFinished.emit()


def choose(form: ScenarioForm, path: str, choice: str) -> None:
    editor = field(form, path).editor
    editor.setCurrentIndex(editor.findData(choice))


@pytest.mark.parametrize("scenario", [each.scenario for each in presets.builtin()] + [ODD])
def test_what_is_shown_is_what_comes_back(form, scenario):
    form.show_scenario(scenario)
    assert shown(form) == meant(form, scenario)
    assert form.scenario == scenario
    assert not form.history.is_modified


def test_a_scenario_of_the_same_shape_is_filled_into_the_same_fields(form):
    form._sections[0].is_open = True
    fields, sections = list(form._fields), list(form._sections)
    other = msgspec.structs.replace(
        ODD,
        name="Other",
        description="Another one",
        queue=QueueSpec(maxsize=3),
        producers=(Producer(name="Baker", dish="roll", items=9),),
    )
    form.show_scenario(other)
    assert (form._fields, form._sections) == (fields, sections)
    assert shown(form) == meant(form, other)
    assert form._description.text() == "Another one"
    assert not any(section.is_open for section in form._sections)
    form.show_scenario(msgspec.structs.replace(other, producers=other.producers * 2))
    assert form._sections[0] is not sections[0]


def test_a_change_leaves_everything_else_as_it_was(form):
    field(form, "queue.maxsize").editor.setValue(9)
    queue = msgspec.structs.replace(ODD.queue, maxsize=9)
    assert form.scenario == msgspec.structs.replace(ODD, queue=queue)


def test_every_field_acts(form):
    choose(form, "queue.kind", "Queue")
    choose(form, "queue.ending", "sentinel")
    choose(form, "queue.start_method", "fork")
    choose(form, "producers[0].work", "sleep")
    choose(form, "producers[0].time.law", "exponential")
    field(form, "producers[0].time.seconds").editor.setValue(0.25)
    field(form, "producers[0].items").editor.setValue(0)
    field(form, "producers[0].burst").editor.setValue(3)
    field(form, "consumers[0].time.high").editor.setValue(3)
    field(form, "seed").editor.setValue(5)
    type_in(form, "producers[0].dish", "dumpling")
    type_in(form, "name", "Even")
    got = form.scenario
    assert (got.queue.kind, got.queue.ending, got.queue.start_method) == (
        "Queue",
        "sentinel",
        "fork",
    )
    cook = got.producers[0]
    assert (cook.work, cook.items, cook.burst, cook.dish) == ("sleep", 0, 3, "dumpling")
    assert (cook.time.law, cook.time.seconds) == ("exponential", 0.25)
    assert got.consumers[0].time.high == 3
    assert (got.seed, got.name) == (5, "Even")
    assert form.problems == []


# -- what is wrong ----------------------------------------------------------------------------


def told(form: ScenarioForm, path: str) -> str:
    label = field(form, path).error
    return label.text() if label.isVisibleTo(form) else ""


@pytest.mark.parametrize(
    ("path", "spoil", "remedy"),
    [
        ("producers[0].name", lambda f: type_in(f, "producers[0].name", ""), "1 to 40 characters"),
        (
            "consumers[0].name",
            lambda f: type_in(f, "consumers[0].name", "Cook"),
            "must differ from producers[0].name",
        ),
        ("producers[0].dish", lambda f: type_in(f, "producers[0].dish", "x" * 50), "1 to 40"),
        (
            "consumers[0].time.low",
            lambda f: field(f, "consumers[0].time.low").editor.setValue(99),
            "must be at most high, which is 2.5",
        ),
        ("queue.ending", lambda f: choose(f, "queue.kind", "Queue"), 'must be "sentinel"'),
        ("queue.maxsize", lambda f: choose(f, "queue.kind", "SimpleQueue"), "it has no maxsize"),
        ("name", lambda f: type_in(f, "name", ""), "1 to 80 characters"),
    ],
)
def test_what_is_wrong_is_named_beside_its_field_until_it_is_right(form, path, spoil, remedy):
    assert told(form, path) == ""
    spoil(form)
    assert remedy in told(form, path)
    assert field(form, path).editor.property("invalid") is True
    assert [problem.path for problem in form.problems if problem.path == path]
    form.history.undo.trigger()
    assert told(form, path) == ""
    assert field(form, path).editor.property("invalid") is False
    assert form.problems == []


def test_a_kind_opens_where_something_is_wrong_with_it(form):
    section = form._sections[1]
    assert not section.is_open
    type_in(form, "consumers[0].name", "Cook")
    assert section.is_open


def test_what_belongs_to_no_field_is_told_above_all(form):
    form.show_scenario(msgspec.structs.replace(ODD, description="x" * 600))
    assert "description" in form._error.text()
    assert form._error.isVisibleTo(form)
    form.show_scenario(ODD)
    assert not form._error.isVisibleTo(form)


# -- kinds ------------------------------------------------------------------------------------


def test_kinds_are_added_and_removed_and_that_is_undone(form):
    adders = form._adders
    adders[0].click()
    adders = form._adders
    adders[1].click()
    got = form.scenario
    assert [kind.name for kind in got.producers] == ["Cook", "Cook A"]
    assert [kind.name for kind in got.consumers] == ["Guest", "Guest A"]
    assert form._sections[1].is_open  # a new kind wants to be filled in
    form._sections[0]._remove.click()
    assert [kind.name for kind in form.scenario.producers] == ["Cook A"]
    for _ in range(3):
        form.history.undo.trigger()
    assert form.scenario == ODD
    assert not form.history.undo.isEnabled()
    for _ in range(3):
        form.history.redo.trigger()
    assert [kind.name for kind in form.scenario.producers] == ["Cook A"]


def test_there_are_only_so_many_kinds_and_each_has_its_own_name(form):
    many = tuple(Producer(name=f"Cook {number}") for number in range(MOST_KINDS - 2))
    form.show_scenario(msgspec.structs.replace(ODD, producers=many))
    for _ in range(4):
        form._adders[0].click()
    names = [kind.name for kind in form.scenario.producers]
    assert len(names) == len(set(names)) == MOST_KINDS
    assert form.problems == []


def test_a_kind_tells_in_short_what_is_inside(form):
    cook, guest = form._sections
    assert cook._summary.text() == "bun · 3 each · 0 s · 2 at once · burns CPU"
    assert guest._summary.text() == "0.0001–2.5 s" or guest._summary.text().endswith("–2.5 s")
    field(form, "producers[0].items").editor.setValue(0)
    assert "endless" in cook._summary.text()
    choose(form, "producers[0].time.law", "exponential")
    assert "on average" in cook._summary.text()


def test_a_click_on_a_kind_shows_all_of_it_and_what_is_open_stays_open(form):
    section = form._sections[0]
    assert not field(form, "producers[0].dish").editor.isVisible()
    section._title.click()
    assert field(form, "producers[0].dish").editor.isVisible()
    form.retranslate()
    assert form._sections[0].is_open
    form.show_scenario(presets.builtin()[0].scenario)
    assert not any(section.is_open for section in form._sections)


def test_only_the_times_that_the_law_uses_are_shown(form):
    form._sections[0].is_open = True
    names = ("seconds", "low", "high")

    def shown() -> list[bool]:
        return [field(form, f"producers[0].time.{n}").editor.isVisibleTo(form) for n in names]

    assert shown() == [True, False, False]
    choose(form, "producers[0].time.law", "uniform")
    assert shown() == [False, True, True]


# -- editors ----------------------------------------------------------------------------------


def test_numbers_are_shown_with_their_unit_and_without_idle_zeros(form):
    field(form, "consumers[0].time.high").value = 2.50
    assert field(form, "consumers[0].time.high").editor.text() == "2.5 s"
    field(form, "queue.maxsize").value = 0
    assert field(form, "queue.maxsize").editor.text() == "unbounded"


def turn_wheel(editor) -> None:
    place = QPointF(editor.rect().center())
    none = Qt.KeyboardModifier.NoModifier
    wheel = QWheelEvent(
        place, editor.mapToGlobal(place), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
        none, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(editor, wheel)


@pytest.mark.parametrize("path", ["queue.maxsize", "queue.kind", "consumers[0].time.high"])
def test_the_wheel_scrolls_the_form_and_changes_nothing(form, path):
    editor = field(form, path).editor
    editor.clearFocus()
    turn_wheel(editor)
    assert form.scenario == ODD


def test_typing_counts_when_it_is_finished(form):
    editor = field(form, "queue.maxsize").editor
    editor.setFocus()
    editor.selectAll()
    QTest.keyClicks(editor, "12")
    assert form.scenario.queue.maxsize == 7
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert form.scenario.queue.maxsize == 12


def test_the_cursor_stays_where_it_is_while_a_name_is_typed(form):
    editor = field(form, "name").editor
    editor.setText("Od d")
    editor.setCursorPosition(2)
    editor.editingFinished.emit()
    assert editor.cursorPosition() == 2


# -- speed ------------------------------------------------------------------------------------


def test_slider_and_number_of_the_speed_agree(qtbot):
    speed = SpeedControl()
    qtbot.addWidget(speed)
    told = []
    speed.changed.connect(told.append)
    speed.slider.setValue(speed.slider.maximum())
    assert (speed.speed, speed.number.value()) == (100, 100)
    speed.slider.setValue(speed.slider.minimum())
    assert speed.speed == 0.1
    speed.number.setValue(1)
    assert speed.slider.value() == 0
    assert told == [100, 0.1, 1]

"""The form on the left by real clicks, wheel and keys: "+", Remove, counts, undo, scrolling."""

from __future__ import annotations

from PySide6.QtCore import QPoint

from engine.scenario.schema import Consumer, Producer


def test_plus_and_remove_do_what_they_say_and_can_be_undone(desk):
    form = desk.window.form
    before = form.scenario
    desk.hands.click(form._adders[0])
    desk.until(lambda: len(form.scenario.producers) == len(before.producers) + 1)
    assert form.scenario.consumers == before.consumers
    assert all(type(kind) is Producer for kind in form.scenario.producers)
    form.ensureWidgetVisible(form._adders[1])
    desk.hands.click(form._adders[1])
    desk.until(lambda: len(form.scenario.consumers) == len(before.consumers) + 1)
    assert all(type(kind) is Consumer for kind in form.scenario.consumers)
    added = form._sections[len(before.producers)]
    form.ensureWidgetVisible(added._remove)
    desk.hands.click(added._remove)
    desk.until(lambda: form.scenario.producers == before.producers)
    desk.hands.key("ctrl+z", "ctrl+z", "ctrl+z")
    desk.until(lambda: form.scenario == before)
    desk.hands.key("ctrl+shift+z", "ctrl+shift+z", "ctrl+shift+z")
    desk.until(lambda: len(form.scenario.consumers) == len(before.consumers) + 1)
    desk.press(desk.window.commands.start)
    desk.until_over()


def test_undo_right_after_a_click_in_a_count_takes_the_count_back(desk):
    form = desk.window.form
    count = form._sections[0].count.editor
    before = count.value()
    desk.spin_up(count, 2)
    assert count.hasFocus()
    desk.hands.key("ctrl+z")
    desk.until(lambda: count.value() == before + 1)
    desk.hands.key("ctrl+z")
    desk.until(lambda: count.value() == before)


def test_the_wheel_scrolls_the_form_and_edits_nothing(desk):
    form = desk.window.form
    for section in form._sections:
        section.is_open = True
    desk.until(lambda: form.verticalScrollBar().maximum() > 200)
    before = form.scenario
    place = QPoint(form.viewport().width() // 3, form.viewport().height() // 2)
    desk.hands.wheel(form.viewport(), place, -30)
    desk.until(lambda: form.verticalScrollBar().value() > 0)
    desk.hands.wheel(form.viewport(), QPoint(form.viewport().width() - 60, place.y()), 30)
    desk.until(lambda: form.verticalScrollBar().value() == 0)
    assert form.scenario == before

"""Start, Pause, Step, Stop and counts: what the window's controls do to real processes."""

from __future__ import annotations

import multiprocessing
import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from engine.model.snapshot import Role, State
from engine.model.source import Phase

CLOSES_WITHIN_S = 3.0


def test_start_makes_processes_and_stop_ends_them_all(bench, still_alive):
    bench.kitchen().start().until_going()
    assert bench.status == "Running"
    assert bench.names("Guest") == ["Guest 1", "Guest 2"]
    workers = bench.there
    assert len(still_alive(workers)) == 4
    assert not bench.window.commands.start.isEnabled()
    bench.window.commands.stop.trigger()
    assert bench.until_over() is Phase.STOPPED
    assert bench.status == "Stopped"
    assert still_alive(workers) == []
    assert bench.window.commands.start.isEnabled()


def test_pause_holds_everybody_and_resume_lets_them_go_on(bench):
    bench.kitchen().start().until_going()
    bench.window.commands.pause.trigger()
    bench.until(lambda: bench.status == "Paused")
    assert bench.window.commands.pause.text() == "Resume"
    held = bench.until_quiet()
    at_rest = {State.PAUSED, State.GET_WAIT, State.PUT_WAIT}  # who waited at the queue still does
    bench.until(lambda: {w.state for w in bench.there if w.role is not Role.MAIN} <= at_rest)
    bench.window.commands.pause.trigger()
    bench.until(lambda: bench.moved > held + 5)
    assert bench.status == "Running"
    assert bench.window.commands.pause.text() == "Pause"


def test_a_step_lets_one_queue_operation_through(bench):
    bench.kitchen(cooks=2, guests=0, maxsize=0).start().until_going()
    bench.window.commands.pause.trigger()
    held = bench.until_quiet()
    for steps in (1, 2, 3):
        bench.window.commands.step.trigger()
        bench.until(lambda steps=steps: bench.moved == held + steps)
    assert bench.until_quiet() == held + 3
    assert bench.phase is Phase.PAUSED


def test_a_spin_box_adds_and_removes_processes_in_mid_run(bench, still_alive):
    bench.kitchen().start().until_going()
    guests = bench.window.form._sections[1].count.editor
    guests.setValue(5)
    bench.until(lambda: len(bench.names("Guest")) == 5)
    five = [worker for worker in bench.there if worker.kind == "Guest"]
    assert len(still_alive(five)) == 5
    bench.window.form._sections[0].count.editor.setValue(3)
    bench.until(lambda: len(bench.names("Cook")) == 3)
    guests.setValue(1)
    bench.until(lambda: len(bench.names("Guest")) == 1 and len(still_alive(five)) == 1)
    assert bench.phase is Phase.RUNNING


def test_undo_takes_a_count_back_in_mid_run(bench):
    bench.kitchen().start().until_going()
    bench.window.form._sections[1].count.editor.setValue(4)
    bench.until(lambda: len(bench.names("Guest")) == 4)
    bench.window.commands.undo.trigger()
    bench.until(lambda: len(bench.names("Guest")) == 2)
    assert bench.window.form._sections[1].count.editor.value() == 2
    bench.window.commands.redo.trigger()
    bench.until(lambda: len(bench.names("Guest")) == 4)


def test_what_was_changed_before_a_run_cannot_be_undone_during_it(bench):
    bench.kitchen()
    form = bench.window.form
    name = next(field for field in form._sections[0].fields if field.name == "name")
    name.editor.setText("Chef")
    name.editor.editingFinished.emit()
    assert bench.window.commands.undo.isEnabled()
    bench.start().until_going()
    assert not bench.window.commands.undo.isEnabled()
    form._sections[0].count.editor.setValue(2)
    bench.until(lambda: bench.names("Chef") == ["Chef 1", "Chef 2"])
    assert bench.window.commands.undo.isEnabled()
    bench.window.commands.stop.trigger()
    bench.until_over()
    bench.window.commands.undo.trigger()
    bench.window.commands.undo.trigger()
    assert form.scenario.producers[0].name == "Cook"


def test_all_but_counts_and_speed_is_locked_during_a_run(bench):
    bench.kitchen().start().until_going()
    form = bench.window.form
    fields = [*form._fields, *(field for each in form._sections for field in each.fields)]
    free = {field.name for field in fields if field.editor.isEnabled()}
    assert free == {"count"}
    assert all("stop it first" in f.editor.toolTip() for f in fields if f.name != "count")
    bench.window.commands.stop.trigger()
    bench.until_over()
    assert all(field.editor.isEnabled() for field in fields)


def test_speed_acts_at_once(bench):
    bench.kitchen(cook_s=5.0, guest_s=0.0).start()
    bench.until(lambda: bench.phase is Phase.RUNNING)
    bench.window.toolbar.speed.slider.setValue(bench.window.toolbar.speed.slider.maximum())
    assert bench.window.toolbar.speed.speed == 100
    began_s = time.monotonic()
    bench.until_going(4)
    assert time.monotonic() - began_s < 5 * 4 / 2


def test_a_run_that_comes_to_its_end_says_so_in_the_tutorials_manner(bench):
    bench.kitchen(items=3, guests=1, guest_s=0.1).start()
    assert bench.until_over() is Phase.FINISHED
    assert bench.status == "Finished"
    assert [bench.window.numbers.figure(row) for row in (5, 6, 7, 8)] == ["3", "3", "3", "0"]
    log = bench.log
    assert [line for line in log if line.startswith("Cook 1 made")] == [
        "Cook 1 made bun 1",
        "Cook 1 made bun 2",
        "Cook 1 made bun 3",
    ]
    assert "Guest 1 is eating bun 3" in log
    assert "main waits in queue.join()" in log
    assert any("Goodbye" in line or "goodbye" in line for line in log)


def test_the_end_of_a_run_is_summed_up(bench):
    bench.kitchen(items=4, cook_s=0.01, guests=1, guest_s=0.2, maxsize=1).start()
    bench.until_over()
    told = bench.window.banner.text
    assert told.startswith("The run has finished")
    assert "4 items put, 4 taken" in told
    assert "Cook 1 waited most" in told
    assert "The consumers set the pace: producers waited for free slots." in told
    assert "You stopped" not in told
    bench.app.appearance.choose_language("zh_CN")
    assert bench.window.banner.text.startswith("运行已完成")
    assert "放入 4 项" in bench.window.banner.text
    bench.start()
    assert "放入" not in bench.window.banner.text


def test_who_stopped_a_run_is_told_and_what_was_in_whose_hands(bench):
    bench.kitchen(items=0, cook_s=0.01, guests=1, guest_s=5.0, maxsize=2).start()
    bench.until(lambda: bench.snapshot.queues and bench.snapshot.queues[0].depth == 2)
    bench.window.commands.stop.trigger()
    bench.until_over()
    told = bench.window.banner.text
    assert told.startswith("You stopped the run")
    assert "When it stopped, Guest 1 had bun 1 in hand, 2 items lay in queue." in told


def test_another_scenario_is_not_shown_with_the_run_of_the_last_one(bench):
    bench.kitchen(items=2, guests=1).start()
    bench.until_over()
    bench.app.scenarios.open_preset("bursts")
    window = bench.window
    assert (bench.status, window.banner.text, window.log.lines()) == ("Ready", "", [])
    assert window.workers.rows.rowCount() == 0
    assert window.centre.parts["depth"].queue is None
    assert window.centre.parts["lanes"].workers == []
    assert not window.commands.save_report.isEnabled()


def test_the_plots_show_the_run(bench):
    bench.kitchen(items=3, guests=1).start()
    bench.until_over()
    assert bench.window.centre.parts["depth"].queue.produced == 3
    lanes = [worker.name for worker in bench.window.centre.parts["lanes"].workers]
    assert lanes == ["main", "Cook 1", "Guest 1"]


@pytest.mark.parametrize("method", ["fork", "spawn", "forkserver"])
def test_closing_the_window_in_mid_run_ends_every_process_within_3_s(
    leaves_nothing, bench, still_alive, method
):
    del leaves_nothing
    bench.kitchen(method=method, cooks=2, guests=3).start().until_going()
    bench.until(lambda: len(bench.there) == 6)
    workers, began_s = bench.there, time.monotonic()
    bench.window.close()
    assert time.monotonic() - began_s < CLOSES_WITHIN_S
    assert still_alive(workers) == []
    assert not bench.window.isVisible()


def test_closing_twice_at_once_is_closing(bench, still_alive, qtbot):
    from PySide6.QtCore import QTimer

    bench.kitchen().start().until_going()
    workers = bench.there
    QTimer.singleShot(0, bench.window.close)  # comes while the first one waits for the run's end
    bench.window.close()
    assert still_alive(workers) == []
    assert not bench.window.isVisible()


def test_closing_while_it_is_paused_ends_every_process(bench, still_alive):
    bench.kitchen().start().until_going()
    bench.window.commands.pause.trigger()
    bench.until_quiet()
    workers, began_s = bench.there, time.monotonic()
    bench.window.close()
    assert time.monotonic() - began_s < CLOSES_WITHIN_S
    assert still_alive(workers) == []


def test_stop_asks_first_where_that_is_set(make_bench, answers):
    bench = make_bench(ask_before_stop=True)
    bench.kitchen().start().until_going()
    answers.press = ["Go on"]
    bench.window.commands.stop.trigger()
    assert answers.said[0].startswith("Stop the run?")
    assert bench.app.runs.run.phase is Phase.RUNNING
    answers.press, answers.tick = ["Stop"], True
    bench.window.commands.stop.trigger()
    assert bench.until_over() is Phase.STOPPED
    assert not bench.app.settings.get("ask_before_stop")
    bench.start().until_going()
    bench.window.commands.stop.trigger()
    assert bench.until_over() is Phase.STOPPED
    assert len(answers.said) == 2


def test_a_start_method_that_the_system_lacks_is_named_and_nothing_starts(bench, monkeypatch):
    monkeypatch.setattr(multiprocessing, "get_all_start_methods", lambda: ["spawn"])
    bench.kitchen(method="fork").start()
    assert "start_method" in bench.window.banner.text
    assert "spawn" in bench.window.banner.text
    assert bench.app.runs.run is None
    assert bench.window.commands.start.isEnabled()


def test_a_second_run_begins_with_nothing_of_the_first(bench):
    bench.kitchen(items=4, guests=1).start()
    bench.until_over()
    bench.kitchen(items=2, guests=1).start()
    bench.until(lambda: bench.app.runs.run is not None and bench.phase is Phase.RUNNING)
    bench.until_over()
    assert bench.window.numbers.figure(5) == "2"
    assert "Cook 1 made bun 3" not in bench.log


@pytest.mark.parametrize("place", ["plot", "count", "log", "speed"])
def test_space_pauses_and_goes_on_wherever_the_hands_are(bench, place):
    bench.kitchen().start().until_going()
    window = bench.window
    window.activateWindow()
    widget = {
        "plot": window.centre.parts["depth"],
        "count": window.form._sections[1].count.editor,
        "log": window.log.table,
        "speed": window.toolbar.speed.number,
    }[place]
    widget.setFocus()
    QTest.keyClick(widget, Qt.Key.Key_Space)
    bench.until(lambda: bench.status == "Paused")
    QTest.keyClick(widget, Qt.Key.Key_Space)
    bench.until(lambda: bench.status == "Running")


def test_space_presses_a_button_that_has_the_focus(bench):
    window = bench.window
    window.activateWindow()
    title = window.form._sections[0]._title
    title.setFocus()
    QTest.keyClick(title, Qt.Key.Key_Space)
    assert window.form._sections[0].is_open
    assert bench.app.runs.run is None


def test_point_steps_and_escape_stops(bench):
    bench.kitchen().start().until_going()
    count = bench.window.form._sections[1].count.editor
    bench.window.activateWindow()
    count.setFocus()
    QTest.keyClick(count, Qt.Key.Key_Period)
    bench.until(lambda: bench.status == "Paused")
    QTest.keyClick(bench.window, Qt.Key.Key_Escape)
    assert bench.until_over() is Phase.STOPPED

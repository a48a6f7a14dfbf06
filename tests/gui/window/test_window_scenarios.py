"""Opening, changing and saving scenarios: errors are named, nothing of the user's gets lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from engine.scenario import presets
from gui.dialogs import boxes
from gui.dialogs.file_dialogs import Files

BROKEN = """
name = "Broken"
[queue]
kind = "SimpleQueue"
maxsize = -3
[[producers]]
name = "Cook"
cuont = 3
time = { law = "uniform", low = 2.0, high = 1.0 }
"""


def edit(bench, name: str, text: str) -> None:
    """Types a text into a field of the form's end."""
    field = next(field for field in bench.window.form._fields if field.path == name)
    field.editor.setText(text)
    field.editor.editingFinished.emit()


def test_the_dim_sum_kitchen_opens_first(bench):
    assert bench.window.toolbar.scenarios.currentText() == "Dim-sum kitchen"
    assert "Dim-sum kitchen" in bench.window.windowTitle()
    scenario = bench.window.form.scenario
    assert [kind.dish for kind in scenario.producers] == ["bun", "dumpling", "rice parcel"]
    assert scenario.consumers[0].count == 2


def test_the_combo_and_the_menu_offer_every_built_in_scenario(bench):
    window = bench.window
    names = [preset.scenario.name for preset in presets.builtin()]
    assert [
        window.toolbar.scenarios.itemText(row) for row in range(window.toolbar.scenarios.count())
    ] == names
    assert [action.text() for action in window.menus.presets.actions()] == names
    for action in window.menus.presets.actions():
        action.trigger()
        assert window.toolbar.scenarios.currentText() == action.text()
        assert window.form.scenario.name == action.text()
        assert window.form.problems == []


def test_the_last_scenario_opens_again(make_bench):
    bench = make_bench()
    bench.app.scenarios.open_preset("bursts")
    bench.window.close()
    assert make_bench().window.form.scenario.name == "Bursts"


def test_an_unknown_scenario_in_the_settings_opens_the_first(make_bench):
    assert make_bench(scenario="no-such").window.form.scenario.name == "Dim-sum kitchen"


def test_another_scenario_during_a_run_stops_it_when_that_is_agreed(
    make_bench, answers, still_alive
):
    bench = make_bench(ask_before_stop=True)
    bench.kitchen().start().until_going()
    workers = bench.there
    answers.press = ["Go on"]
    bench.window.toolbar.scenarios.activated.emit(3)
    assert bench.window.form.scenario.name == "Test kitchen"
    assert bench.app.runs.is_live
    answers.press = ["Stop"]
    bench.window.toolbar.scenarios.activated.emit(3)
    assert bench.window.form.scenario.name == "Starvation"
    assert bench.window.toolbar.scenarios.currentText() == "Starvation"
    assert still_alive(workers) == []
    assert bench.window.commands.start.isEnabled()


def test_another_scenario_does_not_ask_where_stop_does_not(bench, answers):
    bench.kitchen().start().until_going()
    bench.window.toolbar.scenarios.activated.emit(2)
    assert answers.said == []
    assert bench.window.form.scenario.name == "Back-pressure"


def test_a_file_opens_is_remembered_and_named(bench, write_scenario):
    path = write_scenario(guests=3)
    assert bench.app.scenarios.open_file(path)
    assert bench.window.form.scenario.consumers[0].count == 3
    assert bench.window.windowTitle().startswith("kitchen.toml – Test kitchen")
    assert bench.window.toolbar.scenarios.currentIndex() == -1
    assert bench.window.toolbar.scenarios.placeholderText() == "Test kitchen"
    bench.app.scenarios.open_preset("bursts")
    recent = bench.window.menus.recent.actions()
    assert [action.text() for action in recent] == [str(path)]
    recent[0].trigger()
    bench.until(lambda: bench.window.form.scenario.name == "Test kitchen")


def test_all_that_is_wrong_with_a_file_is_named_and_the_form_stays(bench, answers, write_scenario):
    path = write_scenario(text=BROKEN)
    assert not bench.app.scenarios.open_file(path)
    (said,) = answers.said
    assert "kitchen.toml" in said
    for told in (
        "queue.maxsize = -3: must be a whole number from 0",
        'producers[0].cuont = 3: is not a field; did you mean "count"?',
        "producers[0].time.low = 2.0: must be at most high, which is 1.0",
    ):
        assert told in said
    assert bench.window.form.scenario.name == "Dim-sum kitchen"


@pytest.mark.parametrize(
    ("write", "told"),
    [
        (lambda path: None, "There is no such file"),
        (lambda path: path.mkdir(), "It is a folder"),
        (lambda path: path.write_bytes(b"\xff\xfe\x00"), "must be a text file in UTF-8"),
        (lambda path: path.write_text("name = "), "must be TOML"),
    ],
    ids=["missing", "folder", "binary", "no toml"],
)
def test_a_file_that_cannot_be_read_says_why(bench, answers, tmp_path, write, told):
    write(tmp_path / "bad.toml")
    assert not bench.app.scenarios.open_file(tmp_path / "bad.toml")
    assert told in answers.said[0]
    assert "bad.toml" in answers.said[0]


def test_errors_are_told_in_chinese_too(make_bench, answers, write_scenario):
    bench = make_bench(language="zh_CN")
    bench.app.scenarios.open_file(write_scenario(text=BROKEN))
    assert "must be" not in answers.said[0]
    assert "did you mean" not in answers.said[0]
    assert "producers[0].cuont" in answers.said[0]
    bench.app.scenarios.open_file(Path("nowhere.toml"))
    assert "没有这个文件或文件夹" in answers.said[1]


def test_what_is_saved_opens_as_the_same(bench, write_scenario, monkeypatch, tmp_path):
    path = tmp_path / "mine.toml"
    monkeypatch.setattr(Files, "ask_save", lambda *_: path)
    bench.window.form._sections[3].count.editor.setValue(5)
    edit(bench, "name", "My kitchen")
    bench.window.toolbar.speed.speed = 2.0
    assert bench.window.isWindowModified()
    bench.window.commands.save.trigger()
    saved = presets.load(path)
    assert (saved.name, saved.consumers[0].count, saved.time_scale) == ("My kitchen", 5, 2.0)
    assert bench.window.windowTitle().startswith("mine.toml – My kitchen")
    assert not bench.window.isWindowModified()
    bench.app.scenarios.open_preset("bursts")
    bench.app.scenarios.open_file(path)
    assert bench.window.form.scenario == saved
    assert bench.window.toolbar.speed.speed == 2.0


def test_save_writes_into_the_scenarios_own_file(bench, write_scenario, monkeypatch):
    path = write_scenario()
    bench.app.scenarios.open_file(path)
    monkeypatch.delattr(Files, "ask_save")  # is not needed
    edit(bench, "name", "Renamed")
    assert bench.window.isWindowModified()
    bench.window.commands.save.trigger()
    assert presets.load(path).name == "Renamed"
    assert not bench.window.isWindowModified()


def test_a_scenario_with_a_mistake_is_neither_saved_nor_started(bench, write_scenario, answers):
    path = write_scenario()
    before = path.read_text()
    bench.app.scenarios.open_file(path)
    edit(bench, "name", "")
    bench.window.commands.save.trigger()
    assert answers.said[-1].startswith("This scenario cannot be saved")
    assert "name" in answers.said[-1]
    bench.window.commands.start.trigger()
    assert answers.said[-1].startswith("This scenario cannot run")
    assert bench.app.runs.run is None
    assert path.read_text() == before


def test_a_place_that_cannot_be_written_is_named(bench, monkeypatch, answers, tmp_path):
    (tmp_path / "taken.toml").mkdir()
    asks = bench.app.scenarios.save_as, bench.app.exports.ask_save_report
    for ask, name in zip(asks, ("taken.toml", "no/such/report.json"), strict=True):
        monkeypatch.setattr(Files, "ask_save", lambda *_, name=name: tmp_path / name)
        ask()
        assert name in answers.said[-1]
        assert "cannot be written" in answers.said[-1]
    assert sorted(path.name for path in tmp_path.glob("*.toml*")) == ["taken.toml"]


@pytest.mark.parametrize("leave", ["preset", "new", "close"])
def test_changes_of_ones_own_file_are_asked_about(bench, write_scenario, answers, leave):
    path = write_scenario()
    bench.app.scenarios.open_file(path)
    edit(bench, "name", "Changed")
    go = {
        "preset": lambda: bench.window.toolbar.scenarios.activated.emit(1),
        "new": bench.window.commands.new.trigger,
        "close": bench.window.close,
    }[leave]
    answers.press = ["Cancel"]
    go()
    assert "Save the changes of Changed?" in answers.said[-1]
    assert bench.window.form.scenario.name == "Changed"
    assert bench.window.isVisible()
    answers.press = ["Save"]
    go()
    assert presets.load(path).name == "Changed"
    assert bench.window.isVisible() is (leave != "close")


def test_discarded_changes_are_gone(bench, write_scenario, answers):
    path = write_scenario()
    bench.app.scenarios.open_file(path)
    edit(bench, "name", "Changed")
    answers.press = ["Discard"]
    bench.app.scenarios.open_preset("bursts")
    assert bench.window.form.scenario.name == "Bursts"
    assert presets.load(path).name == "Test kitchen"


def test_changes_of_a_built_in_scenario_are_asked_about_too(bench, answers):
    edit(bench, "name", "Changed")
    answers.press = ["Cancel", "Discard"]
    bench.app.scenarios.open_preset("bursts")
    assert "Save the changes of Changed?" in answers.said[-1]
    assert bench.window.form.scenario.name == "Changed"
    bench.app.scenarios.open_preset("bursts")
    assert bench.window.form.scenario.name == "Bursts"


def test_a_new_scenario_is_one_that_runs(bench):
    bench.window.commands.new.trigger()
    assert bench.window.form.problems == []
    assert bench.window.toolbar.scenarios.placeholderText() == "New scenario"
    bench.window.toolbar.speed.speed = 100
    bench.start()
    assert bench.until_over().value == "finished"


def test_a_name_without_a_suffix_gets_one(bench, tmp_path, monkeypatch):
    def choose(dialog: QFileDialog) -> int:
        dialog.selectFile(str(tmp_path / "mine"))
        dialog.accept()
        return dialog.result()

    monkeypatch.setattr(boxes, "ask", choose)
    files = Files(bench.window, bench.window.notify)
    asked = files.ask_save("Save", "scenario.toml", "Scenarios (*.toml)")
    assert asked == tmp_path / "mine.toml"
    monkeypatch.setattr(boxes, "ask", lambda _: 0)
    assert files.ask_save("Save", "scenario.toml", "Scenarios (*.toml)") is None


def test_the_open_dialog_opens_what_is_chosen(bench, write_scenario, monkeypatch):
    path = write_scenario()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    bench.window.commands.open.trigger()
    assert bench.window.form.scenario.name == "Test kitchen"
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    bench.window.commands.open.trigger()
    assert bench.window.form.scenario.name == "Test kitchen"


def test_pictures_report_and_log_are_saved_once_there_is_something(bench, monkeypatch, tmp_path):
    window = bench.window
    actions = (
        window.commands.save_plot,
        window.commands.copy_plot,
        window.commands.save_report,
        window.commands.save_log,
    )
    assert not any(action.isEnabled() for action in actions)
    bench.kitchen(items=2, guests=1).start()
    bench.until_over()
    assert all(action.isEnabled() for action in actions)
    monkeypatch.setattr(Files, "ask_save", lambda *a: tmp_path / Path(a[2]).name)
    for action in actions:
        action.trigger()
    from PySide6.QtGui import QGuiApplication, QImage

    assert QImage(str(tmp_path / "queue.png")).width() == 2560
    assert QGuiApplication.clipboard().image().width() == 2560
    assert "Cook 1 made bun 2" in (tmp_path / "queue.log").read_text()
    assert '"outcome": "finished"' in (tmp_path / "report.json").read_text()

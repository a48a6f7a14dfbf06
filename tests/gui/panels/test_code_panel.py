"""The Code panel: the scenario's program, coloured, with every worker at its line."""

from __future__ import annotations

import msgspec
import pytest
from PySide6.QtGui import QGuiApplication

from engine.listing import COMMENTS, Does, write
from engine.model.snapshot import State
from gui.panels import code_panel
from gui.panels.code_colours import spans_of

TIMEOUT_MS = 20_000


@pytest.fixture
def panel(app):
    """The panel, brought to the front."""
    app.window.docks["code"].toggleViewAction().trigger()
    assert app.code.panel.isVisible()
    return app.code.panel


def line_of(panel, kind, does):
    """The line at which such workers do that."""
    return panel._listing.places[kind, does]


def test_the_panel_is_hidden_until_it_is_asked_for(app):
    assert not app.code.panel.isVisible()
    action = app.window.docks["code"].toggleViewAction()
    assert action.isEnabled()
    assert action.shortcut().toString()


def test_the_program_follows_the_form(app, panel):
    scenario = app.window.form.scenario
    assert panel.text == write(scenario).text
    assert panel.editor.toPlainText() == panel.text.rstrip("\n")
    queue = msgspec.structs.replace(scenario.queue, maxsize=7)
    app.window.form.show_scenario(msgspec.structs.replace(scenario, queue=queue))
    assert "queue = JoinableQueue(7)" in panel.editor.toPlainText()
    app.scenarios.open_preset("starvation")
    assert 'name="Cook 1"' in panel.text


def test_the_program_can_be_copied_and_saved(app, panel, tmp_path, monkeypatch):
    panel.copy_button.click()
    assert QGuiApplication.clipboard().text() == panel.text
    path = tmp_path / "kitchen.py"
    monkeypatch.setattr("gui.dialogs.file_dialogs.Files.ask_save", lambda *_: path)
    panel.save_button.click()
    assert path.read_text(encoding="utf-8") == panel.text


def test_every_worker_stands_at_the_line_it_executes(app, panel, qtbot):
    app.scenarios.open_preset("starvation")
    app.window.toolbar.speed.speed = 20.0
    getting = line_of(panel, "Guest", Does.GET)
    joining = line_of(panel, "main", Does.JOIN_PRODUCERS)
    app.runs.start()

    def all_wait_for_the_cook():
        stops = panel.editor.stops
        return (
            {getting, joining} <= set(stops)
            and "main" in stops[joining].label
            and stops[getting].tooltip.count("waits: the queue is empty") >= 3
            and "+" in stops[getting].label
        )

    qtbot.waitUntil(all_wait_for_the_cook, timeout=TIMEOUT_MS)
    put = line_of(panel, "Cook", Does.PUT)
    qtbot.waitUntil(lambda: panel.editor._flashes.get(put, 0) > 0, timeout=TIMEOUT_MS)
    assert len(panel.editor.extraSelections()) >= 3
    app.runs.stop()
    qtbot.waitUntil(lambda: not app.runs.is_live, timeout=TIMEOUT_MS)
    assert {worker.state for worker in app.exports.snapshot.workers} <= {State.ENDED, State.FAILED}
    assert panel.editor.stops == panel.editor._flashes == {}


def test_a_blocked_cook_stands_at_put(app, panel, qtbot):
    app.scenarios.open_preset("back-pressure")
    app.window.toolbar.speed.speed = 20.0
    app.runs.start()
    put = line_of(panel, "Cook", Does.PUT)
    qtbot.waitUntil(
        lambda: put in panel.editor.stops and "is full" in panel.editor.stops[put].tooltip,
        timeout=TIMEOUT_MS,
    )
    app.runs.stop()
    qtbot.waitUntil(lambda: not app.runs.is_live, timeout=TIMEOUT_MS)


def test_comments_speak_the_window_s_language(app, panel):
    assert code_panel.COMMENTS == COMMENTS
    app.appearance.choose_language("zh_CN")
    assert "每次运行的时间都相同" in panel.text
    assert "import time" in panel.text
    app.appearance.choose_language("en")
    assert "the same times in every run" in panel.text


def test_the_gutter_is_as_wide_as_larger_type_needs(app, panel):
    before = panel.editor.gutter.width()
    app.presenter.toggle()
    app.window.docks["code"].show()
    assert panel.editor.gutter.width() > before
    app.presenter.toggle()
    assert panel.editor.gutter.width() == before


def test_words_of_python_are_told_apart():
    text = 'def make(n):  # why\n    """Says\n    more."""\n    return f"{n}", len("a"), 1.5\n'
    spans = {
        (line, text.splitlines()[line][start : start + length]): what
        for line, found in spans_of(text).items()
        for start, length, what in found
    }
    assert spans[0, "def"] == spans[3, "return"] == "keyword"
    assert spans[0, "make"] == "name"
    assert spans[0, "# why"] == "comment"
    assert spans[1, '"""Says'] == spans[2, '    more."""'] == spans[3, '"a"'] == "string"
    assert spans[3, "len"] == "builtin"
    assert spans[3, "1.5"] == "number"

"""Presenter's view: larger, only what was chosen, nothing private; and all as before afterwards."""

from __future__ import annotations

import getpass
import json

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from engine.scenario import presets
from gui.common import privacy
from gui.presenter.captions import PREPARED, PresenterDialog, prepared


@pytest.fixture
def seen(app):
    """`seen()`: the keys of the parts that are seen."""
    return lambda: {part.key for part in app.window.regions() if part.widget.isVisible()}


def test_only_the_chosen_parts_are_seen_and_all_come_back(app, settings, seen):
    before, size = seen(), app.window.size()
    settings.set("presenter_parts", json.dumps(["depth", "numbers"]))
    app.presenter.toggle()
    assert seen() == {"depth", "numbers"}
    assert not app.window.menuBar().isVisible()
    assert not app.window.statusBar().isVisible()
    app.presenter.toggle()
    assert seen() == before
    assert app.window.menuBar().isVisible()
    assert app.window.statusBar().isVisible()
    assert app.window.size() == size


def test_type_is_larger_by_two_fifths(app, settings):
    settings.set("presenter_parts", json.dumps(["lanes", "numbers"]))
    plain = app.window.centre.parts["lanes"].font().pixelSize()
    app.presenter.toggle()
    assert app.window.centre.parts["lanes"].font().pixelSize() == round(plain * 1.4)
    app.appearance.choose_theme("dark")
    assert app.window.centre.parts["lanes"].font().pixelSize() == round(plain * 1.4)
    app.presenter.toggle()
    assert app.window.centre.parts["lanes"].font().pixelSize() == plain


def test_the_window_has_the_size_that_the_video_shall_have(app, settings):
    settings.set("presenter_size", "1920x1080")
    app.presenter.toggle()
    assert (app.window.width(), app.window.height()) == (1920, 1080)
    app.presenter.toggle()
    assert (app.window.width(), app.window.height()) == (1280, 720)


def test_nothing_private_is_in_the_window(app, tmp_path):
    path = tmp_path / "secret-lesson.toml"
    presets.save(app.window.form.scenario, path)
    assert app.scenarios.open_file(path)
    assert "secret-lesson" in app.window.windowTitle()
    app.presenter.toggle()
    assert "secret-lesson" not in app.window.windowTitle()
    assert "Dim-sum kitchen" in app.window.windowTitle()
    app.window.banner.say(f"OSError: {path} cannot be read by {getpass.getuser()}", "")
    assert str(tmp_path) not in app.window.banner.text
    assert "…/secret-lesson.toml cannot be read by user" in app.window.banner.text
    app.presenter.toggle()
    assert "secret-lesson" in app.window.windowTitle()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ('File "/home/ann/work/a.py", line 3', 'File "…/a.py", line 3'),
        (r"C:\Users\Ann\a.py", "…/a.py"),
        ("7 / 10 items/s and/or more", "7 / 10 items/s and/or more"),
        ("see https://example.org/a/b", "see https://example.org/a/b"),
        ("/tmp/x and /var/log/y", "…/x and …/y"),
    ],
)
def test_folders_go_and_everything_else_stays(text, shown, monkeypatch):
    monkeypatch.setattr(getpass, "getuser", lambda: "nobody-here")
    privacy.keep(is_on=True)
    try:
        assert privacy.discreet(text) == shown
    finally:
        privacy.keep(is_on=False)
    assert privacy.discreet(text) == text


def test_prepared_captions_come_and_go_by_their_keys(app, settings):
    presenter = app.presenter
    presenter.show_prepared(0)
    assert not presenter.caption.isVisible()
    settings.set("captions", json.dumps(["First", "", "Third"]))
    presenter.toggle()
    presenter.show_prepared(0)
    assert (presenter.caption.text(), presenter.caption.isVisible()) == ("First", True)
    presenter.show_prepared(1)
    assert presenter.caption.text() == "First"
    presenter.show_prepared(2)
    assert presenter.caption.text() == "Third"
    presenter.show_prepared(2)
    assert not presenter.caption.isVisible()
    presenter.toggle()
    assert not presenter.caption.isVisible()


def test_a_caption_is_typed_where_it_will_be_and_escape_leaves_it(app, qtbot):
    presenter = app.presenter
    presenter.toggle()
    presenter.type_caption()
    QTest.keyClicks(presenter.editor, "Look here.")
    QTest.keyClick(presenter.editor, Qt.Key.Key_Return)
    assert (presenter.caption.text(), presenter.editor.isVisible()) == ("Look here.", False)
    presenter.type_caption()
    assert presenter.editor.text() == "Look here."
    QTest.keyClicks(presenter.editor, "no")
    QTest.keyClick(presenter.editor, Qt.Key.Key_Escape)
    assert not presenter.editor.isVisible()
    assert (presenter.caption.text(), presenter.caption.isVisible()) == ("Look here.", True)


def test_a_caption_lies_in_the_band_that_is_kept_free(app):
    app.presenter.toggle()
    app.presenter.say("A caption")
    plot = app.window.centre.parts["lanes"]
    bottom = plot.mapTo(app.window, QPoint(0, plot.height())).y()
    assert app.presenter.caption.y() >= bottom
    app.presenter.say("A very long caption " * 10)
    assert app.presenter.caption.width() <= app.window.width()


def test_clicks_and_keys_are_shown(app):
    presenter = app.presenter
    presenter.toggle()
    QTest.mousePress(app.window.centre.parts["depth"], Qt.MouseButton.LeftButton)
    assert presenter.ring.is_filled
    QTest.mouseRelease(app.window.centre.parts["depth"], Qt.MouseButton.LeftButton)
    QTest.keyClick(
        app.window.centre.parts["depth"], Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier
    )
    assert (presenter.keys.text(), presenter.keys.isVisible()) == ("Ctrl + Home", True)
    presenter.toggle()
    assert not presenter.keys.isVisible()
    assert not presenter.ring.isVisible()


def test_what_is_chosen_in_the_dialog_is_shown_at_once(app, settings, seen, monkeypatch):
    def choose(dialog):
        for key, box in dialog.parts.items():
            box.setChecked(key == "log")
        dialog.marks.setChecked(False)
        dialog.captions[4].setText("Fifth")
        dialog.accept()
        return dialog.result()

    monkeypatch.setattr(PresenterDialog, "exec", choose)
    assert prepared(settings)[: len(PREPARED)] == list(PREPARED)
    app.presenter.toggle()
    app.presenter.choose()
    assert seen() == {"log"}
    assert prepared(settings)[4] == "Fifth"
    QTest.mousePress(app.window.log, Qt.MouseButton.LeftButton)
    assert not app.presenter.ring.is_filled


def test_keys_make_way_for_a_caption_that_comes_later_or_is_long(app, qtbot):
    presenter = app.presenter
    presenter.toggle()
    presenter.keys.show_keys("Ctrl + Shift + K")
    for text in ("short", "a caption that is as wide as the whole window, " * 4):
        presenter.say(text)
        qtbot.waitUntil(lambda: presenter.caption.isVisible())
        assert not presenter.keys.geometry().intersects(presenter.caption.geometry())
    presenter.toggle()

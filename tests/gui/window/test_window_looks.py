"""Languages, themes and layout; and that every control can be reached, heard and explained."""

from __future__ import annotations

import ast
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QScrollBar,
    QSlider,
    QToolButton,
    QWidget,
)

import gui.forms.field_texts
from engine.model.source import Phase
from engine.scenario.schema import Consumer, Duration, Producer, QueueSpec, Scenario
from gui.common import i18n, theme
from gui.common.palette import DARK, LIGHT
from gui.common.units import measured, rate, seconds
from gui.common.wording import phase_in_words
from gui.forms import field_texts as form_words

ROOT = Path(gui.forms.field_texts.__file__).parents[2]
CONTROLS = (QAbstractButton, QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit, QSlider)


def controls(window: QWidget) -> list[QWidget]:
    """What hands can touch; not the parts that Qt makes controls of."""
    made = []
    for widget in window.findChildren(QWidget):
        if isinstance(widget, CONTROLS) and not isinstance(widget, QScrollBar):
            above = widget.parentWidget()
            while above is not None and not isinstance(above, CONTROLS):
                above = above.parentWidget()
            if above is None and not widget.objectName().startswith(("qt_", "Scroll")):
                made.append(widget)
    return made


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_every_control_has_a_name_and_a_tooltip(make_bench, language):
    bench = make_bench(language=language)
    for section in bench.window.form._sections:
        section.is_open = True
    found = controls(bench.window)
    assert len(found) > 40
    for widget in found:
        spoken = widget.accessibleName() or (
            widget.text() if isinstance(widget, QAbstractButton) else ""
        )
        assert spoken.strip(), widget
        if not isinstance(widget, QAbstractItemView):
            assert widget.toolTip().strip(), (widget, spoken)


def test_every_control_is_reached_by_tab_or_by_a_shortcut(bench):
    for section in bench.window.form._sections:
        section.is_open = True
    for widget in controls(bench.window):
        action = widget.defaultAction() if isinstance(widget, QToolButton) else None
        if action is not None:
            assert not action.shortcut().isEmpty() or action is bench.window.commands.pause, (
                action.text()
            )
        elif widget.isVisible() and not widget.objectName():
            assert widget.focusPolicy() & Qt.FocusPolicy.TabFocus, widget


def test_every_number_says_how_it_is_computed(bench):
    for title, figure, unit in bench.window.numbers._rows:
        assert len(figure.toolTip()) > 15, title.text()
        assert title.toolTip() == figure.toolTip() == unit.toolTip()
    header = bench.window.workers.model()
    tips = [
        header.headerData(column, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
        for column in range(header.columnCount())
    ]
    assert all(tips)
    assert len(set(tips)) == len(tips)
    for label in (bench.window.status.state, bench.window.status.clock):
        assert label.toolTip()


def test_no_two_actions_have_the_same_keys(bench):
    bench.kitchen(items=1)
    for _ in range(2):
        keys = [
            a.shortcut().toString() for a in bench.window.actions() if not a.shortcut().isEmpty()
        ]
        assert len(keys) == len(set(keys))
        bench.start()
    assert "Space" in keys


# -- languages --------------------------------------------------------------------------------


def said(bench) -> set[str]:
    """All words that the window shows."""
    window = bench.window
    texts = {a.text() for a in window.actions()} | {
        m.title() for m in window.menuBar().children() if hasattr(m, "title")
    }
    texts |= {dock.windowTitle() for dock in window.docks.values()}
    for widget in window.findChildren(QWidget):
        text = getattr(widget, "text", None)
        if (
            callable(text)
            and widget.isVisibleTo(window)
            and not isinstance(widget, QLineEdit | QAbstractSpinBox)
        ):
            texts.add(text())
    return {text for text in texts if any(letter.isalpha() for letter in text)}


def test_the_language_changes_live_and_back(bench):
    english = said(bench)
    bench.window.menus.languages["zh_CN"].trigger()
    bench.until(lambda: "队列" in said(bench))
    chinese = said(bench)
    assert bench.window.commands.start.text() == "开始"
    assert bench.window.form.scenario.name == "点心厨房"
    assert bench.window.toolbar.scenarios.currentText() == "点心厨房"
    assert bench.app.settings.get("language") == "zh_CN"
    left = {text for text in english & chinese if not text.isascii() or len(text) > 4}
    assert left <= {"English", "简体中文", "JoinableQueue", "maxsize", "1–2 s"}, left
    bench.window.menus.languages["en"].trigger()
    bench.until(lambda: said(bench) == english)


def test_the_language_changes_in_mid_run_and_the_run_goes_on(bench):
    bench.kitchen().start().until_going()
    bench.window.menus.languages["zh_CN"].trigger()
    assert bench.status == "运行中"
    before = bench.produced
    bench.until(lambda: bench.produced > before + 5)
    bench.until(lambda: any("做好了" in line for line in bench.log))
    bench.window.form._sections[1].count.editor.setValue(3)
    bench.until(lambda: len(bench.names("Guest")) == 3)


@pytest.mark.parametrize(
    ("locale", "start"), [("zh_CN", "开始"), ("zh_TW", "开始"), ("de_DE", "Start"), ("C", "Start")]
)
def test_the_systems_language_is_chosen(make_bench, monkeypatch, locale, start):
    monkeypatch.setattr(QLocale, "system", staticmethod(lambda: QLocale(locale)))
    assert make_bench(language="system").window.commands.start.text() == start


def test_the_standard_buttons_speak_chinese_too(make_bench):
    from PySide6.QtCore import QCoreApplication

    make_bench(language="zh_CN")
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "取消"


def test_every_text_is_translated_and_keeps_its_places():
    tree = ElementTree.parse(ROOT / "resources" / "i18n" / "queuescope_zh_CN.ts")
    messages = tree.getroot().findall(".//message")
    assert len(messages) > 200
    for message in messages:
        source, translation = message.findtext("source"), message.find("translation")
        assert translation.get("type") is None, f"not translated: {source}"
        for place in ("{}", "{worker}", "{item}", "{queue}", "{count}", "{pid}", "{why}"):
            assert (translation.text or "").count(place) == source.count(place), source


def test_every_declared_word_reaches_the_translators():
    known = {*form_words.TITLES, *form_words.HELP, *form_words.CHOICES.values()}
    shown = {
        QueueSpec: ("kind", "maxsize", "start_method", "ending"),
        Scenario: ("name", "seed"),
        Producer: ("name", "dish", "count", "items", "work", "burst"),
        Consumer: ("name", "count", "work"),
        Duration: ("law", "seconds", "low", "high"),
    }
    for struct, names in shown.items():
        for name in names:
            about = form_words.about(struct, name)
            assert about["title"] in known, (struct, name)
            assert about["help"] in known, (struct, name)


def test_every_remedy_reaches_the_translators():
    for module in ("validation.py", "presets.py"):
        tree = ast.parse((ROOT / "engine" / "scenario" / module).read_text(encoding="utf-8"))
        calls = [n for n in ast.walk(tree) if isinstance(n, ast.Call)]
        remedies = [
            call.args[0].value for call in calls if getattr(call.func, "id", "") == "Remedy"
        ]
        assert remedies
        assert set(remedies) <= set(form_words.REMEDIES)


def test_the_built_in_scenarios_are_told_in_chinese():
    from engine.scenario import presets

    words = set(i18n.NAMES)
    for _, scenario in presets.builtin():
        kinds = (*scenario.producers, *scenario.consumers)
        assert {scenario.name, scenario.description} <= words
        assert {kind.name for kind in kinds} | {kind.dish for kind in scenario.producers} <= words


# -- themes -----------------------------------------------------------------------------------


def ground(bench) -> str:
    return (
        bench.window.centre.parts["depth"].grab().toImage().pixelColor(6, 6).name().upper()
    )  # inside the ring


def test_the_theme_changes_live(bench):
    assert ground(bench) == LIGHT.ground
    bench.window.menus.themes["dark"].trigger()
    assert ground(bench) == DARK.ground
    assert bench.window.palette().window().color().name().upper() == DARK.ground
    assert bench.app.settings.get("theme") == "dark"
    corner = bench.window.form.grab().toImage().pixelColor(6, 6).name().upper()  # inside the ring
    assert corner == DARK.ground
    bench.window.menus.themes["light"].trigger()
    assert ground(bench) == LIGHT.ground


def test_a_theme_in_mid_run_or_after_it_keeps_what_is_shown(bench):
    bench.kitchen().start().until_going()
    bench.window.commands.pause.trigger()
    bench.until(lambda: bench.status == "Paused")
    bench.window.menus.themes["dark"].trigger()
    assert bench.status == "Paused"
    assert bench.window.commands.pause.text() == "Resume"
    bench.window.commands.stop.trigger()
    assert bench.until_over() is Phase.STOPPED
    bench.window.menus.themes["light"].trigger()
    assert bench.status == "Stopped"


@pytest.mark.parametrize("setting", ["system", "light"])
def test_the_desktops_theme_is_followed_where_that_is_chosen(make_bench, monkeypatch, setting):
    bench = make_bench(theme=setting)
    monkeypatch.setattr(theme, "chosen_palette", lambda name: DARK if name == "system" else LIGHT)
    QApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert ground(bench) == (DARK.ground if setting == "system" else LIGHT.ground)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_every_icon_is_drawn_in_the_colour_that_is_asked_for(qapp, palette):
    for name in ("start", "pause", "step", "stop"):
        image = theme.icon(name, palette.text).pixmap(24, 24).toImage()
        seen = {image.pixelColor(x, y).name() for x in range(24) for y in range(24)}
        assert palette.text.lower() in seen, name
    assert not theme.application_icon().isNull()


# -- layout -----------------------------------------------------------------------------------


def test_the_layout_is_remembered(make_bench):
    bench = make_bench()
    bench.window.resize(1000, 650)
    bench.window.docks["log"].toggleViewAction().trigger()
    bench.window.centre.show_actions["scene"].trigger()
    bench.window.centre.show_actions["xray"].trigger()
    bench.window.close()
    again = make_bench().window
    assert again.height() == 650  # offscreen, no window is wider than 800
    assert not again.docks["log"].isVisible()
    assert again.docks["form"].isVisible()
    assert again.centre.splitter.wanted == ["xray", "depth", "lanes"]
    shown = [size > 0 for size in again.centre.splitter.sizes()]
    assert shown == [False, True, True, False, True, False]


def test_a_layout_that_cannot_be_used_is_left_out(make_bench):
    from PySide6.QtCore import QByteArray

    rubbish = QByteArray(b"rubbish")
    bench = make_bench(geometry=rubbish, layout=rubbish, splitter=rubbish)
    shown = {name for name, dock in bench.window.docks.items() if dock.isVisible()}
    assert shown == {"form", "numbers", "workers", "log"}


def test_a_damaged_settings_file_is_told(qapp, qtbot, tmp_path):
    from gui.app import App
    from gui.common.settings import Settings

    (tmp_path / "window.ini").write_bytes(b"\x00\x00 no settings")
    app = App(qapp, Settings(tmp_path / "window.ini"))
    qtbot.addWidget(app.window)
    app.window.show()
    assert "settings file was damaged" in app.window.banner.text
    assert (tmp_path / "window.ini.bak").exists()
    app.window.close()


@pytest.mark.parametrize("size", [(1024, 700), (1280, 720)])
@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_nothing_is_cut_off(make_bench, size, language):
    bench = make_bench(language=language)
    bench.window.resize(*size)
    bench.until(lambda: bench.window.width() == size[0])
    assert bench.window.size().toTuple() == size
    for button in bench.window.toolbar.findChildren(QToolButton):
        if button.objectName() == "qt_toolbar_ext_button":
            assert not button.isVisible()
    assert bench.window.centre.parts["depth"].width() > 400
    log = bench.window.log
    text = log._words.placeholderText()
    assert log._words.fontMetrics().horizontalAdvance(text) < log._words.width() - 16


def test_durations_have_three_digits_and_a_unit():
    told = [measured(value) for value in (None, 0, 1e-6, 0.0123, 0.5, 1.234, 45.67, 125)]
    assert told == [
        ("–", ""),
        ("0", "s"),
        ("1.00", "µs"),
        ("12.3", "ms"),
        ("500", "ms"),
        ("1.23", "s"),
        ("45.7", "s"),
        ("2:05", "min"),
    ]
    assert seconds(0.0123) == "12.3 ms"
    assert (rate(3.14), rate(12345.6)) == ("3.1", "12\u202f346")
    assert {phase_in_words(phase) for phase in Phase} >= {"Ready", "Paused", "Broken"}

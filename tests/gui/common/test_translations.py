"""Everything that a user reads is there in Chinese: in the file, as compiled, and in the window."""

from __future__ import annotations

import re
import string
import subprocess
import sys
import xml.etree.ElementTree as ET
from multiprocessing.process import BaseProcess
from multiprocessing.queues import JoinableQueue
from pathlib import Path

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QComboBox, QDialog, QDockWidget, QLabel, QWidget

from gui.app import App
from gui.common.settings import Settings
from gui.dialogs.about import AboutBox
from gui.dialogs.crash_dialog import ReportDialog
from gui.dialogs.depth_table import DepthTable

ROOT = Path(__file__).resolve().parents[3]
TEXTS = ROOT / "resources" / "i18n" / "queuescope_zh_CN.ts"
MNEMONIC = re.compile(r"&[A-Za-z]")
WORD = re.compile(r"[A-Za-z_]{3,}")
SAME = {  # names of code, of files, of things that have no other name
    "Queuescope", "JoinableQueue", "SimpleQueue", "Queue", "maxsize", "spawn", "fork", "forkserver",
    "queue", "join", "put", "get", "pid", "Python", "multiprocessing", "CPU", "toml", "json", "png",
    "log", "Esc", "Ctrl", "Shift", "Space", "English", "MIT", "None", "task_done", "MainProcess",
    "run", "main", "Alt", "Empty", "Full", "SIGKILL", "True", "ValueError", "block", "bun", "close",
    "cancel_join_thread", "empty", "exit", "full", "get_nowait", "join_thread", "lambda", "macOS",
    "put_nowait", "qsize", "sys", "timeout", "worker",  # the last one a name in printed code
}  # fmt: skip


# What the playground calls is called so in every language.
CODE = {name for kind in (JoinableQueue, BaseProcess) for name in dir(kind)} | {
    "block", "timeout", "obj", "item", "lambda", "exit", "ValueError", "Alt", "macOS",
    "worker", "sys", "SIGKILL", "KeyError", "Full", "Empty", "True", "False",
}  # fmt: skip


class Message:
    """One text and its translation."""

    def __init__(self, context: str, element: ET.Element) -> None:
        self.context = context
        self.source = element.findtext("source") or ""
        self.comment = element.findtext("comment") or ""
        translation = element.find("translation")
        self.is_finished = translation is not None and translation.get("type") is None
        forms = list(translation) if translation is not None else []
        self.texts = [each.text or "" for each in forms] or [translation.text or ""]

    @property
    def key(self) -> tuple[str, str, str]:
        return self.context, self.source, self.comment


def messages(path: Path) -> list[Message]:
    return [
        Message(context.findtext("name") or "", each)
        for context in ET.parse(path).getroot().iter("context")
        for each in context.iter("message")
    ]


def fields(text: str) -> list[str]:
    return sorted(str(name) for _, name, _, _ in string.Formatter().parse(text) if name is not None)


@pytest.fixture(scope="module")
def chinese() -> list[Message]:
    return messages(TEXTS)


def test_no_entry_is_unfinished(chinese):
    open_entries = [each.key for each in chinese if not each.is_finished or not all(each.texts)]
    assert open_entries == []


def test_an_unfinished_entry_is_seen(tmp_path):
    path = tmp_path / "one.ts"
    path.write_text(
        '<TS><context><name>C</name><message><source>a</source><translation type="unfinished"/>'
        "</message></context></TS>",
        encoding="utf-8",
    )
    (message,) = messages(path)
    assert not message.is_finished
    assert message.texts == [""]


def test_every_text_of_the_sources_has_an_entry(chinese, tmp_path):
    fresh = tmp_path / "fresh.ts"
    tool = Path(sys.executable).parent / "pyside6-lupdate"
    paths = [path for folder in ("gui", "engine") for path in (ROOT / folder).rglob("*.py")]
    sources = sorted(str(path.relative_to(ROOT)) for path in paths)
    subprocess.run(
        [tool, *sources, "-ts", fresh], cwd=ROOT, check=True, capture_output=True, timeout=120
    )
    missing = {each.key for each in messages(fresh)} - {each.key for each in chinese}
    assert missing == set(), "run scripts/translations.py, and translate what it adds"


def test_translations_are_filled_with_the_same_values(chinese):
    wrong = [
        each.key for each in chinese for text in each.texts if fields(text) != fields(each.source)
    ]
    assert wrong == []


def test_a_menu_that_has_a_key_keeps_one(chinese):
    wrong = [
        each.key
        for each in chinese
        if MNEMONIC.search(each.source) and not all(map(MNEMONIC.search, each.texts))
    ]
    assert wrong == []


def test_what_is_compiled_is_what_is_written(chinese):
    compiled = QTranslator()
    assert compiled.load(str(TEXTS.with_suffix(".qm")))
    stale = [
        each.key
        for each in chinese
        if compiled.translate(each.context, each.source, each.comment or None, 1) not in each.texts
    ]
    assert stale == [], "run scripts/translations.py"


def texts_of(top: QWidget) -> set[str]:
    """All that can be read in a window, its tooltips and what a screen reader says of it."""
    found = {top.windowTitle()}
    for widget in [top, *top.findChildren(QWidget)]:
        found |= {widget.toolTip(), widget.accessibleName(), widget.accessibleDescription()}
        if isinstance(widget, QLabel | QAbstractButton):
            found.add(widget.text())
        elif isinstance(widget, QComboBox):
            found |= {widget.itemText(at) for at in range(widget.count())}
        elif isinstance(widget, QDockWidget):
            found.add(widget.windowTitle())
    for action in top.findChildren(QAction):
        found |= {action.text(), action.toolTip()}
    return found


def english_in(texts: set[str]) -> dict[str, list[str]]:
    """The texts with words that look English, and these words."""
    found = {}
    for text in texts:
        plain = re.sub(r"<[^>]*>|\"[^\"]*\"|\{[^}]*\}|/\S+|&(?=\w)", " ", text)
        words = [word for word in WORD.findall(plain) if word not in SAME | CODE]
        if words:
            found[text] = words
    return found


@pytest.fixture
def window(qtbot, qapp, tmp_path):
    """The whole window, in Chinese."""
    settings = Settings(tmp_path / "window.ini")
    settings.set("language", "zh_CN")
    app = App(qapp, settings)
    qtbot.addWidget(app.window)
    yield app.window
    app.appearance.languages.choose("en")
    app.runs.bridge.close()


def test_nothing_in_the_window_stays_english(window):
    found = english_in(texts_of(window))
    assert found == {}, " ".join(sorted({word for words in found.values() for word in words}))


def test_nothing_in_the_dialogs_stays_english(window, tmp_path):
    report = tmp_path / "崩溃.txt"
    report.touch()
    from engine.model.snapshot import EMPTY_SNAPSHOT

    dialogs: list[QDialog] = [
        AboutBox(window), ReportDialog(window, report), DepthTable(window, lambda: EMPTY_SNAPSHOT)
    ]  # fmt: skip
    for dialog in dialogs:
        assert english_in(texts_of(dialog)) == {}, type(dialog).__name__


def test_a_text_that_stays_english_is_seen():
    assert english_in({"开始 Queuescope", "Start 开始"}) == {"Start 开始": ["Start"]}

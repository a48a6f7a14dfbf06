"""The About box tells the version, and all whose work is in the application."""

from __future__ import annotations

import json
import re
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMainWindow

from engine.platform.version import version
from gui.dialogs.about import AboutBox
from gui.dialogs.licences import components

ROOT = Path(__file__).resolve().parents[3]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.fixture
def box(qtbot):
    window = QMainWindow()
    qtbot.addWidget(window)
    window.box = AboutBox(window)
    yield window.box  # noqa: PT022 - the box goes with its window, which lives as long as this


def test_the_version_is_that_of_pyproject():
    assert version() == PROJECT["version"]


def test_all_that_is_needed_to_run_is_listed_with_its_licence():
    listed = {each.name.lower(): each for each in components()}
    for requirement in metadata.requires("queuescope") or []:
        if "extra ==" not in requirement:
            name = re.sub(r"[-_.]+", "-", re.match(r"[\w.-]+", requirement)[0].lower())
            assert name in {re.sub(r"[-_.]+", "-", key) for key in listed}
    assert all(each.licence for each in listed.values())
    assert "pytest" not in listed


def test_the_application_comes_first_and_the_rest_by_name():
    first, *rest = (each.name.lower() for each in components())
    assert first == "queuescope"
    assert rest == sorted(rest)


def test_a_built_application_adds_what_its_build_listed(tmp_path, monkeypatch):
    (tmp_path / "licences").mkdir()
    (tmp_path / "licences" / "Qt.txt").write_text("the lesser licence", encoding="utf-8")
    listed = [
        {"name": "Qt", "version": "6", "licence": "LGPL-3.0-only", "home": "", "file": "Qt.txt"}
    ]
    (tmp_path / "licences" / "list.json").write_text(json.dumps(listed), encoding="utf-8")
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    (qt,) = [each for each in components() if each.name == "Qt"]
    assert qt.text == "the lesser licence"


def test_the_text_of_the_chosen_licence_is_shown(box):
    rows = {box.table.item(row, 0).text(): row for row in range(box.table.rowCount())}
    box.table.setCurrentCell(rows["numpy"], 0)
    assert "NumPy Developers" in box.text.toPlainText()
    box.table.setCurrentCell(rows["queuescope"], 0)
    assert "MIT License" in box.text.toPlainText()
    assert not box.site.isEnabled()


def test_the_version_can_be_copied_with_what_it_runs_on(box):
    assert box.facts.startswith(f"Queuescope {PROJECT['version']}, Python 3.")

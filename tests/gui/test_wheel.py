"""The wheel edits nothing that has no focus, and Qt gives no editor the focus by the wheel."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QAbstractSlider, QAbstractSpinBox, QApplication, QComboBox, QScrollBar

from gui.common.editors import CalmComboBox, CalmDoubleSpinBox, CalmSlider, CalmSpinBox

ROOT = Path(__file__).resolve().parents[2]
NOISY = {"QSpinBox", "QDoubleSpinBox", "QComboBox", "QSlider", "QDial"}


def noisy_editors(source: str) -> list[int]:
    """The lines that make an editor which takes the wheel."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    return [c.lineno for c in calls if isinstance(c.func, ast.Name) and c.func.id in NOISY]


def test_every_editor_is_a_calm_one():
    sources = {path: path.read_text(encoding="utf-8") for path in (ROOT / "gui").rglob("*.py")}
    found = {str(path): lines for path, text in sources.items() if (lines := noisy_editors(text))}
    assert found == {}


def test_a_noisy_editor_is_noticed():
    assert noisy_editors("box = QSpinBox(self)") == [1]


def turn_wheel(widget) -> None:
    centre = QPointF(widget.rect().center())
    event = QWheelEvent(
        centre, widget.mapToGlobal(centre), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(widget, event)


@pytest.mark.parametrize("kind", [CalmSpinBox, CalmDoubleSpinBox, CalmComboBox, CalmSlider])
def test_the_wheel_changes_an_editor_only_while_it_has_the_focus(qtbot, kind, monkeypatch):
    editor = kind(Qt.Orientation.Horizontal) if kind is CalmSlider else kind()
    qtbot.addWidget(editor)
    if isinstance(editor, QComboBox):
        editor.addItems(["a", "b", "c"])
    else:
        editor.setRange(0, 10)
        editor.setValue(5)

    def value() -> float:
        return editor.currentIndex() if isinstance(editor, QComboBox) else editor.value()

    before = value()
    turn_wheel(editor)
    assert value() == before
    assert editor.focusPolicy() == Qt.FocusPolicy.StrongFocus
    monkeypatch.setattr(kind, "hasFocus", lambda self: True)
    turn_wheel(editor)
    assert value() != before


def test_no_editor_of_the_window_takes_the_focus_by_the_wheel(open_app):
    window = open_app().window
    kinds = (QAbstractSpinBox, QComboBox, QAbstractSlider)
    editors = [each for kind in kinds for each in window.findChildren(kind)]
    wheeled = [
        each for each in editors
        if not isinstance(each, QScrollBar) and each.focusPolicy() & Qt.FocusPolicy.WheelFocus
        == Qt.FocusPolicy.WheelFocus
    ]  # fmt: skip
    assert len(editors) > 5
    assert wheeled == []

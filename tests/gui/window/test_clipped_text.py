"""No text is cut: in both languages, at the scales that screens are set to."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QSpinBox, QVBoxLayout, QWidget

from tests.gui.window.programs.clipped import clipped

PROGRAM = Path(__file__).parent / "programs" / "clipped.py"


@pytest.mark.parametrize("scale", ["1", "1.5", "2"])
def test_no_text_is_cut(scale):
    done = subprocess.run(
        [sys.executable, PROGRAM],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": scale},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {}


def labelled(kind, text="a long text"):
    widget = kind()
    if kind is QComboBox:
        widget.addItem(text)
    elif kind is QSpinBox:
        widget.setSuffix(text)
    else:
        widget.setText(text)
    return widget


@pytest.mark.parametrize("kind", [QLabel, QPushButton, QComboBox, QSpinBox])
def test_a_text_that_is_cut_is_found(qtbot, kind):
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    widget = labelled(kind)
    column.addWidget(widget)
    window.show()
    assert list(clipped(window)) == []
    widget.setFixedWidth(30)
    qtbot.waitUntil(lambda: widget.width() == 30)
    (found,) = clipped(window)
    assert "a long text" in found

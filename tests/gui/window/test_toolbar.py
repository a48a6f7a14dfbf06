"""The toolbar's buttons show their actions, however often these change, and keep nothing of it."""

from __future__ import annotations

import ctypes
import gc
import sys

import pytest
from PySide6.QtGui import QAction, QIcon, QPixmap
from PySide6.QtWidgets import QApplication, QMainWindow, QToolButton

from gui.window.toolbar import Toolbar

CHANGES = 1000
MOST_BYTES = 40 * CHANGES  # Qt's own way keeps 120 for each


@pytest.fixture
def window(qtbot) -> QMainWindow:
    made = QMainWindow()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def toolbar(window) -> Toolbar:
    made = Toolbar([QAction("Begin", window), QAction("End", window)], dict, window)
    made.place(QAction("Record", window))
    window.addToolBar(made)
    window.show()
    return made


def button_of(toolbar: Toolbar, at: int) -> QToolButton:
    button = toolbar.widgetForAction(toolbar.actions()[at])
    assert isinstance(button, QToolButton)
    return button


@pytest.mark.parametrize("at", [0, 1, 2])
def test_a_button_shows_what_its_action_says(toolbar, at):
    button, action = button_of(toolbar, at), toolbar.actions()[at]
    picture = QPixmap(8, 8)
    action.setIcon(QIcon(picture))
    action.setText("&Go on")
    action.setToolTip("Goes on")
    action.setStatusTip("It goes on")
    action.setWhatsThis("What goes on")
    action.setCheckable(True)
    action.setChecked(True)
    action.setEnabled(False)
    assert (button.text(), button.toolTip()) == (action.iconText(), "Goes on")
    assert (button.statusTip(), button.whatsThis()) == ("It goes on", "What goes on")
    assert button.icon().cacheKey() == action.icon().cacheKey()
    assert button.isCheckable()
    assert button.isChecked()
    assert not button.isEnabled()
    action.setEnabled(True)
    button.click()
    assert not action.isChecked()


@pytest.mark.skipif(sys.platform != "linux", reason="asks glibc for the bytes in use")
def test_an_action_that_changes_a_thousand_times_leaves_nothing(toolbar):
    action = toolbar.actions()[0]
    change(action)
    before = bytes_in_use()
    for _ in range(CHANGES):
        change(action)
    assert bytes_in_use() - before < MOST_BYTES


def change(action: QAction) -> None:
    action.setEnabled(not action.isEnabled())
    QApplication.processEvents()


def bytes_in_use() -> int:
    """In the C heap (mallinfo2's uordblks)."""

    class Information(ctypes.Structure):
        _fields_ = [(name, ctypes.c_size_t) for name in ("a", "b", "c", "d", "e", "f", "g", "used")]
        _fields_ += [("free", ctypes.c_size_t), ("top", ctypes.c_size_t)]

    gc.collect()
    tell = ctypes.CDLL(None).mallinfo2
    tell.restype = Information
    return int(tell().used)

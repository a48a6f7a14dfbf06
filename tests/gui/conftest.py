"""The real window, with settings of its own, for what a teacher uses."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from gui.app import App
from gui.common import privacy
from gui.common.settings import Settings


@pytest.fixture
def settings(tmp_path):
    """English and light, whatever the system speaks."""
    made = Settings(tmp_path / "window.ini")
    for name, value in (("language", "en"), ("theme", "light"), ("ask_before_stop", False)):
        made.set(name, value)
    return made


@pytest.fixture
def app(qtbot, settings):
    """The application with its window shown; closed in the end, whatever a test left on."""
    made = App(QApplication.instance(), settings)
    made.window.resize(1280, 720)
    made.window.show()
    qtbot.waitExposed(made.window)
    yield made
    made.recording.cancel()
    made.window.close()
    assert privacy.discreet("/home/me/x") == "/home/me/x"
    made.window.deleteLater()
    made.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

"""What holds for all tests: no display unless a test asks; each run of them keeps to itself.

Qt chooses its platform when the first application is made, so the choice is made here, before.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from gui.app import App

settings.register_profile("same every time", derandomize=True, deadline=None)
settings.load_profile("same every time")

# A suite in the background of a shell script ignores Ctrl-C, and so would all that it starts.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

pytest_plugins = ["tests.support.hermetic", "tests.support.command_line"]


@pytest.fixture
def open_app(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[..., App]]:
    """Opens the window with settings of its own: English, light, stops without asking.

    Whatever is still open at the test's end is closed as a user would.
    """
    request.getfixturevalue("qtbot")
    application = request.getfixturevalue("qapp")
    from PySide6.QtCore import QCoreApplication, QEvent

    from gui.app import App
    from gui.common.settings import Settings

    opened: list[App] = []

    def open_one(**chosen: object) -> App:
        settings = Settings(tmp_path / "window.ini")
        for name, value in {"language": "en", "theme": "light", "ask_before_stop": False}.items():
            settings.set(name, chosen.pop(name, value))
        for name, value in chosen.items():
            settings.set(name, value)
        app = App(application, settings)
        opened.append(app)
        app.window.show()
        return app

    yield open_one
    for app in opened:
        app.window.form.history.note_saved()  # nobody is there to be asked
        app.window.close()
        app.appearance.languages.choose("en")
        app.window.deleteLater()
        app.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

"""Presenter's view and recording with real keys and a real pointer."""

from __future__ import annotations

import json
import subprocess

import pytest
from PIL import Image
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from gui.screencast.dialog import RecordDialog

pytestmark = pytest.mark.display
TIMEOUT_MS = 20_000


def press(*words):
    """What a hand would do; does not wait for the window."""
    subprocess.run(["xdotool", *map(str, words)], check=True, timeout=20)


@pytest.fixture
def active(app, qtbot):
    """The application, with its window in front."""
    app.window.move(0, 0)
    app.window.activateWindow()
    qtbot.waitUntil(app.window.isActiveWindow, timeout=TIMEOUT_MS)
    return app


def test_keys_present_caption_and_are_shown(active, settings, qtbot):
    settings.set("captions", json.dumps(["Look here"]))
    press("key", "F5")
    qtbot.waitUntil(lambda: active.presenter.is_on, timeout=TIMEOUT_MS)
    press("key", "ctrl+alt+1")
    caption, keys = active.presenter.caption, active.presenter.keys
    qtbot.waitUntil(lambda: caption.text() == "Look here", timeout=TIMEOUT_MS)
    qtbot.waitUntil(lambda: keys.text() == "Ctrl + Alt + 1", timeout=TIMEOUT_MS)
    press("key", "ctrl+alt+0")
    qtbot.waitUntil(active.presenter.editor.hasFocus, timeout=TIMEOUT_MS)
    press("type", "a queue. is full")
    press("key", "Return")
    qtbot.waitUntil(lambda: caption.text() == "a queue. is full", timeout=TIMEOUT_MS)
    assert not active.runs.is_live  # neither the space nor the full stop did what they do elsewhere
    press("key", "F5")
    qtbot.waitUntil(lambda: not active.presenter.is_on, timeout=TIMEOUT_MS)


def test_the_pointer_is_ringed_and_a_click_fills_the_ring(active, qtbot):
    active.presenter.toggle()
    ring = active.presenter.ring
    plot = active.window.centre.parts["depth"]
    centre = plot.mapToGlobal(plot.rect().center())
    press("mousemove", centre.x(), centre.y())
    qtbot.waitUntil(
        lambda: (
            ring.isVisible()
            and ring.geometry().center().x()
            in range(centre.x() - active.window.x() - 4, centre.x() - active.window.x() + 5)
        ),
        timeout=TIMEOUT_MS,
    )
    press("mousedown", 1)
    qtbot.waitUntil(lambda: ring.is_filled, timeout=TIMEOUT_MS)
    press("mouseup", 1)
    qtbot.waitUntil(lambda: not ring.is_filled, timeout=TIMEOUT_MS)


def test_a_recording_is_started_and_stopped_by_keys_and_shows_the_pointer(
    active, settings, qtbot, tmp_path
):
    settings.set("record_folder", str(tmp_path))
    plot = active.window.centre.parts["depth"]
    centre = plot.mapToGlobal(plot.rect().center())
    press("mousemove", centre.x(), centre.y())
    answering = QTimer(active)

    def answer():
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, RecordDialog) and dialog.isActiveWindow():
            answering.stop()
            press("key", "Return")

    answering.timeout.connect(answer)
    answering.start(50)
    press("key", "ctrl+shift+r")
    qtbot.waitUntil(lambda: active.recording.progress.frames >= 3, timeout=TIMEOUT_MS)
    press("key", "ctrl+shift+r")
    qtbot.waitUntil(lambda: not active.recording.is_busy, timeout=TIMEOUT_MS)
    (path,) = tmp_path.glob("*.webp")
    place = centre - active.window.mapToGlobal(active.window.rect().topLeft())
    with Image.open(path) as image:
        assert image.size == (1280, 720)
        shown = image.convert("RGB").getpixel((place.x() + 3, place.y() + 6))
    assert max(shown) < 60  # the arrow's ink, on the plot's light ground

"""Recording the real window: the picture is the window's, and a whole file comes of it, or none."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QMessageBox

from engine.screencast import Format, RecordingStage
from gui.screencast import Options
from gui.screencast.countdown import Countdown
from gui.screencast.dialog import RecordDialog, WritingDialog
from gui.screencast.grabber import Grabber

TIMEOUT_MS = 30_000


def picture_of(grabber):
    """A grabbed frame as an image that can be compared."""
    size = grabber.size
    raw = grabber.grab()
    return QImage(raw, size.width(), size.height(), size.width() * 4, QImage.Format.Format_RGB32)


def pixels(image):
    """Red, green and blue of an image."""
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    flat = np.frombuffer(image.constBits(), np.uint8)
    return flat.reshape(image.height(), image.width(), 4)[:, :, :3].astype(int)


def is_free(app):
    """Whether a recording is over."""
    return lambda: not app.recording.is_busy


@pytest.mark.parametrize("key", ["window", "lanes", "numbers"])
@pytest.mark.parametrize("way", ["read", "painted"])
def test_a_frame_shows_what_the_window_shows(key, way, app, qtbot):
    widgets = {part.key: part.widget for part in app.window.regions()}
    widget = widgets.get(key, app.window)
    QApplication.processEvents()
    grabber = Grabber(app.window, widget, has_pointer=False)
    grabber._can_read = way == "read"
    seen = pixels(widget.grab(QRect(0, 0, grabber.size.width(), grabber.size.height())).toImage())
    shown = pixels(picture_of(grabber))
    assert shown.shape == seen.shape
    if key == "numbers":  # alone, a dock's title is painted a little differently
        assert (np.abs(shown - seen).max(axis=2) > 40).mean() < 0.02
    else:
        where = np.argwhere(np.abs(shown - seen).max(axis=2) > 0)
        assert len(where) <= 4, (len(where), where.min(axis=0), where.max(axis=0))  # of edges


def test_a_dialog_over_the_window_is_in_the_picture_and_our_own_is_not(app, qtbot):
    grabber = Grabber(app.window, app.window, has_pointer=False)
    QApplication.processEvents()
    before = grabber.grab()
    own = WritingDialog(app.window, "film.webp")
    own.move(app.window.mapToGlobal(app.window.rect().center()))
    own.show()
    qtbot.waitExposed(own)
    assert grabber.grab() == before
    own.show_done("done")
    own.close()
    box = QMessageBox(QMessageBox.Icon.Information, "Hello", "Hello", parent=app.window)
    box.open()
    qtbot.waitExposed(box)
    assert grabber.grab() != before
    box.close()


def test_a_recording_is_a_file_of_as_many_frames_as_it_had_time_for(app, qtbot, tmp_path):
    path = tmp_path / "kitchen.webp"
    app.runs.start()
    app.recording.start(Options(path, Format.WEBP, rate=10))
    qtbot.waitUntil(lambda: app.recording.progress.frames >= 12, timeout=TIMEOUT_MS)
    assert app.recording._indicator.isVisible()
    assert "frames" in app.recording._indicator.text()
    assert app.window.windowTitle().startswith("● 0:0")
    assert app.recording.action.text() == "Stop recording"
    stages = []
    app.recording.stageChanged.connect(stages.append)
    app.recording.stop()
    assert not app.recording.is_recording
    qtbot.waitUntil(is_free(app), timeout=TIMEOUT_MS)
    assert stages[-1] is RecordingStage.DONE
    progress = app.recording.progress
    with Image.open(path) as image:
        assert image.size == (1280, 720)
        durations_ms = 0
        for number in range(image.n_frames):
            image.seek(number)
            image.load()
            durations_ms += image.info["duration"]
        assert image.n_frames == progress.pictures <= progress.frames
    assert durations_ms >= 1100
    assert not app.window.windowTitle().startswith("●")
    assert not app.recording._indicator.isVisible()
    app.runs.stop()
    qtbot.waitUntil(lambda: not app.runs.is_live, timeout=TIMEOUT_MS)


def test_one_part_is_recorded_alone(app, qtbot, tmp_path):
    path = tmp_path / "lanes.gif"
    app.recording.start(Options(path, Format.GIF, part="lanes"))
    qtbot.waitUntil(lambda: app.recording.progress.frames >= 1, timeout=TIMEOUT_MS)
    app.recording.stop()
    qtbot.waitUntil(is_free(app), timeout=TIMEOUT_MS)
    lanes = app.window.centre.parts["lanes"]
    with Image.open(path) as image:
        assert image.size == (lanes.width() & ~1, lanes.height() & ~1)


def test_the_writing_can_be_cancelled_and_leaves_nothing(app, qtbot, tmp_path):
    folder = tmp_path / "films"
    folder.mkdir()
    app.recording.start(Options(folder / "film.png", Format.APNG))
    qtbot.waitUntil(lambda: app.recording.progress.frames >= 2, timeout=TIMEOUT_MS)
    app.recording.stop()
    app.recording._writing.reject()
    assert not app.recording.is_busy
    assert list(folder.iterdir()) == []


def test_what_goes_wrong_is_told_with_what_to_do(app, qtbot, tmp_path):
    app.recording.start(Options(tmp_path / "nowhere" / "film.gif", Format.GIF))
    qtbot.waitUntil(is_free(app), timeout=TIMEOUT_MS)
    (box,) = [w for w in app.window.findChildren(QMessageBox) if w.isVisible()]
    assert box.text() == "film.gif could not be recorded"
    assert "There is no such file or folder. Nothing of it is left" in box.informativeText()
    box.close()
    assert app.recording.action.isEnabled()


def test_closing_the_window_asks_before_it_loses_a_recording(app, qtbot, tmp_path, monkeypatch):
    app.recording.start(Options(tmp_path / "film.gif", Format.GIF))
    answers = ["Stay", "Close anyway"]

    def answer(box):
        wanted = answers.pop(0)
        next(button for button in box.buttons() if button.text() == wanted).click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", answer)
    app.window.close()
    assert app.window.isVisible()
    assert app.recording.is_recording
    app.window.close()
    assert not app.window.isVisible()
    assert not app.recording.is_busy
    assert not (tmp_path / "film.gif").exists()


@pytest.fixture
def dialog(app, settings, tmp_path):
    """The dialog, with a file in the test's folder."""
    settings.set("record_folder", str(tmp_path))
    made = RecordDialog(app.window, settings, app.window.regions())
    yield made
    made.deleteLater()


def test_the_dialog_remembers_what_was_chosen(app, dialog, settings, tmp_path):
    dialog.form.setCurrentIndex(dialog.form.findData("gif"))
    assert dialog.path.text().endswith(".gif")
    dialog.part.setCurrentIndex(dialog.part.findData("log"))
    dialog.rate.setValue(12)
    dialog.size_choice.setCurrentIndex(dialog.size_choice.findData("1280x720"))
    dialog.path.setText(str(tmp_path / "mine"))
    dialog.record.click()
    expected = Options(
        tmp_path / "mine.gif", Format.GIF, "log", 12, True, size=(1280, 720), countdown_s=3
    )
    assert dialog.options == expected
    again = RecordDialog(app.window, settings, app.window.regions())
    assert (again.options.form, again.options.part, again.options.rate) == ("gif", "log", 12)
    assert again.options.path.parent == tmp_path
    assert (again.options.size, again.options.countdown_s) == ((1280, 720), 3)
    again.deleteLater()


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("", "Give the file a name."),
        ("nowhere/film.webp", "There is no folder"),
        ("folder.webp", "is a folder"),
    ],
)
def test_a_file_that_cannot_be_is_told_in_the_dialog(name, told, dialog, tmp_path):
    (tmp_path / "folder.webp").mkdir()
    dialog.path.setText(str(tmp_path / name) if name else "")
    dialog.record.click()
    assert told in dialog._problem.text()
    assert not dialog.result()


def test_a_file_that_is_there_is_replaced_when_that_is_said_twice(dialog, tmp_path):
    (tmp_path / "film.webp").write_bytes(b"precious")
    dialog.path.setText(str(tmp_path / "film.webp"))
    dialog.record.click()
    assert "is there already" in dialog._problem.text()
    assert not dialog.result()
    dialog.record.click()
    assert dialog.result() == RecordDialog.DialogCode.Accepted


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080)])
def test_pictures_have_exactly_the_size_that_was_chosen(app, size):
    app.window.resize(1100, 690)
    whole = Grabber(app.window, app.window, has_pointer=False, size=QSize(*size))
    assert (whole.size.width(), whole.size.height()) == size
    picture = picture_of(whole)
    assert (picture.width(), picture.height()) == size
    places = [(x, y) for x in range(0, size[0], 40) for y in range(0, size[1], 40)]
    colours = {picture.pixelColor(*place).name() for place in places}
    assert len(colours) > 1  # the window, made larger, and not an empty field


def test_a_recording_begins_when_the_figures_are_gone(app, qtbot):
    countdown, begun = Countdown(app.window), []
    countdown._timer.setInterval(30)
    countdown.begin(3, lambda: begun.append(True))
    seen = []
    while countdown.is_on:
        seen.append(countdown.text())
        assert countdown.geometry().center() == app.window.rect().center()
        qtbot.wait(10)
    assert list(dict.fromkeys(seen)) == ["3", "2", "1"]
    assert (begun, countdown.isVisible()) == ([True], False)
    countdown.begin(3, lambda: begun.append(True))
    countdown.cancel()
    qtbot.wait(120)
    assert begun == [True]


def test_the_window_has_its_size_again_after_a_recording_of_another(app, qtbot, tmp_path):
    app.window.resize(1000, 640)
    before = app.window.size()
    options = Options(tmp_path / "a.webp", size=(700, 600), has_pointer=False)
    app.recording._resize(options)
    app.recording.start(options)
    app.recording.stop()
    qtbot.waitUntil(is_free(app), timeout=TIMEOUT_MS)
    assert app.window.size() == before
    with Image.open(options.path) as film:
        assert film.size == (700, 600)

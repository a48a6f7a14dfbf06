"""A recording in the window: every run leaves one, and it is gone through like a film."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest

from engine.model.snapshot import EventCode
from engine.model.source import Phase
from engine.recording import library
from engine.recording.reader import Recording
from gui.dialogs import boxes

pytestmark = pytest.mark.processes


@pytest.fixture
def recorded(bench):
    """A kitchen that came to its end, and its recording."""
    for path in library.recordings():
        path.unlink()
    bench.kitchen(items=8, guest_s=0.05).start()
    assert bench.until_over() is Phase.FINISHED
    (path,) = library.recordings()
    return path, bench.snapshot


def open_recording(bench, path):
    assert bench.app.scenarios.open_file(path)
    return bench.app.replays


def until_at(bench, replays, at_ns):
    bench.until(lambda: replays.run.now_ns() == at_ns)


def numbers(snapshot):
    (queue,) = snapshot.queues
    return (queue.produced, queue.taken, queue.done, queue.depth, queue.peak), [
        (worker.name, worker.put, worker.taken, worker.state) for worker in snapshot.workers
    ]


def test_a_run_leaves_a_recording_that_ends_as_it_ended(bench, recorded):
    path, live = recorded
    replays = open_recording(bench, path)
    replays.run.set_time_scale(50.0)
    bench.until(lambda: bench.snapshot.phase is Phase.FINISHED)
    assert numbers(bench.snapshot) == numbers(live)
    assert bench.window.time_bar.isVisible()
    assert bench.app.scenarios.may_leave()
    assert live.queues[0].produced == 8


def test_any_moment_is_gone_to_forth_and_back(bench, recorded):
    path, live = recorded
    replays = open_recording(bench, path)
    strip = bench.window.time_bar.strip
    rows = live.events.columns(0, len(live.events))
    fifth_ns = int(rows.at_ns[rows.code == EventCode.DONE][4])
    middle = QPoint(round(strip.x_of(fifth_ns)), 10)
    QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(strip.width() - 1, 10))
    bench.until(lambda: bench.snapshot.phase is Phase.FINISHED)
    QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=middle)
    wanted_ns = strip.moment_at(middle.x())
    until_at(bench, replays, wanted_ns)
    bench.until(lambda: bench.snapshot.phase.is_live and bench.snapshot.queues)
    bench.until_quiet()  # all up to there has been told
    assert bench.snapshot.now_ns <= wanted_ns
    assert bench.snapshot.queues[0].done < 8
    half = numbers(bench.snapshot)
    replays.seek(replays.run.first_ns)
    bench.until(lambda: not bench.snapshot.queues or not bench.snapshot.queues[0].produced)
    replays.seek(wanted_ns)
    bench.until(lambda: bench.snapshot.queues and numbers(bench.snapshot) == half)
    assert live.queues[0].done == 8


def test_steps_go_to_the_next_news_and_back(bench, recorded):
    path, _ = recorded
    replays = open_recording(bench, path)
    replays.seek(replays.run.first_ns)
    bench.window.commands.step.trigger()
    first_ns = replays.run.now_ns()
    assert first_ns > replays.run.first_ns
    QTest.keyClick(bench.window.time_bar.strip, Qt.Key.Key_Right)
    assert replays.run.now_ns() > first_ns
    bench.window.time_bar.back.trigger()
    assert replays.run.now_ns() == first_ns
    assert bench.app.runs.run.phase is Phase.PAUSED


def test_pause_and_speed_are_those_of_the_playing(bench, recorded):
    path, _ = recorded
    replays = open_recording(bench, path)
    bench.window.toolbar.speed.speed = 0.1
    assert replays.run.speed == 0.1
    bench.window.commands.pause.trigger()
    bench.until(lambda: bench.app.runs.run.phase is Phase.PAUSED)
    still_ns = replays.run.now_ns()
    assert replays.run.now_ns() == still_ns
    bench.window.commands.pause.trigger()
    bench.until(lambda: replays.run.now_ns() > still_ns)
    bench.window.commands.stop.trigger()
    bench.until(lambda: bench.app.runs.run is None)


def test_a_new_run_takes_the_place_of_the_recording(bench, recorded):
    path, _ = recorded
    replays = open_recording(bench, path)
    bench.window.commands.stop.trigger()
    bench.until(lambda: bench.app.runs.run is None)
    bench.start()
    bench.until(lambda: bench.snapshot.phase is Phase.FINISHED)
    assert replays.run is None
    assert not bench.window.time_bar.isVisible()
    assert len(library.recordings()) == 2


def test_a_file_that_is_let_go_over_the_window_is_opened(bench, recorded):
    path, _ = recorded
    dragged = QMimeData()
    dragged.setUrls([QUrl.fromLocalFile(str(path))])
    drop = QDropEvent(
        QPointF(100, 100),
        Qt.DropAction.CopyAction,
        dragged,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    bench.window.dropEvent(drop)
    assert bench.app.replays.run is not None
    assert bench.app.replays.run.recording.path == path


def test_what_cannot_be_opened_is_told_and_nothing_changes(bench, tmp_path, monkeypatch):
    told = []
    monkeypatch.setattr(boxes, "show_error", lambda *texts: told.append(texts[1:]))
    path = tmp_path / "broken.qscope"
    path.write_bytes(b"")
    bench.app.scenarios.open_file(path)
    assert told == [("broken.qscope cannot be opened", "it is empty: nothing was recorded")]
    assert bench.app.replays.run is None
    assert not bench.window.time_bar.isVisible()


def test_where_nothing_can_be_recorded_the_window_says_so_and_the_run_goes_on(
    bench, tmp_path, monkeypatch
):
    place = tmp_path / "a file"
    place.write_text("x")
    monkeypatch.setattr(library, "folder", lambda: place / "recordings")
    bench.kitchen(items=8, guest_s=0.05).start()
    assert bench.until_over() is Phase.FINISHED
    assert bench.snapshot.queues[0].done == 8


def test_the_findings_of_the_run_are_found_again(bench, recorded):
    path, live = recorded
    with Recording(path) as recording:
        assert recording.about.scenario["name"]
        assert recording.end.phase is Phase.FINISHED
    replays = open_recording(bench, path)
    replays.seek(replays.run.last_ns)
    bench.until(lambda: bench.snapshot.phase is Phase.FINISHED)
    assert bench.snapshot.findings == live.findings


def test_nothing_is_recorded_when_nothing_is_to_be_kept(make_bench):
    for path in library.recordings():
        path.unlink()
    bench = make_bench()
    bench.app.settings.set("recordings_gb", "0")
    bench.kitchen(items=4).start()
    assert bench.until_over() is Phase.FINISHED
    assert not library.recordings()


@pytest.mark.parametrize(("name", "begins"), [("run.csv", b"at_s"), ("run.html", b"<!DOCTYPE")])
def test_what_is_shown_is_exported_for_other_programs(
    bench, recorded, tmp_path, monkeypatch, name, begins
):
    path = tmp_path / name
    monkeypatch.setattr(bench.app.exports._files, "ask_save", lambda *_: path)
    bench.window.commands.export_run.trigger()
    assert path.read_bytes().startswith(begins)

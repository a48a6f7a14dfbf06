"""The folder of recordings keeps to its budget, and to what its user has named."""

from __future__ import annotations

import datetime
import os

import pytest

from engine.recording import library, records
from engine.recording.reader import Recording
from engine.recording.recorder import start_recording
from engine.recording.writer import RecordingWriter
from engine.text.os_errors import REFUSALS

from .conftest import story


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(library, "folder", lambda: tmp_path / "recordings")
    return tmp_path / "recordings"


def keep(path, size, age_s):
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(bytes(size))
    os.utime(path, (1_700_000_000 - age_s,) * 2)
    return path


def ours(folder, number, size=100, age_s=0):
    return keep(folder / f"run-20260101-00000{number}-kitchen.qscope", size, age_s)


def test_names_tell_when_and_what_and_are_never_taken_twice(folder):
    at = datetime.datetime(2026, 3, 4, 5, 6, 7)
    first = library.new_path("点心 kitchen: 7/8?", at)
    assert first.name == "run-20260304-050607-点心-kitchen-7-8.qscope"
    first.touch()
    assert library.new_path("点心 kitchen: 7/8?", at).name.endswith("-7-8-2.qscope")
    assert library.new_path("../..", at).parent == folder


def test_the_oldest_make_room_for_the_next(folder):
    oldest, older, newest = (ours(folder, n, age_s=30 - 10 * n) for n in range(3))
    assert library.make_room(400) == 100
    assert oldest.exists()
    assert library.make_room(300) == 100
    assert [oldest.exists(), older.exists(), newest.exists()] == [False, True, True]


def test_one_that_its_user_has_named_is_never_removed(folder):
    named = keep(folder / "the day it hung.qscope", 1000, 100)
    ours(folder, 1)
    library.make_room(1)
    assert list(folder.iterdir()) == [named]


def test_one_that_is_being_written_is_never_removed(folder):
    folder.mkdir()
    writer = RecordingWriter(library.new_path("live"), records.about_run("live"))
    library.make_room(1)
    assert writer.path.exists()
    writer.close()
    library.make_room(1)
    assert not writer.path.exists()


def test_a_run_that_would_take_more_than_there_is_is_recorded_as_far_as_it_fits(
    folder,
):
    recorder = start_recording(records.about_run("long"), budget_bytes=1500)
    for _ in range(20):
        recorder.take(story())
        recorder._writer.wait_for_blocks(recorder._writer.blocks + 1, 0.5)
        if recorder.trouble is not None:
            break
    assert "used up" in recorder.trouble.reason
    assert recorder.path.stat().st_size <= 1500


def test_a_folder_that_cannot_be_made_is_a_trouble_and_no_error(folder):
    folder.write_text("a file")
    recorder = start_recording(records.about_run("kitchen"))
    recorder.take(story())
    recorder.finish("finished", 5)
    assert recorder.path is None
    assert recorder.trouble.reason in {*REFUSALS.values(), "File exists"}


def test_the_newest_comes_first(folder):
    old, new = ours(folder, 1, age_s=10), ours(folder, 2)
    assert library.recordings() == [new, old]


def test_what_is_recorded_there_opens(folder):
    recorder = start_recording(records.about_run("kitchen"))
    recorder.take(story())
    recorder.finish("finished", 5)
    with Recording(library.recordings()[0]) as recording:
        assert recording.events == 120


def test_a_run_that_never_began_leaves_no_recording(folder):
    recorder = start_recording(records.about_run("kitchen"))
    recorder.finish("broken", 5)
    assert not list(folder.iterdir())

"""A recorder and its encoder, as two real processes: a whole file, or nothing."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import textwrap
import time
from multiprocessing import resource_tracker
from pathlib import Path

import numpy as np
import psutil
import pytest
from PIL import Image

from engine.screencast import Format, RecordingStage
from engine.screencast.frame_recorder import FrameRecorder

pytestmark = pytest.mark.processes

WIDTH, HEIGHT, TIMEOUT_S = 160, 120, 30.0


def frame(number):
    """Noise, so that it takes room: another one for each number."""
    return np.random.default_rng(number).integers(0, 2**32, (HEIGHT, WIDTH), np.uint32).tobytes()


def until(recorder, condition):
    """Polls until the condition holds of the progress."""
    deadline_s = time.monotonic() + TIMEOUT_S
    while not condition(recorder.poll()):
        assert time.monotonic() < deadline_s, recorder.progress
        time.sleep(0.005)
    return recorder.progress


def is_over(progress):
    """Whether nothing more will come."""
    return progress.stage.is_over


@pytest.fixture
def make(leaves_nothing, tmp_path):
    """`make(form)` starts a recorder of "film" in a folder of its own; it is closed in the end."""
    resource_tracker.ensure_running()  # it stays, for all who spawn
    leaves_nothing()
    made = []

    def start(form=Format.GIF):
        made.append(FrameRecorder(tmp_path / f"film.{form.value}", form, WIDTH, HEIGHT))
        made[-1].start()
        return made[-1]

    yield start
    for recorder in made:
        recorder.close()


@pytest.mark.parametrize("form", [Format.WEBP, Format.GIF, Format.APNG])
def test_what_was_recorded_can_be_opened_and_no_frame_is_missing(form, make, tmp_path):
    recorder = make(form)
    for number in range(12):
        assert recorder.add(frame(number), number * 50)
    recorder.finish(600)
    progress = until(recorder, is_over)
    assert (progress.stage, progress.frames, progress.lost) == (RecordingStage.DONE, 12, 0)
    assert [path.name for path in tmp_path.iterdir()] == [f"film.{form.value}"]
    path = tmp_path / f"film.{form.value}"
    assert path.stat().st_size == progress.bytes
    with Image.open(path) as image:
        assert image.n_frames == 12


def test_a_file_of_that_name_is_replaced_only_by_a_whole_one(make, tmp_path):
    (tmp_path / "film.gif").write_bytes(b"precious")
    recorder = make()
    recorder.add(frame(0), 0)
    until(recorder, lambda progress: progress.frames == 1)
    assert (tmp_path / "film.gif").read_bytes() == b"precious"
    recorder.finish(50)
    assert until(recorder, is_over).stage is RecordingStage.DONE
    with Image.open(tmp_path / "film.gif") as image:
        assert image.size == (WIDTH, HEIGHT)


@pytest.mark.parametrize("when", ["while recording", "while writing"])
def test_after_a_cancel_nothing_is_left(when, make, tmp_path):
    recorder = make(Format.WEBP)
    for number in range(40):
        recorder.add(frame(number), number * 50)
    if when == "while writing":
        recorder.finish(2000)
        until(recorder, lambda progress: progress.pictures)
    recorder.cancel()
    assert until(recorder, is_over).stage is RecordingStage.CANCELLED
    recorder.close()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform != "linux", reason="limits another process's files")
@pytest.mark.parametrize("when", ["while recording", "while writing"])
def test_a_full_disk_is_told_and_leaves_nothing(when, make, tmp_path):
    import resource

    recorder = make(Format.APNG)
    until(recorder, lambda progress: progress.is_ready)
    pid, room = recorder._process.pid, (1_000, 1_000)
    if when == "while recording":
        resource.prlimit(pid, resource.RLIMIT_FSIZE, room)
    for number in range(4):
        recorder.add(frame(number), number * 50)
    if when == "while writing":
        until(recorder, lambda progress: progress.frames == 4)
        resource.prlimit(pid, resource.RLIMIT_FSIZE, room)
    recorder.finish(200)
    progress = until(recorder, is_over)
    assert progress.stage is RecordingStage.FAILED
    assert progress.frames == (0 if when == "while recording" else 4)
    assert progress.problem == os.strerror(errno.EFBIG)  # as ENOSPC of a full disk would be
    recorder.close()
    assert list(tmp_path.iterdir()) == []


def test_an_encoder_that_is_killed_is_told_and_leaves_nothing(make, tmp_path):
    recorder = make()
    recorder.add(frame(0), 0)
    until(recorder, lambda progress: progress.frames == 1)
    recorder._process.kill()
    progress = until(recorder, is_over)
    assert (progress.stage, progress.problem) == (
        RecordingStage.FAILED,
        "the encoder's process has ended",
    )
    recorder.close()
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_told(leaves_nothing, tmp_path):
    recorder = FrameRecorder(tmp_path / "nowhere" / "film.gif", Format.GIF, WIDTH, HEIGHT)
    recorder.start()
    assert until(recorder, is_over).problem == os.strerror(2)
    recorder.close()


def test_a_stopped_encoder_makes_nobody_wait_and_what_has_no_room_is_counted(make, monkeypatch):
    monkeypatch.setattr(
        "engine.screencast.frame_recorder.MOST_WAITING_BYTES", 6 * WIDTH * HEIGHT * 4
    )
    recorder = make()
    until(recorder, lambda progress: progress.is_ready)
    encoder = psutil.Process(recorder._process.pid)
    encoder.suspend()
    picture = frame(0)
    begin_s = time.monotonic()
    taken = sum(recorder.add(picture, number) for number in range(100))
    assert time.monotonic() - begin_s < 2.0
    assert recorder.progress.lost == 100 - taken > 0
    encoder.resume()
    recorder.finish(100)
    assert until(recorder, is_over).frames == taken


def test_the_encoder_goes_and_cleans_up_when_its_application_is_killed(tmp_path):
    program = textwrap.dedent("""
        import os, signal, sys, time
        from pathlib import Path
        sys.path.insert(0, sys.argv[1])
        from engine.screencast import Format
        from engine.screencast.frame_recorder import FrameRecorder
        if __name__ == "__main__":
            recorder = FrameRecorder(Path(sys.argv[2]) / "film.webp", Format.WEBP, 160, 120)
            recorder.start()
            for number in range(200):
                recorder.add(os.urandom(160 * 120 * 4), number * 50)
            recorder.finish(10_000)
            while not recorder.poll().written:
                time.sleep(0.005)
            print(recorder._process.pid, flush=True)
            os.kill(os.getpid(), signal.SIGKILL)
        """)
    script = tmp_path / "application.py"
    script.write_text(program, encoding="utf-8")
    folder = tmp_path / "films"
    folder.mkdir()
    root = Path(__file__).resolve().parents[3]
    command = [sys.executable, str(script), str(root), str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    pid = int(done.stdout)
    deadline_s = time.monotonic() + TIMEOUT_S
    while psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE:
        assert time.monotonic() < deadline_s
        time.sleep(0.02)
    assert list(folder.iterdir()) == []


def test_the_encoder_loads_no_qt():
    code = (
        "import sys, engine.screencast.encoder; print(*[m for m in sys.modules if 'PySide6' in m])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""

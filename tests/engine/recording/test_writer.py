"""The writer: nothing waits for it, and what it has written is there whatever happens."""

from __future__ import annotations

import errno
import fcntl
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from engine.recording import records, writer
from engine.recording.reader import Recording
from engine.recording.writer import RecordingWriter
from engine.text import os_errors

from .conftest import story

ROOT = Path(__file__).resolve().parents[3]
KILLED = """
import sys, time
sys.path.insert(0, {root!r})
from pathlib import Path
from engine.model.source import Packet
from engine.observe import wire
from engine.recording.records import about_run
from engine.recording.writer import RecordingWriter
made = RecordingWriter(Path(sys.argv[1]), about_run("killed"))
number = 0
while True:
    at_ns = time.perf_counter_ns()
    body = wire.SEQUENCE.pack(number) + at_ns.to_bytes(8, "little")
    made.add([Packet(0, at_ns, wire.frame(wire.PUTS, 0, body))])
    number += 1
    if number == 300:
        print("going", flush=True)
    time.sleep(0.002)
"""


def slowed(monkeypatch):
    """A disk that takes nothing until it is told to."""
    gate = threading.Event()
    sync = writer._sync

    def wait(descriptor):
        gate.wait(30)
        sync(descriptor)

    monkeypatch.setattr(writer, "_sync", wait)
    return gate


def test_a_file_that_is_there_is_left_alone(tmp_path):
    path = tmp_path / "mine.qscope"
    path.write_text("precious")
    with pytest.raises(FileExistsError):
        RecordingWriter(path, records.about_run("x"))
    assert path.read_text() == "precious"


def test_a_folder_that_is_not_there_is_told_and_nothing_is_left(tmp_path):
    with pytest.raises(FileNotFoundError):
        RecordingWriter(tmp_path / "none" / "a.qscope", records.about_run("x"))
    assert not list(tmp_path.iterdir())


def test_closing_twice_is_safe_and_ends_the_thread(tmp_path):
    before = threading.active_count()
    made = RecordingWriter(tmp_path / "a.qscope", records.about_run("x"))
    made.close()
    made.close()
    assert threading.active_count() == before


def test_a_full_disk_ends_the_recording_and_nothing_else(tmp_path, monkeypatch):
    path = tmp_path / "full.qscope"
    packets = story()
    made = RecordingWriter(path, records.about_run("x"))
    made.add(packets[:6])
    made.wait_for_blocks(2)
    before_ns = time.perf_counter_ns()

    def refuse(descriptor):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(writer, "_sync", refuse)
    made.add(packets[6:])
    while made.trouble is None:
        time.sleep(0.01)
    made.add(packets)  # the run goes on
    made.close()
    assert made.trouble.since_ns > before_ns
    assert made.trouble.reason == os_errors.REFUSALS[errno.ENOSPC]
    with Recording(path) as recording:
        assert recording.packets(0)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_write_that_is_refused_half_way_leaves_whole_blocks(tmp_path, monkeypatch):
    path = tmp_path / "half.qscope"
    packets = story()
    made = RecordingWriter(path, records.about_run("x"))
    made.add(packets[:6])
    made.wait_for_blocks(2)
    whole = path.stat().st_size
    real = made._file

    class Half:
        """Takes half of what it is given, and then no more."""

        def __init__(self):
            self.left = 40

        def write(self, data):
            if not self.left:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            size, self.left = min(len(data), self.left), 0
            return real.write(bytes(data[:size]))

        def __getattr__(self, name):
            return getattr(real, name)

    made._file = Half()
    made.add(packets[6:])
    made.close()
    assert made.trouble is not None
    assert path.stat().st_size == whole
    with Recording(path) as recording:
        assert not recording.damage


def test_what_comes_too_fast_is_left_out_and_counted(tmp_path, monkeypatch):
    gate = slowed(monkeypatch)
    packets = story()
    made = RecordingWriter(tmp_path / "fast.qscope", records.about_run("x"), most_pending=4000)
    made.add(packets[:4])
    while made.pending_bytes:  # the thread has them, and waits for the disk
        time.sleep(0.01)
    before_s = time.monotonic()
    for _ in range(50):
        made.add(packets[4:])
    assert time.monotonic() - before_s < 1.0
    gate.set()
    made.close()
    with Recording(made.path) as recording:
        (gap,) = recording.gaps
        kept = sum(map(len, recording.all_packets()))
    assert gap.packets == 4 + 50 * len(packets[4:]) - kept
    assert gap.since_ns == packets[4].arrived_ns


def test_one_that_is_written_is_marked_so(tmp_path):
    made = RecordingWriter(tmp_path / "a.qscope", records.about_run("x"))
    with made.path.open("rb") as other:
        assert not writer.claim(other)
    made.close()
    with made.path.open("rb") as other:
        assert writer.claim(other)
        fcntl.flock(other, fcntl.LOCK_UN)


def test_a_killed_application_s_recording_opens_up_to_its_last_moments(tmp_path):
    path = tmp_path / "killed.qscope"
    command = [sys.executable, "-c", KILLED.format(root=str(ROOT)), str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "going\n"
        killed_ns = time.perf_counter_ns()
        process.send_signal(signal.SIGKILL)
    with Recording(path) as recording:
        assert not recording.is_complete
        assert recording.events > 200
        assert (killed_ns - recording.last_ns) / 1e6 < 1000  # ms; bench has the figure

"""`--record`, `replay`, `report`, `export`: real runs, recorded and told again."""

from __future__ import annotations

import collections
import csv
import io
import json
import struct
from pathlib import Path

import numpy as np
import pytest

from engine.recording.reader import Recording
from tests.support.command_line import SCRIPTS

pytestmark = pytest.mark.processes

QUICK = """
name = "Quick kitchen"
time_scale = 100.0
[queue]
kind = "JoinableQueue"
maxsize = 3
[[producers]]
name = "Cook"
count = 2
items = 5
[[consumers]]
name = "Guest"
count = 2
"""


@pytest.fixture
def kitchen(tmp_path):
    path = tmp_path / "quick.toml"
    path.write_text(QUICK, encoding="utf-8")
    return path


@pytest.fixture
def recorded(queuescope, kitchen, tmp_path):
    """A recording, and the report that its own run printed."""
    path = tmp_path / "quick.qscope"
    done = queuescope("run", kitchen, "--json", "--record", path)
    assert done.returncode == 0, done.stderr
    return path, done.stdout


def kept(queuescope) -> list[Path]:
    folder = Path(queuescope.environment["XDG_DATA_HOME"]) / "queuescope" / "recordings"
    return sorted(folder.glob("*.qscope"))


def test_a_scenario_s_recording_gives_the_same_bytes_of_a_report(queuescope, recorded):
    path, live = recorded
    assert queuescope("report", "--json", path).stdout == live


@pytest.mark.parametrize("script", ["kitchen.py", "worker_raises.py", "unpicklable.py"])
def test_a_script_s_recording_gives_the_same_bytes_of_a_report(queuescope, tmp_path, script):
    path, report = tmp_path / "script.qscope", tmp_path / "live.json"
    queuescope("trace", "--report", report, "--record", path, SCRIPTS / script)
    assert queuescope("report", "--json", path).stdout == report.read_bytes()
    with Recording(path) as recording:
        assert recording.about.command == (str(SCRIPTS / script),)
        assert recording.end.exit_code is not None


def test_every_run_is_recorded_unless_its_user_does_not_want_it(queuescope, kitchen, tmp_path):
    queuescope.environment["XDG_DATA_HOME"] = str(tmp_path / "data")
    nothing = queuescope("report")
    assert nothing.returncode == 2
    assert b"Nothing has been recorded yet" in nothing.stderr
    queuescope("run", kitchen, "--no-record")
    queuescope("trace", "--no-record", SCRIPTS / "kitchen.py")
    assert not kept(queuescope)
    live = queuescope("run", kitchen, "--json").stdout
    (path,) = kept(queuescope)
    assert path.name.startswith("run-")
    assert "Quick-kitchen" in path.name
    assert queuescope("report", "--json").stdout == live  # the latest one


def test_a_folder_that_cannot_be_made_is_told_and_the_run_goes_on(queuescope, kitchen, tmp_path):
    (tmp_path / "data").write_text("no folder")
    queuescope.environment["XDG_DATA_HOME"] = str(tmp_path / "data")
    done = queuescope("run", kitchen)
    assert done.returncode == 0
    assert b"this run is not recorded" in done.stderr
    assert b"10 put, 10 taken, 10 done" in done.stdout


def test_a_file_that_is_there_is_never_recorded_over(queuescope, kitchen, tmp_path):
    path = tmp_path / "mine.qscope"
    path.write_text("precious")
    done = queuescope("run", kitchen, "--record", path)
    assert done.returncode == 2
    assert b"is there already" in done.stderr
    assert b"Traceback" not in done.stderr
    assert path.read_text() == "precious"


def test_replay_plays_and_ends_with_the_report(queuescope, recorded):
    path, _ = recorded
    done = queuescope("replay", path, "--speed", "50")
    assert done.returncode == 0
    assert b"Quick kitchen: finished after" in done.stdout
    opened = queuescope(path)  # no display here
    assert b"No display here: playing quick.qscope in the terminal" in opened.stderr
    assert opened.stdout == done.stdout


def test_a_cut_off_recording_is_told_and_shown_as_far_as_it_goes(queuescope, recorded):
    path, _ = recorded
    path.write_bytes(path.read_bytes()[:-2000])
    done = queuescope("report", path)
    assert b"ends before the run did" in done.stderr
    assert b"Quick kitchen" in done.stdout


@pytest.mark.parametrize("command", ["replay", "report", "export"])
def test_what_is_no_recording_is_named(queuescope, kitchen, command):
    for name in (kitchen, "nowhere.qscope"):
        done = queuescope(command, name)
        assert done.returncode == 2
        assert b"cannot be opened" in done.stderr
        assert b"Traceback" not in done.stderr


def test_csv_has_a_line_for_each_event(queuescope, recorded, tmp_path):
    path, _ = recorded
    assert queuescope("export", path, "--to", "csv").returncode == 0
    text = (tmp_path / "quick.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(text)))
    counts = collections.Counter(row["event"] for row in rows)
    assert (counts["put"], counts["taken"], counts["done"]) == (10, 10, 10)
    assert {row["producer"] for row in rows if row["event"] == "taken"} == {"Cook 1", "Cook 2"}
    times = [float(row["at_s"]) for row in rows]
    assert times == sorted(times)


def test_npz_has_events_items_and_depths(queuescope, recorded, tmp_path):
    path, live = recorded
    assert queuescope("export", path, "--to", "npz", "-o", "out.npz").returncode == 0
    with np.load(tmp_path / "out.npz") as arrays:
        put, taken, done = (arrays[f"items.{name}_ns"] for name in ("put", "taken", "done"))
        assert len(put) == 10
        assert (put <= taken).all()
        assert (taken <= done).all()
        assert arrays["depth.0.depth"].max() == json.loads(live)["depth"]["peak"]
        assert arrays["depth.0.depth"][-1] == 0
        assert "Guest 1" in arrays["workers.name"]


def test_html_is_one_page_that_needs_nothing_else(queuescope, recorded, tmp_path):
    path, _ = recorded
    assert queuescope("export", path, "--to", "html").returncode == 0
    text = (tmp_path / "quick.html").read_text(encoding="utf-8")
    assert "Quick kitchen" in text
    assert "<polygon" in text
    assert "http" not in text
    assert "<script" not in text


def fields(data: bytes):
    """The fields of a protobuf message: (number, value)."""
    at = 0

    def number():
        nonlocal at
        value = shift = 0
        while True:
            byte = data[at]
            at += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    while at < len(data):
        key = number()
        if key & 7 == 0:
            yield key >> 3, number()
        elif key & 7 == 1:
            yield key >> 3, struct.unpack_from("<Q", data, at)[0]
            at += 8
        else:
            size = number()
            yield key >> 3, data[at : at + size]
            at += size


def test_perfetto_has_tracks_waits_flows_and_depths(queuescope, recorded, tmp_path):
    path, live = recorded
    assert queuescope("export", path).returncode == 0
    packets = [
        dict(fields(packet)) for _, packet in fields((tmp_path / "quick.pftrace").read_bytes())
    ]
    names = {}
    for field, entry in fields(packets[0][12]):
        assert field == 2
        told = dict(fields(entry))
        names[told[1]] = told[2].decode()
    tracks = [dict(fields(packet[60])) for packet in packets if 60 in packet]
    processes = {dict(fields(track[3]))[6].decode() for track in tracks if 3 in track}
    assert processes == {each["name"] for each in json.loads(live)["workers"]}
    events = [(packet[8], list(fields(packet[11]))) for packet in packets if 11 in packet]
    kinds = collections.Counter(dict(event)[9] for _, event in events)
    assert kinds[1] == kinds[2]  # each wait that begins ends
    assert kinds[4] == 20  # the depth changes with each put and get
    acts = collections.Counter(names[dict(event)[10]] for _, event in events if dict(event)[9] == 3)
    assert (acts["put"], acts["get"], acts["task_done"]) == (10, 10, 10)
    flows = collections.Counter(v for _, event in events for f, v in event if f in {47, 48})
    assert sorted(flows.values()) == [3] * 10
    ended = [value for _, event in events for field, value in event if field == 48]
    assert sorted(ended) == sorted(flows)

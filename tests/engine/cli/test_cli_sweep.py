"""`queuescope sweep`: real runs, a row for each, a table, and on from where it was."""

from __future__ import annotations

import csv
import io

import pytest

from engine.cli.frontend import BadInputError
from engine.cli.sweeping import HEAD, numbers

QUICK = """
name = "Quick kitchen"
time_scale = 100.0
[queue]
start_method = "fork"
[[producers]]
name = "Cook"
items = 12
[[consumers]]
name = "Guest"
"""


@pytest.fixture
def kitchen(tmp_path):
    path = tmp_path / "quick.toml"
    path.write_text(QUICK, encoding="utf-8")
    return path


def rows(path):
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))


@pytest.mark.processes
def test_each_combination_is_run_and_told(queuescope, kitchen, tmp_path):
    path = tmp_path / "sweep.csv"
    arguments = ("sweep", kitchen, "--consumers", "1..2", "--maxsize", "1,5", "--csv", path)
    done = queuescope(*arguments)
    assert done.returncode == 0, done.stderr
    found = rows(path)
    assert [(row["consumers"], row["maxsize"]) for row in found] == [
        ("1", "1"), ("1", "5"), ("2", "1"), ("2", "5"),
    ]  # fmt: skip
    assert all(float(row["throughput_per_s"]) > 0 for row in found)
    assert all(float(row["depth_mean"]) <= int(row["maxsize"]) for row in found)
    assert done.stdout.count(b"\n") >= 5
    before = path.read_bytes()
    again = queuescope(*arguments)
    assert again.stdout == done.stdout
    assert path.read_bytes() == before
    queuescope(*arguments, "--repeat", "2")
    assert len(rows(path)) == 8
    assert rows(path)[:4] == found


@pytest.mark.processes
@pytest.mark.parametrize(
    ("options", "reason"),
    [
        (("--consumers", "many"), b"is no list of numbers"),
        (("--consumers", "-1"), b"is no list of numbers"),
        (("--maxsize", "99999"), b"queue.maxsize"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_is_started(queuescope, kitchen, options, reason):
    done = queuescope("sweep", kitchen, *options)
    assert done.returncode == 2
    assert reason in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.processes
def test_another_file_is_not_written_into(queuescope, kitchen, tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text("a,b\n1,2\n")
    done = queuescope("sweep", kitchen, "--csv", path)
    assert done.returncode == 2
    assert path.read_text() == "a,b\n1,2\n"


def test_lists_of_numbers():
    assert numbers("1..4,8") == (1, 2, 3, 4, 8)
    assert numbers("3,3,1") == (3, 1)
    for text in ("", "x", "1..", "4..1", "-1..2"):
        with pytest.raises(BadInputError):
            numbers(text)
    assert len(HEAD) == 8

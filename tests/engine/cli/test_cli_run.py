"""`queuescope run`, `scenarios` and the way to the window: real scenarios, real processes."""

from __future__ import annotations

import json
import signal
import subprocess

import psutil
import pytest

pytestmark = pytest.mark.processes

QUICK = """
name = "Quick kitchen"
time_scale = 100.0

[queue]
kind = "JoinableQueue"
maxsize = 3
start_method = "fork"

[[producers]]
name = "Cook"
count = 2
items = 5
dish = "bun"

[[consumers]]
name = "Guest"
count = 2
"""
ENDLESS = QUICK.replace("items = 5", "items = 0").replace("100.0", "20.0")
WORKER_KEYS = {"name", "role", "pid", "exit_code", "items", "blocked_s", "busy_s", "error"}


def read_until(process: subprocess.Popen, wanted: bytes) -> bytes:
    """The process's output, up to and with what is wanted."""
    told = b""
    for line in process.stdout:
        told += line
        if wanted in line:
            return told
    pytest.fail(f"{wanted!r} never came: {told!r}")


@pytest.fixture
def quick(script):
    """A scenario of ten buns that takes a moment."""
    return script(QUICK, "quick.toml")


@pytest.fixture
def endless(script):
    """A scenario that ends only when it is stopped."""
    return script(ENDLESS, "endless.toml")


def test_the_kitchen_runs_to_its_end_and_every_item_is_eaten(queuescope):
    ran = queuescope("run", "dim-sum-kitchen", "--time-scale", "50", "--json")
    report = json.loads(ran.stdout)
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert report["outcome"] == "finished"
    assert [report[key] for key in ("produced", "taken", "done", "lost")] == [12, 12, 12, 0]
    assert set(report["depth"]) == {"peak", "mean", "last"}
    assert report["depth"]["last"] == 0
    assert all(set(worker) >= WORKER_KEYS for worker in report["workers"])
    roles = sorted(worker["role"] for worker in report["workers"])
    assert roles == ["consumer"] * 2 + ["main"] + ["producer"] * 3


def test_a_scenario_file_runs_and_its_bound_holds(queuescope, quick):
    report = json.loads(queuescope("run", quick, "--json").stdout)
    assert report["outcome"] == "finished"
    assert (report["produced"], report["done"]) == (10, 10)
    assert report["queues"][0]["maxsize"] == 3
    assert 1 <= report["depth"]["peak"] <= 3


def test_without_a_terminal_the_programs_lines_and_the_report_are_plain_text(queuescope, quick):
    ran = queuescope("run", quick)
    text = ran.stdout.decode()
    assert ran.returncode == 0
    assert "\x1b" not in text
    assert "Cook 1 made bun" in text
    assert text.index("Cook 1 made bun") < text.index("Quick kitchen: finished after")
    assert "10 put, 10 taken, 10 done, 0 lost" in text


def test_the_time_is_up_and_that_is_well(queuescope, endless):
    ran = queuescope("run", endless, "--seconds", "1", "--json")
    report = json.loads(ran.stdout)
    assert (ran.returncode, report["outcome"]) == (0, "stopped")
    assert report["duration_s"] < 10
    assert report["produced"] > 0
    assert not any(psutil.pid_exists(worker["pid"]) for worker in report["workers"])


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)], ids=["Ctrl-C", "terminate"]
)
def test_a_signal_stops_the_run_in_good_order(queuescope, endless, number, code):
    process = queuescope.start("run", endless)
    read_until(process, b"made bun")
    process.send_signal(number)
    out, err = process.communicate(timeout=20)
    assert process.returncode == code
    assert b"Endless" not in err
    assert b"Traceback" not in out + err
    assert b"Quick kitchen: stopped after" in out


def test_a_signal_leaves_no_process(queuescope, endless):
    process = queuescope.start("run", endless)
    read_until(process, b"made bun")
    family = psutil.Process(process.pid).children(recursive=True)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=20)
    assert len(family) >= 5
    assert psutil.wait_procs(family, timeout=3)[1] == []


def test_on_a_terminal_the_view_is_live(queuescope, quick):
    code, told = queuescope.all_on_terminal("run", quick, "--time-scale", "5")
    text = told.decode()
    assert "makes bun" in text
    assert "depth" in text
    assert "of 10" in text
    assert "10 put, 10 taken, 10 done, 0 lost" in text
    assert code == 0


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ("maxsize = 3|maxsize = -1", "queue.maxsize"),
        ("maxsize = 3|maxsise = 3", "maxsise"),
        ('kind = "JoinableQueue"|kind = "LifoQueue"', "queue.kind"),
        ("count = 2|count = 1.5", "count"),
        ("items = 5|items = 'five'", "items"),
        ("[queue]|[queue", "line"),
    ],
)
def test_a_scenario_with_an_error_names_the_field_and_starts_nothing(
    queuescope, script, change, field
):
    old, new = change.split("|")
    path = script(QUICK.replace(old, new), "bad.toml")
    ran = queuescope("run", path, "--json")
    told = ran.stderr.decode()
    assert (ran.returncode, ran.stdout) == (2, b"")
    assert field in told
    assert "nothing was started" in told
    assert "Traceback" not in told


def test_all_errors_of_a_scenario_are_told_at_once(queuescope, script):
    bad = QUICK.replace("maxsize = 3", "maxsize = -1").replace("items = 5", "items = -5")
    told = queuescope("run", script(bad, "bad.toml")).stderr.decode()
    assert "maxsize" in told
    assert "items" in told


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["run", "no-such-kitchen"], "dim-sum-kitchen"),
        (["run", "no-such-file.toml"], "no-such-file.toml cannot be read"),
        (["run"], "SCENARIO"),
        (["run", "dim-sum-kitchen", "--time-scale", "1000"], "--time-scale"),
        (["run", "dim-sum-kitchen", "--time-scale", "nan"], "finite"),
        (["run", "dim-sum-kitchen", "--seconds", "0"], "--seconds"),
        (["run", "dim-sum-kitchen", "--seconds", "soon"], "--seconds"),
        (["no-such-file.toml"], "no-such-file.toml cannot be read"),
        (["no-such-command"], "no-such-command"),
        (["--no-such-option"], "--no-such-option"),
    ],
)
def test_bad_arguments_are_told_and_nothing_is_started(queuescope, arguments, words):
    ran = queuescope(*arguments)
    assert (ran.returncode, ran.stdout) == (2, b"")
    assert words in ran.stderr.decode()
    assert "Traceback" not in ran.stderr.decode()


def test_the_built_in_scenarios_are_listed_the_kitchen_first(queuescope):
    listed = json.loads(queuescope("scenarios", "--json").stdout)
    assert listed[0]["key"] == "dim-sum-kitchen"
    assert len(listed) >= 6
    text = queuescope("scenarios").stdout.decode()
    assert all(scenario["key"] in text for scenario in listed)


def test_without_a_display_the_scenario_runs_in_the_terminal(queuescope, quick):
    ran = queuescope(quick)
    assert ran.returncode == 0
    assert ran.stderr.decode().splitlines()[0] == (
        "No display here: running Quick kitchen in the terminal."
    )
    assert "10 put, 10 taken, 10 done, 0 lost" in ran.stdout.decode()


def test_without_a_display_and_arguments_the_kitchen_runs(queuescope):
    process = queuescope.start()
    first = process.stderr.readline()
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=20)
    assert first == b"No display here: running Dim-sum kitchen in the terminal.\n"
    assert process.returncode == 130


def test_the_version_is_told(queuescope):
    ran = queuescope("--version")
    assert ran.returncode == 0
    assert ran.stdout.startswith(b"queuescope ")


def test_help_loads_neither_the_window_nor_numpy(queuescope):
    code = (
        "import sys; sys.path.insert(0, sys.argv.pop(1)); from gui.__main__ import entry; entry();"
        "print([name for name in ('PySide6', 'numpy', 'rich', 'pyqtgraph', 'psutil', 'msgspec')"
        " if name in sys.modules])"
    )
    root = str(__file__).partition("/tests/")[0]
    ran = queuescope.plain("-c", code, root, "--help")
    assert ran.stdout.decode().splitlines()[-1] == "[]"
    assert "trace" in ran.stdout.decode()


def test_details_of_an_internal_error_are_in_the_log_not_on_the_screen(queuescope, tmp_path):
    code = (
        "import sys; sys.path.insert(0, sys.argv.pop(1)); from engine.cli import Frontend, main\n"
        "sys.exit(main([], Frontend(has_display=lambda: 1 / 0, open_window=lambda path: 0)))"
    )
    root = str(__file__).partition("/tests/")[0]
    ran = queuescope.plain("-c", code, root)
    assert ran.returncode == 1
    assert "Traceback" not in ran.stderr.decode()
    assert "ZeroDivisionError" in ran.stderr.decode()
    [log] = (tmp_path / "state").rglob("*.log")
    assert "ZeroDivisionError: division by zero" in log.read_text()


def test_the_report_can_be_had_while_a_run_goes_on_by_a_key(queuescope):
    code, told = queuescope.all_on_terminal(
        "run", "dim-sum-kitchen", "--time-scale", "4", typed={b"working": b"r"}
    )
    assert code == 0
    heads = [line for line in told.splitlines() if b"Dim-sum kitchen: " in line]
    assert [b"running" in head for head in heads] == [True, False]
    assert b"finished" in heads[1]

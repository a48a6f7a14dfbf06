"""What a screen reader finds: roles, names, a button it can press, a plot it can tell of."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
PROGRAM = Path(__file__).parent / "programs" / "read_screen.py"
SYSTEM_PYTHON = "/usr/bin/python3"
CONTROLS = {
    "push button", "check box", "combo box", "spin button", "text", "slider", "table", "list",
    "menu", "menu item", "check menu item", "radio menu item", "table column header",
}  # fmt: skip

pytestmark = [
    pytest.mark.display,
    pytest.mark.skipif(sys.platform != "linux", reason="AT-SPI is Linux's"),
]


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    """The tree, as it was read before a run and during it."""
    assert shutil.which("dbus-run-session"), "dbus-run-session is missing (package dbus)"
    home = tmp_path_factory.mktemp("home")
    settings = home / ".config" / "queuescope" / "window.ini"
    settings.parent.mkdir(parents=True)
    endless = "[General]\nask_before_stop=false\nlanguage=en\nscenario=unbounded-growth\n"
    settings.write_text(endless, encoding="utf-8")
    environment = {name: text for name, text in os.environ.items() if not name.startswith("XDG_")}
    environment |= {"HOME": str(home), "XDG_RUNTIME_DIR": str(home), "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [
            "dbus-run-session",
            "--",
            SYSTEM_PYTHON,
            "-W",
            "ignore",
            PROGRAM,
            sys.executable,
            "-m",
            "gui",
        ],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def shown(read, role=""):
    return [each for each in read["before"] if each["is_showing"] and role in each["role"]]


def test_every_control_has_a_name(read):
    nameless = [
        each
        for each in shown(read)
        if each["is_focusable"] and each["role"] in CONTROLS and not each["name"]
    ]
    assert nameless == []


def test_roles_and_names_are_what_one_sees(read):
    buttons = {each["name"]: each for each in shown(read, "push button")}
    assert {"Start", "Pause", "Step", "Stop"} <= set(buttons)
    assert buttons["Start"]["is_sensitive"]
    assert not buttons["Stop"]["is_sensitive"]
    assert {"File", "Edit", "Run", "View", "Help"} <= {each["name"] for each in read["before"]}


def test_nothing_with_the_focus_is_a_nameless_filler(read):
    fillers = [
        each
        for each in shown(read)
        if each["is_focusable"] and each["role"] == "filler" and not each["name"]
    ]
    assert fillers == []


def test_the_plots_have_names_and_say_how_it_stands(read):
    names = {each["name"]: each["description"] for each in shown(read)}
    assert names["Depth of the queue over time"] == "Nothing yet: press Start"
    (plot,) = read["during"]
    assert plot["name"] == "Depth of the queue over time"
    assert "peak" in plot["description"]

"""Run after run in one process leaves nothing behind; and what is left behind is noticed."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from engine.run.run import Run
from engine.scenario.presets import loads

RUNS = 5
TIMEOUT_S = 30.0
BUDGET_S = 0.01
KITCHEN = """
name = "Ten buns"

[queue]
kind = "JoinableQueue"
maxsize = 4
start_method = "{method}"
ending = "daemon"

[[producers]]
name = "Cook"
count = 1
items = 10
dish = "bun"
time = {{ law = "fixed", seconds = 0.001 }}

[[consumers]]
name = "Guest"
count = 2
time = {{ law = "fixed", seconds = 0.001 }}
"""
CONFTEST = Path(__file__).parents[1] / "conftest.py"

# what is left -> a test that leaves it
CULPRITS = {
    "processes": "import subprocess\n    KEPT.append(subprocess.Popen(['sleep', '60']))",
    "threads": "import threading\n    KEPT.append(threading.Thread(target=END.wait))\n"
    "    KEPT[0].start()",
    "files": "import tempfile\n    tempfile.mkdtemp(prefix='queuescope-')",
    "descriptors": "import os\n    KEPT.append(os.pipe())",
}
CULPRIT = """
import threading
KEPT, END = [], threading.Event()
import pytest

@pytest.fixture(autouse=True, scope="module")
def tidy():
    yield
    END.set()
    for kept in KEPT:
        if hasattr(kept, "kill"):
            kept.kill()
            kept.wait()

def test_culprit(leaves_nothing):
    {deed}
"""


def run_to_its_end(method: str) -> None:
    """Ten buns, made and eaten."""
    run = Run(loads(KITCHEN.format(method=method)))
    run.start()
    deadline_s = time.monotonic() + TIMEOUT_S
    while not run.phase.is_over:
        run.poll(BUDGET_S)
        assert time.monotonic() < deadline_s, run.phase
        time.sleep(BUDGET_S)
    run.close()
    assert run.problem is None


@pytest.mark.parametrize("method", ["fork", "spawn", "forkserver"])
def test_runs_after_one_another_leave_nothing(leaves_nothing, method):
    run_to_its_end(method)
    leaves_nothing()
    for _ in range(RUNS):
        run_to_its_end(method)


@pytest.mark.parametrize("what", CULPRITS)
def test_what_a_test_leaves_behind_fails_it(what, tmp_path):
    shutil.copy(CONFTEST, tmp_path / "conftest.py")
    conftest = tmp_path / "conftest.py"
    text = conftest.read_text(encoding="utf-8")
    conftest.write_text(text.replace("LEAVE_S = 5.0", "LEAVE_S = 0.2"), encoding="utf-8")
    (tmp_path / "temporary").mkdir()
    path = tmp_path / "test_culprit.py"
    path.write_text(CULPRIT.format(deed=CULPRITS[what]), encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(path)]
    done = subprocess.run(
        command,
        cwd=tmp_path,
        env={"PATH": "/usr/bin:/bin", "TMPDIR": str(tmp_path / "temporary")},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 1, done.stdout + done.stderr
    assert f"left behind: {what}" in done.stdout

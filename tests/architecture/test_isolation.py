"""What observed programs and workers must never load: asked of real interpreters."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
OBSERVE = ROOT / "engine" / "observe"
HEAVY = {"PySide6", "shiboken6", "pyqtgraph", "numpy", "msgspec", "rich", "click", "psutil"}
WORKER_MODULES = (
    "engine.program.workers",
    "engine.program.workload",
    "engine.playground.program.caller",
)

LOAD_PROBE = """
import importlib.util, json, pkgutil, sys
folder = sys.argv[1]
spec = importlib.util.spec_from_file_location(
    "_queuescope", folder + "/__init__.py", submodule_search_locations=[folder])
probe = importlib.util.module_from_spec(spec)
sys.modules["_queuescope"] = probe
spec.loader.exec_module(probe)
for module in pkgutil.iter_modules([folder]):
    if module.name not in ("child", "launch"):  # programs, which run as they are loaded
        importlib.import_module("_queuescope." + module.name)
print(json.dumps(sorted(sys.modules)))
"""
OPEN_WINDOW = """
import json, os, sys, tempfile
from pathlib import Path
sys.path.insert(0, sys.argv[1])
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from gui.startup import first_frame
first_frame.begin()
from PySide6.QtWidgets import QApplication
from gui.app import App
from gui.common.settings import Settings
application = QApplication([])
with tempfile.TemporaryDirectory() as folder:
    app = App(application, Settings(Path(folder) / "window.ini"))
    app.window.show()
    application.processEvents()
    print(json.dumps(sorted(sys.modules)))
    app.window.close()
"""
LATER = {  # what takes a launch longer and no first frame shows
    "PIL",
    "engine.collect",
    "engine.playground.calls",
    "engine.screencast.frame_recorder",
    "engine.run.run",
    "engine.timeline.timeline",
    "gui.playground.panel",
    "gui.panels.code_panel",
    "multiprocessing",
    "psutil",
    "pyqtgraph",
}
LOAD_MODULES = """
import importlib, json, sys
sys.path.insert(0, sys.argv[1])
for name in sys.argv[2:]:
    importlib.import_module(name)
print(json.dumps(sorted(sys.modules)))
"""


def modules_after(program: str, *arguments: str, options: tuple[str, ...] = ()) -> set[str]:
    """The modules in a fresh interpreter that ran a program."""
    done = subprocess.run(
        [sys.executable, *options, "-c", program, *arguments],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout))


def foreign(modules: set[str]) -> set[str]:
    """Top-level names that are neither the standard library's nor the probe's."""
    allowed = {*sys.stdlib_module_names, "_queuescope", "__main__", "__mp_main__"}
    return {name.partition(".")[0] for name in modules} - allowed


def load_probe(folder: Path) -> set[str]:
    """The modules after the probe was loaded by its path, with neither site-packages nor us."""
    return modules_after(LOAD_PROBE, str(folder), options=("-I", "-S"))


def test_the_probe_loads_by_its_path_with_the_standard_library_alone():
    modules = load_probe(OBSERVE)
    assert "_queuescope.recorder" in modules
    assert foreign(modules) == set()


@pytest.mark.parametrize("line", ["import numpy", "import engine.model", "import engine.text"])
def test_a_probe_that_needs_more_does_not_load_alone(line, tmp_path):
    folder = tmp_path / "observe"
    shutil.copytree(OBSERVE, folder, ignore=shutil.ignore_patterns("__pycache__"))
    with (folder / "wire.py").open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")
    with pytest.raises(AssertionError, match="ModuleNotFoundError"):
        load_probe(folder)


def test_workers_load_nothing_heavy():
    modules = modules_after(LOAD_MODULES, str(ROOT), *WORKER_MODULES)
    assert set(WORKER_MODULES) <= modules
    assert foreign(modules) & HEAVY == set()


def test_a_worker_that_loads_something_heavy_is_caught():
    modules = modules_after(LOAD_MODULES, str(ROOT), *WORKER_MODULES, "engine.timeline.timeline")
    assert "numpy" in foreign(modules) & HEAVY


def test_the_way_in_loads_neither_qt_nor_the_engine_before_it_is_called():
    modules = modules_after(LOAD_MODULES, str(ROOT), "gui.__main__")
    assert foreign(modules) & HEAVY == set()
    assert not any(name.startswith("engine.") for name in modules)


def test_the_first_frame_loads_nothing_that_only_a_run_or_a_hidden_panel_needs():
    modules = modules_after(OPEN_WINDOW, str(ROOT))
    assert "gui.plots.depth_plot" in modules
    assert modules & LATER == set()

"""The packaged application in an interpreter's place, as far as it can be tried from source."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from engine.observe import patches
from engine.platform import frozen
from engine.run.interpreters import default_python, found_pythons

BUNDLE = "/opt/queuescope/_internal"


@pytest.fixture
def is_frozen(monkeypatch):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "_MEIPASS", BUNDLE, raising=False)


def stub(folder: Path, name: str, program: str) -> str:
    """An executable script."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(f"#!/bin/sh\n{program}\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def test_the_probe_and_the_way_in_mean_the_same_word():
    assert patches._OBSERVED == frozen.OBSERVED


@pytest.mark.usefixtures("is_frozen")
def test_children_of_a_frozen_program_are_asked_to_load_the_probe():
    command = ["/opt/queuescope/queuescope", "--multiprocessing-fork", "tracker_fd=7"]
    folder = patches.RECORDER.folder
    assert patches._with_probe(command) == [
        command[0], frozen.OBSERVED, folder, *command[1:]
    ]  # fmt: skip


@pytest.mark.usefixtures("is_frozen")
def test_what_we_start_gets_the_users_environment_and_not_the_bundles():
    environment = {
        "LD_LIBRARY_PATH": BUNDLE,
        "LD_LIBRARY_PATH_ORIG": "/usr/local/lib",
        "QT_PLUGIN_PATH": f"{BUNDLE}/PySide6/Qt/plugins",
        "_PYI_ARCHIVE_FILE": "/opt/queuescope/queuescope",
        "PATH": "/usr/bin",
        "MY_ORIG": "mine",
    }
    frozen.restore_environment(environment)
    assert environment == {
        "LD_LIBRARY_PATH": "/usr/local/lib", "PATH": "/usr/bin", "MY_ORIG": "mine"
    }  # fmt: skip


@pytest.mark.usefixtures("is_frozen")
def test_a_library_path_that_is_the_bundles_alone_goes():
    environment = {"LD_LIBRARY_PATH": BUNDLE}
    frozen.restore_environment(environment)
    assert environment == {}


@pytest.mark.skipif(os.name == "nt", reason="shell scripts stand in")
def test_the_activated_environments_python_comes_first_and_stubs_are_passed_by(tmp_path):
    real = stub(tmp_path / "env" / "bin", "python", f'exec "{sys.executable}" "$@"')
    stub(tmp_path / "path", "python3", "exit 9")
    stub(tmp_path / "path", "python", "echo /usr/bin/python; echo 2 7")
    environment = {"VIRTUAL_ENV": str(tmp_path / "env"), "PATH": str(tmp_path / "path")}
    assert list(found_pythons(environment)) == [sys.executable]
    assert Path(real).exists()
    assert list(found_pythons({"PATH": str(tmp_path / "path")})) == []


@pytest.mark.usefixtures("is_frozen")
def test_a_frozen_program_that_finds_no_python_names_one_that_is_missing(monkeypatch, tmp_path):
    for name in ("VIRTUAL_ENV", "CONDA_PREFIX"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert default_python() == "python3"


def test_from_source_scripts_run_by_this_python():
    assert default_python() == sys.executable


def test_a_program_without_streams_writes_to_the_log(tmp_path):
    code = (
        "import sys; sys.stdout = sys.stderr = None\n"
        "from engine.platform import log\n"
        "log.set_up(); log.replace_missing_streams()\n"
        "print('said'); sys.stderr.write('half a '); sys.stderr.write('line\\n')\n"
    )
    environment = {**os.environ, "XDG_STATE_HOME": str(tmp_path)}
    subprocess.run([sys.executable, "-c", code], env=environment, check=True, timeout=60)
    (file,) = tmp_path.rglob("queuescope.log")
    text = file.read_text(encoding="utf-8")
    assert "WARNING stdout: said" in text
    assert "WARNING stderr: half a line" in text

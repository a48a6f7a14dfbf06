"""What may import what: each rule of pyproject.toml holds, and each is seen to fail when broken."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CONTRACTS = [
    contract["name"]
    for contract in tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"][
        "importlinter"
    ]["contracts"]
]

# contract -> (a module, an import that it must not have)
BREACHES = {
    "The engine knows neither Qt nor the window": ("engine/export/report.py", "import PySide6"),
    "The probe imports the standard library only": ("engine/observe/tap.py", "import numpy"),
    "The timeline knows no processes": ("engine/timeline/depth.py", "import engine.collect"),
    "A recording knows no processes": ("engine/recording/reader.py", "import engine.run.run"),
    "Timeline and diagnosis do not know each other": (
        "engine/timeline/evidence.py",
        "import engine.diagnosis.diagnoser",
    ),
    "The model knows no other room but the probe's constants": (
        "engine/model/snapshot.py",
        "import engine.timeline.insides",
    ),
    "The diagnosis touches no process": ("engine/diagnosis/stuck.py", "import engine.collect"),
    "Of the window only the bridge and who starts a run know a running engine": (
        "gui/screencast/grabber.py",
        "import engine.run.run",
    ),
    "Nobody but the composition root knows the whole window": (
        "gui/controllers/exports.py",
        "import gui.window.main_window",
    ),
    "The window's rooms know those below them only, and views do not know each other": (
        "gui/panels/numbers_panel.py",
        "import gui.forms.field_texts",
    ),
}


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    """Checks all contracts on the sources in a folder."""
    program = (
        f"import sys; sys.path.insert(0, {str(folder)!r}); "
        "from importlinter.cli import lint_imports_command; "
        "lint_imports_command(['--no-cache'])"
    )
    return subprocess.run(
        [sys.executable, "-P", "-c", program],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=120,
    )


def state_of(contract: str, told: str) -> str:
    """KEPT or BROKEN, as the checker told of a contract."""
    line = next(line for line in told.splitlines() if line.startswith(contract))
    return line.split()[-1]


@pytest.fixture
def copy(tmp_path):
    """The sources, to be broken."""
    for package in ("engine", "gui"):
        shutil.copytree(
            ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__")
        )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_every_contract_is_kept():
    done = lint_imports(ROOT)
    assert done.returncode == 0, done.stdout + done.stderr
    assert [state_of(contract, done.stdout) for contract in CONTRACTS] == ["KEPT"] * len(CONTRACTS)


def test_every_contract_has_a_breach_to_be_tried():
    assert sorted(BREACHES) == sorted(CONTRACTS)


@pytest.mark.parametrize("contract", CONTRACTS)
def test_a_breach_of_the_contract_is_caught(contract, copy):
    module, line = BREACHES[contract]
    path = copy / module
    path.write_text(path.read_text(encoding="utf-8") + f"\n{line}\n", encoding="utf-8")
    done = lint_imports(copy)
    assert done.returncode == 1, done.stdout + done.stderr
    assert state_of(contract, done.stdout) == "BROKEN"

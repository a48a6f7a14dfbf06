"""Settings and scenario files in which anything may be: 500 of each, changed at random.

Whatever is in a settings file, the window opens, with defaults where they are needed; one that is
no settings file is kept as `.bak`, and told of once. Whatever is in a scenario file, it is read or
refused with all that is wrong, and nothing in it can run.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
from importlib import resources
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QCoreApplication, QEvent

from engine.scenario.presets import KEYS, Problem, ScenarioError, load
from gui.app import App
from gui.common.settings import DEFAULTS, Settings

ROOT = Path(__file__).resolve().parents[2]
FILES = 500
BOMB = (
    r'recent="@Variant(\0\0\0\x7f\0\0\0\x18PySide::PyObjectWrapper\0\0\0\0\x32\x80\x4\x95\'\0\0\0'
    r'\0\0\0\0\x8c\x5posix\x94\x8c\x6system\x94\x93\x94\x8c\ftouch bombed\x94\x85\x94R\x94.)"'
)
SPLINTERS = (
    b"\0",
    b"\xff\xfe",
    b"\n[",
    b"]\n",
    b"=",
    b'"',
    b"'''",
    b"nan",
    b"-1e999",
    b"9" * 5000,
    b"[" * 2000,
    b"{",
    b"\\x",
    b"@Variant(\\0\\0\\0\\x7f",
    b"@ByteArray(",
    b"@Invalid()",
    b"@Size(1 2)",
    b"true",
    b"1979-05-27",
    "餐".encode(),
)


def spoil(dice: random.Random, data: bytes) -> bytes:
    """A few bytes changed, lost, doubled, moved, or something put in."""
    spoilt = bytearray(data)
    for _ in range(dice.randint(1, 6)):
        at, size = dice.randrange(len(spoilt) + 1), dice.randrange(30)
        match dice.randrange(6):
            case 0:
                spoilt[at : at + 1] = bytes([dice.randrange(256)])
            case 1:
                del spoilt[at : at + size]
            case 2:
                spoilt[at:at] = spoilt[at : at + size]
            case 3:
                spoilt[at:at] = dice.choice(SPLINTERS)
            case 4:
                del spoilt[at:]
            case 5:
                lines = spoilt.split(b"\n")
                dice.shuffle(lines)
                spoilt = bytearray(b"\n".join(lines))
    return bytes(spoilt)


@pytest.fixture
def good_settings(tmp_path):
    path = tmp_path / "good.ini"
    settings = Settings(path)
    for name, value in {
        "language": "zh_CN",
        "theme": "dark",
        "ask_before_stop": False,
        "geometry": QByteArray(bytes(range(66))),
        "layout": QByteArray(bytes(200)),
        "recent": ["/a, b.toml", "/ü.toml"],
        "parts": ["depth", "lanes"],
        "scenario": "bursts",
    }.items():
        settings.set(name, value)
    settings.save()
    return path.read_bytes()


def test_settings_changed_at_random_give_values_of_the_right_kind(good_settings, tmp_path):
    dice = random.Random(500)
    kept = 0
    for number in range(FILES):
        path = tmp_path / f"{number}.ini"
        path.write_bytes(data := spoil(dice, good_settings))
        settings = Settings(path)
        for name, default in DEFAULTS.items():
            assert isinstance(settings.get(name), type(default)), (number, name)
        if settings.was_damaged:
            kept += 1
            assert path.with_suffix(".ini.bak").read_bytes() == data
            assert {name: settings.get(name) for name in DEFAULTS} == DEFAULTS
        settings.set("theme", "light")
        settings.save()
        again = Settings(path)
        assert (again.was_damaged, again.get("theme")) == (False, "light"), number
    print(f"\n{kept} of {FILES} settings files kept as .bak")
    assert FILES / 10 < kept < FILES


def is_told(qapp, settings) -> bool:
    """Whether a window with these settings says that they were damaged."""
    app = App(qapp, settings)
    app.window.show()
    told = "window.ini.bak" in app.window.banner.text
    app.window.close()
    for part in (app.window, app):
        part.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return told


@pytest.mark.parametrize("seed", range(4))
def test_the_window_opens_with_settings_changed_at_random(qapp, good_settings, tmp_path, seed):
    path = tmp_path / "window.ini"
    path.write_bytes(spoil(random.Random(seed), good_settings))
    settings = Settings(path)
    was_damaged = settings.was_damaged
    assert is_told(qapp, settings) == was_damaged
    if was_damaged:
        assert not is_told(qapp, Settings(path))  # once is enough


def test_a_settings_file_can_run_nothing(tmp_path):
    path = tmp_path / "window.ini"
    path.write_text(f"[General]\n{BOMB}\n", encoding="latin-1")
    read = (
        "import sys; from pathlib import Path; from gui.common.settings import Settings, DEFAULTS\n"
        "settings = Settings(Path(sys.argv[1]))\n"
        "print(settings.was_damaged, [settings.get(name) for name in DEFAULTS])"
    )
    done = subprocess.run(
        [sys.executable, "-c", read, str(path)],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.stdout.startswith("True "), done.stderr
    assert not (tmp_path / "bombed").exists()


def problems_of(path: Path) -> list[Problem]:
    """What is wrong with a file, in words."""
    try:
        load(path)
    except ScenarioError as error:
        return error.problems
    return []


def test_scenarios_changed_at_random_are_read_or_refused_in_words(tmp_path):
    dice = random.Random(500)
    folder = resources.files("resources") / "scenarios"
    good = [(folder / f"{key}.toml").read_bytes() for key in KEYS]
    path, read = tmp_path / "scenario.toml", 0
    for number in range(FILES):
        path.write_bytes(data := spoil(dice, dice.choice(good)))
        problems = problems_of(path)
        read += not problems
        assert all(len(problem.value) < 200 and all(problem) for problem in problems), number
        assert path.read_bytes() == data
    print(f"\n{read} of {FILES} scenario files read, all others refused in words")
    assert 0 < read < FILES


@pytest.mark.parametrize(
    "words",
    ["__import__('os').system('touch bombed')", "$(touch bombed)", "{0.__class__}"],
)
def test_a_scenario_can_run_nothing(cleanly, tmp_path, monkeypatch, words):
    from engine.model.source import Phase
    from engine.run.run import Run
    from engine.scenario.presets import loads
    from tests.faults.kitchens import Loop, kitchen

    monkeypatch.chdir(tmp_path)
    text = kitchen(items=2, cooks=1, guests=1).replace('"bun"', f'"{words}"')
    with Loop(Run(loads(text)), cleanly) as loop:
        loop.until_over()
    assert loop.run.phase is Phase.FINISHED
    assert any(words in line for line in loop.output)
    assert not list(tmp_path.rglob("bombed"))
    assert not (ROOT / "bombed").exists()

"""What is remembered, and what becomes of a file that cannot be used."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray

from gui.common.settings import DEFAULTS, MOST_RECENT, Settings


@pytest.fixture
def path(tmp_path):
    return tmp_path / "folder" / "window.ini"


def test_without_a_file_everything_has_its_default(path):
    settings = Settings(path)
    assert not settings.was_damaged
    assert {name: settings.get(name) for name in DEFAULTS} == DEFAULTS


def test_what_is_set_is_there_the_next_time(path):
    values = {
        "language": "zh_CN",
        "theme": "dark",
        "ask_before_stop": False,
        "geometry": QByteArray(b"\x00\x01\xff"),
        "recent": ["/a, b.toml", "/ü.toml"],
        "scenario": "bursts",
    }
    first = Settings(path)
    for name, value in values.items():
        first.set(name, value)
    first.save()
    again = Settings(path)
    assert {name: again.get(name) for name in values} == values
    assert not again.was_damaged


def test_one_recent_file_is_still_a_list(path):
    first = Settings(path)
    first.add_recent(Path("/only.toml"))
    first.save()
    assert Settings(path).get("recent") == ["/only.toml"]


def test_recent_files_are_few_and_the_last_one_is_first(path):
    settings = Settings(path)
    for number in range(MOST_RECENT + 3):
        settings.add_recent(Path(f"/{number}"))
    settings.add_recent(Path("/5"))
    assert settings.get("recent")[0] == "/5"
    assert len(settings.get("recent")) == len(set(settings.get("recent"))) == MOST_RECENT


def test_an_unknown_name_is_a_mistake_of_ours(path):
    with pytest.raises(KeyError):
        Settings(path).set("colour", "red")


@pytest.mark.parametrize(
    "damage", [b"\x00\x01\x02", b"no settings at all\n", b"\xff\xfe\xfd", b"{"]
)
def test_a_damaged_file_is_set_aside_and_the_defaults_hold(path, damage):
    path.parent.mkdir()
    path.write_bytes(damage)
    settings = Settings(path)
    assert settings.was_damaged
    assert settings.get("theme") == "system"
    assert path.with_suffix(".ini.bak").read_bytes() == damage
    settings.set("theme", "dark")
    settings.save()
    assert not Settings(path).was_damaged


def test_values_that_make_no_sense_are_the_defaults(path):
    path.parent.mkdir()
    path.write_text(
        "[General]\ntheme=purple\nlanguage=@Invalid()\ngeometry=wide\nrecent=7\nask_before_stop=maybe\n"
    )
    settings = Settings(path)
    assert settings.get("theme") == "system"
    assert settings.get("language") == "system"
    assert settings.get("geometry").isEmpty()
    assert settings.get("recent") == ["7"]
    assert settings.get("ask_before_stop") is False


def test_a_folder_in_its_place_is_set_aside_too(path):
    path.mkdir(parents=True)
    assert Settings(path).was_damaged
    assert path.with_suffix(".ini.bak").is_dir()

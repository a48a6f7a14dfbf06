"""`queuescope lessons` and `queuescope lesson`, by the command line as a user types it."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.cli.frontend import BadInputError
from engine.cli.lessons import find_lesson, run_lesson


@pytest.mark.parametrize("name", ["7", "07", "07-empty-is-a-guess"])
def test_a_lesson_is_found_by_name_or_number(name: str):
    assert find_lesson(name).name == "07-empty-is-a-guess"


def test_a_lesson_that_does_not_exist_is_bad_input():
    with pytest.raises(BadInputError, match="no lesson nix"):
        find_lesson("nix")


def test_what_is_wrong_with_a_folder_is_said_by_line(tmp_path: Path):
    (tmp_path / "lesson.toml").write_text('title.en = "x"\n', encoding="utf-8")
    with pytest.raises(BadInputError, match=r"lesson\.toml:1: title"):
        find_lesson(str(tmp_path))


def test_a_lesson_is_measured_and_played(capsys: pytest.CaptureFixture[str]):
    assert run_lesson("5", ("spawn",), 2, "zh") == 0
    printed = capsys.readouterr().out
    assert "2 次试验中有 2 次" in printed
    assert "The claim holds." in printed
    assert "All 10 steps came true." in printed

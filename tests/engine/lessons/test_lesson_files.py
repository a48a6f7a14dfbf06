"""Whatever is wrong with a lesson is told by file, line and field."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.lessons.files import LessonError, builtin_lessons, line_of, load_lesson

GOOD = """\
title.en = "A lesson"
title.zh = "一课"

[claim]
text.en = "So it is."
text.zh = "正是如此。"
measured.en = "In {held} of {tries} tries."
measured.zh = "{tries} 次中的 {held} 次。"

[[steps]]
do = "say"
text.en = "Look."
text.zh = "看。"

[[steps]]
do = "wait"
depth = 3
"""


def problems_of(folder: Path, text: str) -> list[tuple[int, str]]:
    (folder / "lesson.toml").write_text(text, encoding="utf-8")
    with pytest.raises(LessonError) as caught:
        load_lesson(folder)
    return [(problem.line, problem.field) for problem in caught.value.problems]


def test_a_good_lesson_is_read(tmp_path):
    (tmp_path / "lesson.toml").write_text(GOOD, encoding="utf-8")
    lesson = load_lesson(tmp_path / "lesson.toml").lesson
    assert lesson.title.said("zh_CN") == "一课"
    assert lesson.title.said("en") == "A lesson"
    assert [type(step).__name__ for step in lesson.steps] == ["Say", "Wait"]


@pytest.mark.parametrize(
    ("old", "new", "line", "field"),
    [
        ('do = "wait"\ndepth = 3', 'do = "wait"', 15, "steps[1]"),
        ("depth = 3", "depth = -1", 17, "steps[1].depth"),
        ("depth = 3", 'depth = "three"', 17, "steps[1].depth"),
        ("depth = 3", 'state = "joining"', 15, "steps[1].worker"),
        ("depth = 3", 'worker = "main"\nstate = "asleep"', 18, "steps[1].state"),
        ("depth = 3", 'finding = "bad-luck"', 17, "steps[1].finding"),
        ('text.zh = "看。"', "", 12, "steps[0].text"),
        ('do = "say"', 'do = "shout"', 11, "steps[0].do"),
        ('do = "wait"\ndepth = 3', 'do = "start"\nprogram = "broken"', 17, "steps[1].program"),
        ("{held} of {tries}", "{held}", 7, "claim.measured.en"),
        ('title.zh = "一课"', 'title.de = "x"', 1, "title"),
        ("[claim]", "[claims]", 4, "claims"),
    ],
)
def test_what_is_wrong_is_told_with_its_line_and_field(tmp_path, old, new, line, field):
    assert (line, field) in problems_of(tmp_path, GOOD.replace(old, new))


def test_all_problems_are_told_at_once(tmp_path):
    text = GOOD.replace("depth = 3", "depth = -1").replace('do = "say"', 'do = "shout"')
    assert len(problems_of(tmp_path, text)) == 2


def test_a_file_that_is_no_toml_is_told_with_its_line(tmp_path):
    assert problems_of(tmp_path, GOOD + "\n=\n") == [(19, "")]


def test_a_folder_without_a_lesson_is_told(tmp_path):
    with pytest.raises(LessonError, match="can't be read"):
        load_lesson(tmp_path)


def test_a_line_is_found_in_its_own_step_only():
    assert line_of(GOOD, "steps[0].text.zh") == 13
    assert line_of(GOOD, "steps[1].depth") == 17
    assert line_of(GOOD, "claim.text.en") == 5
    assert line_of(GOOD, "title.zh") == 2


def test_the_built_in_lessons_are_sixteen_whole_ones():
    lessons = builtin_lessons()
    assert [each.name[:2] for each in lessons] == [f"{number:02}" for number in range(1, 17)]
    assert all(each.check_file.is_file() for each in lessons)

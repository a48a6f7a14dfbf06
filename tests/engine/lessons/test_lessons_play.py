"""Every lesson plays on real processes, and its claim holds under each start method."""

from __future__ import annotations

import multiprocessing

import pytest

from engine.lessons.checking import CheckError, check_claim, holds, measured_text, read_measurement
from engine.lessons.files import builtin_lessons
from engine.lessons.headless import play
from engine.lessons.player import Halt
from engine.lessons.schema import LessonFolder

pytestmark = pytest.mark.processes

LESSONS = builtin_lessons()
TIMED = {"06-polling", "15-how-many-guests", "16-which-one"}  # a busy machine upsets them
MEASUREMENTS = 4  # of a claim about time, at most; one that bears it out is enough
TRIES = 5  # enough to tell a claim that holds from one that does not; a window takes more


@pytest.mark.parametrize("folder", LESSONS, ids=lambda each: each.name)
def test_the_lesson_plays_to_its_end(folder: LessonFolder):
    assert play(folder) == (Halt.DONE, "")


@pytest.mark.parametrize("method", multiprocessing.get_all_start_methods())
@pytest.mark.parametrize("folder", LESSONS, ids=lambda each: each.name)
def test_the_claim_holds_on_the_real_primitive(folder: LessonFolder, method: str):
    tries = min(TRIES, folder.lesson.claim.tries)
    for _ in range(MEASUREMENTS if folder.name in TIMED else 1):
        measured = check_claim(folder, method, tries)
        assert measured.tries == tries
        if holds(folder, measured):
            break
    assert holds(folder, measured), measured_text(folder, measured).en


@pytest.mark.parametrize("printed", ["", "many", "3", "3 of 4", "-1 3", "0 0"])
def test_a_check_that_prints_no_figures_is_an_error(printed: str):
    with pytest.raises(CheckError, match="HELD TRIES"):
        read_measurement(printed, "spawn")

"""Notes of the engine are told in the window's language; those of programs are left alone."""

from __future__ import annotations

import pytest

from engine.text.notes import KILLED, SENTENCES
from gui.common.i18n import Languages
from gui.panels import note_text


@pytest.fixture
def chinese(qapp):
    languages = Languages(qapp)
    languages.choose("zh_CN")
    yield
    languages.choose("en")


@pytest.mark.parametrize("sentence", SENTENCES)
def test_each_sentence_is_marked_for_translation_and_translated(chinese, sentence):
    told = sentence.format(seconds="0.5", count=3)
    assert note_text.translated(told) != told


def test_the_numbers_stay(chinese):
    told = note_text.translated(KILLED.format(seconds="1.0", count=5))
    assert "1.0" in told
    assert "5" in told


def test_a_programs_own_line_stays_as_it_is(chinese):
    assert note_text.translated("Main: all done. Goodbye!") == "Main: all done. Goodbye!"

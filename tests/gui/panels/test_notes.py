"""The engine's notes in the window's language."""

from __future__ import annotations

import re

import pytest

from engine.ending import KILLED, SENTENCES
from gui.i18n import Languages
from gui.panels import notes


def test_every_sentence_of_the_engine_is_known():
    assert set(notes._TOLD) == set(SENTENCES)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_is_told_in_chinese_with_its_numbers(qapp, sentence):
    languages = Languages(qapp)
    languages.choose("zh_CN")
    told = notes.translated(sentence.format(seconds="0.5", count=3))
    languages.choose("en")
    assert re.search("[\u4e00-\u9fff]", told)
    assert ("0.5" in told, "3" in told) == ("{seconds}" in sentence, "{count}" in sentence)


def test_a_program_s_own_words_stay_as_they_are():
    assert notes.translated("All done. Goodbye!") == "All done. Goodbye!"
    assert notes.translated(KILLED.format(seconds="1.0", count=2)).startswith("Stop: 1.0 s")

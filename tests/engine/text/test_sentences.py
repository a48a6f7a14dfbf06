"""Sentences of the engine are English text, and can be said in another language all the same."""

from __future__ import annotations

from engine.text.sentences import Sentence

GERMAN = {
    "{who} waits {what}": "{who} wartet {what}",
    "for an item": "auf ein Ding",
    "Stuck: {waits}.": "Fest: {waits}.",
}


def say(text: str) -> str:
    return GERMAN.get(text, text)


def test_a_sentence_is_its_english_text():
    told = Sentence("{who} waits {what}", who="Guest 1", what=Sentence("for an item"))
    assert told == "Guest 1 waits for an item"
    assert isinstance(told, str)


def test_a_sentence_and_the_sentences_in_it_are_said_in_another_language():
    told = Sentence("{who} waits {what}", who="Guest 1", what=Sentence("for an item"))
    assert told.said(say) == "Guest 1 wartet auf ein Ding"


def test_several_are_told_one_after_another():
    each = tuple(
        Sentence("{who} waits {what}", who=who, what=Sentence("for an item")) for who in "AB"
    )
    told = Sentence("Stuck: {waits}.", waits=each)
    assert told == "Stuck: A waits for an item; B waits for an item."
    assert told.said(say) == "Fest: A wartet auf ein Ding; B wartet auf ein Ding."


def test_braces_in_what_a_program_said_are_no_places():
    assert Sentence("It said: {last}", last="{oops}").said(say) == "It said: {oops}"

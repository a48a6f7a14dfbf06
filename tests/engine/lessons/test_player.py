"""The player of lessons: what it does, what it waits for, and how it says what never came true."""

from __future__ import annotations

import msgspec
import pytest

from engine.lessons.player import Halt, Player, Scene
from engine.lessons.schema import AnyStep, Claim, Lesson, Text

SAID = {"en": "a", "zh": "b"}
ASK = {"do": "ask", "text": SAID, "choices": [SAID, SAID], "answer": 2, "why": SAID}


class Stage:
    """Notes what is asked of it."""

    def __init__(self) -> None:
        self.calls: list[tuple[object, ...]] = []

    def __getattr__(self, name: str):
        return lambda *args, **named: self.calls.append((name, *args, *named.values()))


class Clock:
    now_s = 0.0

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
def stage() -> Stage:
    return Stage()


@pytest.fixture
def clock() -> Clock:
    return Clock()


def player(stage: Stage, clock: Clock, *steps: dict[str, object]) -> Player:
    text = Text("{held} {tries}", "{held} {tries}")
    parsed = msgspec.convert(steps, tuple[AnyStep, ...])
    return Player(
        Lesson(title=text, claim=Claim(text=text, measured=text), steps=parsed), stage, clock
    )


def test_what_a_step_does_goes_through_the_stage_in_order(stage, clock):
    playing = player(
        stage, clock,
        {"do": "show", "part": "scene"},
        {"do": "point", "worker": "Guest 1"},
        {"do": "start", "program": "broken"},
        {"do": "set", "kind": "Guest", "count": 5},
        {"do": "kill", "worker": "Guest 2"},
        {"do": "zoom", "last_s": 3.0},
        {"do": "end"},
    )  # fmt: skip
    playing.poll(Scene())
    assert [call[0] for call in stage.calls] == [
        "show_part", "point_at", "start_program", "set_count", "kill_worker", "zoom_to",
        "end_program",
    ]  # fmt: skip
    assert stage.calls[3] == ("set_count", "Guest", 5)
    assert playing.halt is Halt.DONE
    assert playing.progress == 1.0


def test_a_text_halts_until_it_is_read(stage, clock):
    playing = player(stage, clock, {"do": "say", "text": SAID}, {"do": "end"})
    playing.poll(Scene())
    playing.poll(Scene())
    assert playing.halt is Halt.READER
    assert not stage.calls
    playing.read()
    playing.poll(Scene())
    assert playing.halt is Halt.DONE


def test_a_question_waits_for_an_answer_and_then_for_its_reader(stage, clock):
    playing = player(stage, clock, ASK)
    playing.poll(Scene())
    playing.read()
    assert playing.halt is Halt.ANSWER  # no answer was given yet
    assert playing.answer(1) is False
    assert playing.answer(2) is True
    playing.read()
    playing.poll(Scene())
    assert playing.halt is Halt.DONE


def test_it_waits_for_the_run(stage, clock):
    playing = player(stage, clock, {"do": "wait", "output": "hello"})
    playing.poll(Scene())
    assert playing.halt is Halt.RUN
    playing.poll(Scene(output=("well, hello there",)))
    assert playing.halt is Halt.DONE


def test_what_never_comes_true_is_told_with_what_was_seen_instead(stage, clock):
    playing = player(stage, clock, {"do": "wait", "output": "hello", "within_s": 5.0})
    playing.poll(Scene())
    clock.now_s = 5.1
    playing.poll(Scene(output=("good bye",), has_ended=True))
    assert playing.halt is Halt.FAILED
    assert "step 1" in playing.failure
    assert "'hello'" in playing.failure
    assert "'good bye'" in playing.failure
    assert "it has ended" in playing.failure

"""The live view of a terminal, drawn from Snapshots."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from rich.console import Console

from engine.cli.live import expected_items, live_view, progress_line, sparkline, state_in_words
from engine.model.snapshot import Role, State
from engine.model.source import Phase
from engine.scenario.schema import Producer, Scenario

SECOND_NS = 1_000_000_000


@pytest.fixture
def running(finished):
    """A run in full swing."""
    return replace(finished, phase=Phase.RUNNING)


def drawn(snapshot, expected=None, width=100):
    """The view as plain text."""
    page = io.StringIO()
    console = Console(file=page, width=width, color_system=None)
    console.print(live_view(snapshot, "Kitchen", expected, width))
    return page.getvalue()


@pytest.mark.parametrize(
    ("values", "ceiling", "bars"),
    [
        ([0, 1, 2, 3, 4, 5, 6, 7, 8], 8, " ▁▂▃▄▅▆▇█"),
        ([0, 1, 1000], 1000, " ▁█"),
        ([-1, 12], 10, " █"),
        ([], 10, ""),
    ],
)
def test_a_bar_is_empty_only_at_zero_and_full_at_the_bound(values, ceiling, bars):
    assert sparkline(values, ceiling) == bars


def test_an_endless_scenario_has_no_expected_number_of_items():
    ten = Producer(name="Cook", count=2, items=5)
    assert expected_items(Scenario(name="x", producers=(ten, ten))) == 20
    endless = Producer(name="Cook", count=1, items=0)
    assert expected_items(Scenario(name="x", producers=(ten, endless))) is None
    nobody = Producer(name="Cook", count=0, items=0)
    assert expected_items(Scenario(name="x", producers=(ten, nobody))) == 10


def test_the_view_shows_phase_depth_numbers_progress_and_workers(running):
    text = drawn(running, expected=12)
    assert "Kitchen  running  2.50 s" in text
    assert "2 of 10 in queue 1, peak 7" in text
    assert "9 of 12" in text
    assert "Cook A 1" in text
    assert "67%" in text


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"state": State.BUSY}, "makes bun, 2.00 s"),
        ({"state": State.BUSY, "role": Role.CONSUMER, "taken": 3}, "works on an item, 2.00 s"),
        ({"state": State.BUSY, "role": Role.CONSUMER}, "working, 2.00 s"),
        ({"state": State.JOINING}, "blocked in join, 2.00 s"),
        ({"state": State.PUT_WAIT}, "waits: the queue is full, 2.00 s"),
        ({"state": State.JOINING, "waits_for": "Cook B 1"}, "waits for Cook B 1, 2.00 s"),
        ({"state": State.ENDED}, "ended"),
        ({"state": State.FAILED}, "failed"),
    ],
)
def test_a_state_is_told_in_words(change, words, cook):
    assert state_in_words(replace(cook, since_ns=SECOND_NS, **change), 3 * SECOND_NS) == words


def test_the_view_fits_any_width_and_any_number_of_workers(running, cook):
    crowd = tuple(replace(cook, name=f"Cook {number}") for number in range(40))
    assert "and 24 more" in drawn(replace(running, workers=crowd))
    text = drawn(replace(running, workers=crowd), expected=12, width=30)
    assert max(map(len, text.splitlines())) <= 30
    drawn(replace(running, now_ns=running.origin_ns), width=1)
    drawn(replace(running, queues=(), workers=()))


def test_progress_is_one_plain_line(running):
    assert progress_line(running) == "2.50 s: 12 put, 10 taken, depth 2, 0 processes"

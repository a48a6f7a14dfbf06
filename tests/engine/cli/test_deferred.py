"""A deferred timeline: little is fed at once, much is kept until somebody looks or stands still."""

from __future__ import annotations

import pytest

from engine.cli.deferred import LITTLE_BYTES_PER_S, MOST_BYTES, DeferredTimeline
from engine.model.source import Packet, Phase
from tests.support import frames

MUCH = LITTLE_BYTES_PER_S // 8  # puts: eight bytes each


@pytest.fixture
def timeline():
    """One that knows a process and its queue."""
    made = DeferredTimeline()
    greeting = [frames.hello(0, "Cook 1", 1, main=True), frames.queue(0, kind="Queue")]
    assert made.feed([Packet(0, 0, each) for each in greeting])
    return made


def puts(count: int) -> list[Packet]:
    """So many items, one after another."""
    return [Packet(0, 10 + at, frames.puts(at, 10 + at)) for at in range(count)]


def test_little_is_fed_at_once(timeline):
    assert timeline.feed(puts(3))


def test_much_is_kept_until_somebody_looks_and_is_all_there_then(timeline):
    assert not timeline.feed(puts(MUCH))
    snapshot = timeline.snapshot(10**9, Phase.FINISHED)
    assert snapshot.queues[0].produced == MUCH


def test_no_more_is_kept_than_memory_is_given_for(timeline, monkeypatch):
    monkeypatch.setattr("engine.cli.deferred.MOST_BYTES", MUCH)
    assert MOST_BYTES > MUCH
    assert timeline.feed(puts(MUCH))

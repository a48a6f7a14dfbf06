"""Where items are at a moment, compared with what a plain list of all items says."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.model.ledger import LossReason
from engine.timeline.contents import CHUNK, ContentsView, Cursor
from engine.timeline.decode import ITEM
from engine.timeline.items import Drop, Hand, Ledger

GUEST = 7


class Counter:
    """A queue that is told what happened, and a plain list of the same."""

    def __init__(self, *, is_joinable: bool = True) -> None:
        self.ledger, self.hand = Ledger(0), Hand(0, GUEST)
        self.cursors: dict[int, Cursor] = {}
        self.is_joinable = is_joinable
        self.sent: dict[int, int] = {}
        self.items: list[list[int]] = []  # put, gone, producer, sequence

    def put(self, at_ns: int, producer: int, count: int = 1) -> None:
        first = self.sent.get(producer, 0)
        self.sent[producer] = first + count
        times = np.arange(at_ns, at_ns + count)
        self.ledger.put(producer, first, times)
        self.items += [[at_ns + k, 1 << 62, producer, first + k] for k in range(count)]

    def take(self, at_ns: int, number: int = 0) -> tuple[int, int]:
        """The oldest item that waits, or a younger one."""
        waiting = [each for each in self.items if each[1] > at_ns]
        item = waiting[number]
        item[1] = at_ns
        row = np.zeros(1, ITEM)
        row["put_ns"], row["written_ns"], row["producer"], row["sequence"] = (
            item[0],
            item[0],
            item[2],
            item[3],
        )
        self.hand.take(row, np.array([at_ns]))
        self.ledger.take(GUEST, row, np.array([at_ns]))
        return item[2], item[3]

    def drop(self, at_ns: int) -> None:
        """The feeder loses the oldest item that waits."""
        item = next(each for each in self.items if each[1] > at_ns)
        item[1] = at_ns
        drop = Drop(at_ns, "cannot be pickled", LossReason.UNPICKLABLE)
        self.ledger.drop(item[2], item[3], drop, 0)

    def done(self, at_ns: int) -> None:
        self.hand.say_done(np.array([at_ns]))
        self.hand.match(self.ledger, at_ns)

    def at(self, now_ns: int) -> ContentsView:
        return ContentsView(
            self.ledger, self.cursors, {GUEST: self.hand}, now_ns, is_joinable=self.is_joinable
        )

    def waiting(self, now_ns: int) -> list[tuple[int, int]]:
        """What must be told to wait, oldest first."""
        found = [each for each in self.items if each[0] <= now_ns < each[1]]
        return [(each[2], each[3]) for each in sorted(found)]


def names(items) -> list[tuple[int, int]]:
    return [(item.producer, item.sequence) for item in items]


OPERATIONS = st.lists(
    st.tuples(st.sampled_from(["put", "put", "put", "take", "overtake", "drop"]), st.integers(0, 2))
)


@given(
    operations=OPERATIONS, first=st.integers(0, 6), last=st.integers(0, 4), lag=st.integers(0, 5)
)
def test_what_waits_is_what_was_put_and_has_not_left(operations, first, last, lag):
    counter = Counter()
    for at_ns, (what, which) in enumerate(operations, 1):
        there = len([each for each in counter.items if each[1] > at_ns])
        if what == "put":
            counter.put(at_ns, which)
        elif there and what == "take":
            counter.take(at_ns)
        elif there > 1 and what == "overtake":
            counter.take(at_ns, 1)
        elif there and what == "drop":
            counter.drop(at_ns)
        now_ns = at_ns - lag
        expected = counter.waiting(now_ns)
        oldest, newest = counter.at(now_ns).waiting(first, last)
        assert names(oldest) == expected[:first]
        rest = expected[first:]
        assert names(newest) == rest[max(0, len(rest) - last) :]


def test_items_that_were_overtaken_long_ago_still_wait():
    counter = Counter()
    counter.put(1, 0, 3 * CHUNK)
    for at_ns in range(2 * CHUNK):
        counter.take(10_000 + at_ns, 1)
    oldest, _ = counter.at(20_000).waiting(2, 0)
    assert names(oldest) == [(0, 0), (0, 2 * CHUNK + 1)]
    counter.take(20_001)
    assert names(counter.at(20_001).waiting(1, 0)[0]) == [(0, 2 * CHUNK + 1)]


def test_an_item_is_in_the_hands_of_who_took_it_until_it_is_done():
    counter = Counter()
    counter.put(1, 3, 2)
    assert counter.at(4).held() == ()
    counter.take(5)
    counter.take(6)
    (held,) = counter.at(6).held()
    assert (held.process, held.count) == (GUEST, 2)
    assert (held.item.producer, held.item.sequence, held.item.since_ns) == (3, 1, 6)
    counter.done(8)
    assert counter.at(8).held()[0].count == 1
    counter.done(9)
    assert counter.at(8).held()[0].count == 1
    assert counter.at(9).held() == ()


def test_without_task_done_only_the_last_item_is_in_hand():
    counter = Counter(is_joinable=False)
    counter.put(1, 3, 2)
    counter.take(5)
    counter.take(6)
    (held,) = counter.at(7).held()
    assert (held.item.sequence, held.count) == (1, 1)


def test_counts_and_moments_are_those_of_the_moment():
    counter = Counter()
    counter.put(1, 3, 4)
    counter.take(6)
    now = counter.at(2)
    assert (now.put_by(3), now.put_by(4), now.taken_by(GUEST)) == (2, 0, 0)
    assert now.puts_ns(3, 0, 9, 10).tolist() == [1, 2]
    assert now.takes_ns(GUEST, 0, 9, 10).tolist() == []
    later = counter.at(6)
    assert (later.put_by(3), later.taken_by(GUEST)) == (4, 1)
    assert later.puts_ns(3, 0, 9, 10).tolist() == [1, 2, 3, 4]
    assert later.puts_ns(3, 2, 3, 10).tolist() == [2, 3]
    assert later.puts_ns(3, 0, 9, 2).tolist() == [1, 3]
    assert later.takes_ns(GUEST, 0, 9, 10).tolist() == [6]
    assert later.takes_ns(99, 0, 9, 10).tolist() == []


def test_who_worked_on_what_at_a_moment():
    counter = Counter()
    counter.put(10, 3)
    counter.put(20, 3)
    counter.take(30)
    counter.done(40)
    now = counter.at(50)
    assert now.worked_on(3, 5) == (3, 0)
    assert now.worked_on(3, 15) == (3, 1)
    assert now.worked_on(3, 25) is None
    assert now.worked_on(GUEST, 35) == (3, 0)
    assert now.worked_on(GUEST, 45) is None


def test_the_nearest_item_is_that_of_the_closest_put_or_get():
    counter = Counter()
    counter.put(100, 3)
    counter.put(200, 4)
    counter.take(290)
    now = counter.at(400)
    assert now.nearest(103, 10) == (3, 0)
    assert now.nearest(195, 10) == (4, 0)
    assert now.nearest(285, 10) == (3, 0)
    assert now.nearest(150, 10) is None


@pytest.mark.parametrize("length", [1_000, 300_000])
def test_asking_again_looks_only_at_what_is_new(length, monkeypatch):
    counter = Counter()
    counter.ledger.put(0, 0, np.arange(length))
    row = np.zeros(length - 10, ITEM)
    row["sequence"] = np.arange(length - 10)
    counter.ledger.take(GUEST, row, np.arange(length, 2 * length - 10))
    counter.at(3 * length).waiting(4, 4)
    looked = []
    real = np.flatnonzero
    monkeypatch.setattr(
        np, "flatnonzero", lambda values: looked.append(len(values)) or real(values)
    )
    oldest, newest = counter.at(3 * length + 1).waiting(4, 4)
    assert len(oldest) + len(newest) == 8
    assert sum(looked) <= 2 * CHUNK
